import type { Pair } from './emitter';
import { pieces, range } from './shape';

/** Sums that fit the registers beside their operands: so many vectors of neurons by so many samples. */
export const TILE = { vectors: 2, samples: 5 };

/** Every row with every column, row by row. */
const pairsOf = (rows: readonly number[], columns: readonly number[]): Pair[] =>
  rows.flatMap((row) => columns.map((column): Pair => [row, column]));

/** Samples of one turn: as many as a tile takes, in equal steps if possible. */
export function stepOf(samples: number, vectors: number): number {
  const most = vectors === 1 ? 2 * TILE.samples : TILE.samples;
  if (samples <= most) return samples;
  const even =
    range(most)
      .map((k) => most - k)
      .find((step) => samples % step === 0) ?? 1;
  return even > most / 2 ? even : most;
}

/** Samples of one turn by vectors of neurons, in tiles that fit the registers. */
export function tiles(samples: number, vectors: number): Pair[][] {
  return pieces(range(vectors), TILE.vectors).map((columns) => pairsOf(range(samples), columns));
}
