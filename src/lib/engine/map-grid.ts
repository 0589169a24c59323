import { weekends } from './data/movie';
import { isMovie } from './features';
import type { Experiment } from './spec';

/** The part of the plane that maps show, in both directions. */
const PLANE_EXTENT = 6;
const MAP_SIDE = 100;
const THUMBNAIL_SIDE = 50;

/** Where neurons are evaluated for their pictures: raw inputs of columns × rows points, row by row, top first. */
export interface MapGrid {
  readonly columns: number;
  readonly rows: number;
  /** Raw inputs, structure of arrays: [coordinate][point]. */
  readonly inputs: readonly Float64Array[];
  /** A thumbnail takes every `thumbnailStep`-th column and row. */
  readonly thumbnailStep: number;
}

/** The 100 × 100 cell centres of the plane, or the 8 weekends, two to a row: with and without girlfriend. */
export function mapGridOf(experiment: Experiment): MapGrid {
  return isMovie(experiment) ? weekendGrid() : planeGrid();
}

function weekendGrid(): MapGrid {
  const inputs = [0, 1, 2].map((factor) => Float64Array.from(weekends, (weekend) => weekend[factor]));
  return { columns: 2, rows: 4, inputs, thumbnailStep: 1 };
}

function planeGrid(): MapGrid {
  const cell = (2 * PLANE_EXTENT) / MAP_SIDE;
  const x1 = new Float64Array(MAP_SIDE * MAP_SIDE);
  const x2 = new Float64Array(MAP_SIDE * MAP_SIDE);
  for (let row = 0; row < MAP_SIDE; row++) {
    for (let column = 0; column < MAP_SIDE; column++) {
      x1[row * MAP_SIDE + column] = -PLANE_EXTENT + (column + 0.5) * cell;
      x2[row * MAP_SIDE + column] = PLANE_EXTENT - (row + 0.5) * cell;
    }
  }
  return { columns: MAP_SIDE, rows: MAP_SIDE, inputs: [x1, x2], thumbnailStep: MAP_SIDE / THUMBNAIL_SIDE };
}
