import type { Experiment, FieldKey } from '$lib/engine';
import type { SettingsPicture, TrialResult } from '$lib/training/settings-protocol';
import type { AxisName } from './setting-axes';

/** One of the two directions of a map: what varies along it. */
export interface MapAxis {
  readonly name: AxisName | FieldKey;
  readonly values: readonly unknown[];
}

/** What is known of one run of a cell, or of the one that stands for several. */
export type CellResult =
  | {
      readonly kind: 'trained';
      readonly testLoss: number;
      readonly trainLoss: number;
      /** Absent for a regression. */
      readonly testAccuracy?: number;
      readonly picture?: SettingsPicture;
    }
  | { readonly kind: 'diverged' }
  | { readonly kind: 'failed'; readonly reason: string };

/** One place of a map of settings. */
export interface MapCell {
  /** Of its runs that with the median test loss. */
  readonly result?: CellResult;
  /** Of how many runs it is the median. */
  readonly runs: number;
  /** Whether it is of settings that have changed since. */
  readonly isStale: boolean;
  /** What opening it changes. */
  readonly patch: Partial<Experiment>;
}

/** A map as it is shown: cells row by row, the first row for the first value. */
export interface MapOfSettings {
  readonly columns: MapAxis;
  /** One row without a name where only one thing varies. */
  readonly rows: MapAxis | undefined;
  readonly cells: readonly MapCell[];
}

/** The lower of the middle ones by test loss; runs without one are the worst. */
export function medianOf<Run>(runs: readonly Run[], resultOf: (run: Run) => CellResult): Run {
  const sorted = runs.toSorted((a, b) => compareResults(resultOf(a), resultOf(b)));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** Which of two is better: negative for the first. */
export function compareResults(one: CellResult, other: CellResult): number {
  if (one.kind === 'trained' && other.kind === 'trained') return one.testLoss - other.testLoss;
  return ranks[one.kind] - ranks[other.kind];
}

const ranks = { trained: 0, diverged: 1, failed: 2 };

/** The cell with the smallest test loss; undefined where there is none. */
export function bestCell(cells: readonly MapCell[]): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  cells.forEach(({ result, isStale }, index) => {
    if (result?.kind !== 'trained' || isStale || !(result.testLoss < least)) return;
    least = result.testLoss;
    best = index;
  });
  return best;
}

/** Losses that are smaller than the largest by more than this factor are all the same. */
const WIDEST = 1000;

/** How bad each cell is, from 0 for the best to 1 for the worst, in equal factors of the loss. */
export function lossLevels(cells: readonly MapCell[]): (number | undefined)[] {
  const losses = cells.map(({ result }) => (result?.kind === 'trained' ? result.testLoss : NaN));
  const known = losses.filter(Number.isFinite);
  const most = Math.max(...known);
  const least = Math.max(Math.min(...known), most / WIDEST);
  return losses.map((loss) => {
    if (!Number.isFinite(loss)) return undefined;
    return most > least ? Math.log(Math.max(loss, least) / least) / Math.log(most / least) : 0;
  });
}

/** What is shown of a trial. */
export function cellResultOf(result: TrialResult): CellResult {
  if (result.kind !== 'trained') return result;
  const { kind, testLoss, trainLoss, testAccuracy, picture } = result;
  return { kind, testLoss, trainLoss, picture, ...(!Number.isNaN(testAccuracy) && { testAccuracy }) };
}
