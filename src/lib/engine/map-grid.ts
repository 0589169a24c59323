import { weekends } from './data/movie';
import type { Points } from './data/points';
import { isMovie } from './features';
import { isCurve, type Experiment } from './spec';

/** The part of the plane that maps show, in both directions. */
const PLANE_EXTENT = 6;
/** The values that pictures of a curve show reach from −CURVE_LIMIT to CURVE_LIMIT. */
export const CURVE_LIMIT = 2;
const MAP_SIDE = 100;
const CURVE_SIDE = 200;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where neurons are evaluated for their pictures: raw inputs of columns × rows points, row by row, top first. */
export interface MapGrid {
  readonly columns: number;
  readonly rows: number;
  /** Makes the raw inputs, structure of arrays: [coordinate][point]. */
  readonly inputs: () => readonly Float64Array[];
  /** Pixels of a large picture, and of a small one. */
  readonly picture: Size;
  readonly thumbnail: Size;
}

/**
 * The 100 × 100 cell centres of the plane; 200 places along a curve's one input, of which a square picture is
 * drawn; or the 8 weekends, two to a row: with and without girlfriend.
 * @param side pixels of a square picture, where it is not as large as the grid makes it
 */
export function mapGridOf(experiment: Experiment, side?: number): MapGrid {
  if (isMovie(experiment)) return weekendGrid;
  return isCurve(experiment) ? curveGrid(side) : planeGrid(side);
}

/** Where points stand in the plane, x₁ and x₂; those of a curve by their labels, CURVE_LIMIT being its edge. */
export function placesOf({ inputs, labels }: Points): [x1: Float64Array, x2: Float64Array] {
  const [x1, x2 = labels.map((label) => (label * PLANE_EXTENT) / CURVE_LIMIT)] = inputs;
  return [x1, x2];
}

const weekendSize = { width: 2, height: 4 };
const weekendGrid: MapGrid = {
  columns: weekendSize.width,
  rows: weekendSize.height,
  inputs: () => [0, 1, 2].map((factor) => Float64Array.from(weekends, (weekend) => weekend[factor])),
  picture: weekendSize,
  thumbnail: weekendSize,
};

function planeGrid(side = MAP_SIDE): MapGrid {
  return {
    columns: side,
    rows: side,
    inputs: () => planeCentres(side),
    picture: square(side),
    thumbnail: square(side / 2),
  };
}

function planeCentres(side: number): Float64Array[] {
  const places = cellCentres(side);
  const x1 = new Float64Array(side * side);
  const x2 = new Float64Array(side * side);
  for (let row = 0; row < side; row++) {
    x1.set(places, row * side);
    x2.fill(places[side - 1 - row], row * side, (row + 1) * side);
  }
  return [x1, x2];
}

/** Of a small picture, two places to a column, so that steep curves are not torn. */
function curveGrid(side?: number): MapGrid {
  const columns = side === undefined ? CURVE_SIDE : 2 * side;
  return {
    columns,
    rows: 1,
    inputs: () => [cellCentres(columns)],
    picture: square(side ?? CURVE_SIDE),
    thumbnail: square(columns / 4),
  };
}

const square = (side: number): Size => ({ width: side, height: side });

/** The middles of `count` equal parts of −6 … 6. */
function cellCentres(count: number): Float64Array {
  const cell = (2 * PLANE_EXTENT) / count;
  return Float64Array.from({ length: count }, (_, index) => -PLANE_EXTENT + (index + 0.5) * cell);
}

/** More examples tell no more of where they are. */
const MOST_EXAMPLES = 1000;

/** The grid's points next to training examples, one for each example on it; the movie's grid is all there can be. */
export function cellsOfExamples({ columns, rows }: MapGrid, { inputs, trainCount }: Examples): number[] {
  if (inputs.length > 2) return Array.from({ length: columns * rows }, (_, cell) => cell);
  const [x1, x2] = inputs;
  const placeOf = (value: number, count: number) => Math.floor((value / (2 * PLANE_EXTENT) + 0.5) * count);
  const cells: number[] = [];
  for (let example = 0; example < Math.min(trainCount, MOST_EXAMPLES); example++) {
    const column = placeOf(x1[example], columns);
    const row = rows === 1 ? 0 : rows - 1 - placeOf(x2[example], rows);
    if (column >= 0 && column < columns && row >= 0 && row < rows) cells.push(row * columns + column);
  }
  return cells;
}

interface Examples {
  readonly inputs: readonly Float64Array[];
  readonly trainCount: number;
}
