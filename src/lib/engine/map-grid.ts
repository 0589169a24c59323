import { weekends } from './data/movie';
import type { Points } from './data/points';
import { isMovie } from './features';
import { isCurve, type Experiment } from './spec';

/** The part of the plane that maps show, in both directions. */
export const PLANE_EXTENT = 6;
/** The values that pictures of a curve show reach from −CURVE_LIMIT to CURVE_LIMIT. */
export const CURVE_LIMIT = 2;
const MAP_SIDE = 100;
const CURVE_SIDE = 200;
const THUMBNAIL_SIDE = 50;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where neurons are evaluated for their pictures: raw inputs of columns × rows points, row by row, top first. */
export interface MapGrid {
  readonly columns: number;
  readonly rows: number;
  /** Raw inputs, structure of arrays: [coordinate][point]. */
  readonly inputs: readonly Float64Array[];
  /** Pixels of a large picture, and of a small one. */
  readonly picture: Size;
  readonly thumbnail: Size;
}

/**
 * The 100 × 100 cell centres of the plane; 200 places along a curve's one input, of which a square picture is
 * drawn; or the 8 weekends, two to a row: with and without girlfriend.
 */
export function mapGridOf(experiment: Experiment): MapGrid {
  if (isMovie(experiment)) return weekendGrid();
  return isCurve(experiment) ? curveGrid() : planeGrid();
}

/** Where points stand in the plane, x₁ and x₂; those of a curve by their labels, CURVE_LIMIT being its edge. */
export function placesOf({ inputs, labels }: Points): [x1: Float64Array, x2: Float64Array] {
  const [x1, x2 = labels.map((label) => (label * PLANE_EXTENT) / CURVE_LIMIT)] = inputs;
  return [x1, x2];
}

function weekendGrid(): MapGrid {
  const inputs = [0, 1, 2].map((factor) => Float64Array.from(weekends, (weekend) => weekend[factor]));
  const size = { width: 2, height: 4 };
  return { columns: size.width, rows: size.height, inputs, picture: size, thumbnail: size };
}

function planeGrid(): MapGrid {
  const places = cellCentres(MAP_SIDE);
  const x1 = new Float64Array(MAP_SIDE * MAP_SIDE);
  const x2 = new Float64Array(MAP_SIDE * MAP_SIDE);
  for (let row = 0; row < MAP_SIDE; row++) {
    x1.set(places, row * MAP_SIDE);
    x2.fill(places[MAP_SIDE - 1 - row], row * MAP_SIDE, (row + 1) * MAP_SIDE);
  }
  return {
    columns: MAP_SIDE,
    rows: MAP_SIDE,
    inputs: [x1, x2],
    picture: square(MAP_SIDE),
    thumbnail: square(THUMBNAIL_SIDE),
  };
}

function curveGrid(): MapGrid {
  return {
    columns: CURVE_SIDE,
    rows: 1,
    inputs: [cellCentres(CURVE_SIDE)],
    picture: square(CURVE_SIDE),
    thumbnail: square(THUMBNAIL_SIDE),
  };
}

const square = (side: number): Size => ({ width: side, height: side });

/** The middles of `count` equal parts of −6 … 6. */
function cellCentres(count: number): Float64Array {
  const cell = (2 * PLANE_EXTENT) / count;
  return Float64Array.from({ length: count }, (_, index) => -PLANE_EXTENT + (index + 0.5) * cell);
}
