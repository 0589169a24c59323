import type { Curves } from './run-record';

/** Where one loss has come from and where it stands: medians, which single jumps do not move. */
export interface Trend {
  readonly first: number;
  /** In the middle of the run. */
  readonly before: number;
  /** Near its end. */
  readonly now: number;
  readonly last: number;
  /** The lowest value, and where it stands. */
  readonly best: number;
  readonly bestPlace: number;
  /** Not undercut by more than one in ten of the values in the later half of the time since the best. */
  readonly sinceBest: number;
  /** How far neighbouring values near the end lie apart. */
  readonly roughness: number;
  readonly low: number;
  readonly high: number;
}

/** As shares of all epochs. */
const MIDDLE = [0.4, 0.6] as const;
const END = 0.8;
/** Fewer values say nothing of a trend. */
const FEWEST = 3;

/** The curves after one epoch, up to and including another. */
export function curvesBetween(curves: Curves, after: number, upTo: number): Curves {
  const [start, end] = [placeAfter(curves.epochs, after), placeAfter(curves.epochs, upTo)];
  if (start === 0 && end === curves.epochs.length) return curves;
  const { epochs, train, validation, test, penalty } = curves;
  return {
    epochs: epochs.subarray(start, end),
    train: train.subarray(start, end),
    validation: validation.subarray(start, end),
    test: test.subarray(start, end),
    penalty: penalty.subarray(start, end),
  };
}

/** Reads one loss over the epochs at which it was taken, of which there is at least one. */
export function trendOf(epochs: Float64Array, losses: Float64Array): Trend {
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const at = (share: number) => first + share * (last - first);
  const between = (from: number, to: number) => {
    const [start, end] = [placeAfter(epochs, from), placeAfter(epochs, to)];
    return losses.subarray(Math.max(Math.min(start, end - FEWEST), 0), Math.max(end, FEWEST));
  };
  const best = losses.reduce((lowest, loss, place) => (loss < losses[lowest] ? place : lowest), 0);
  const end = between(at(END), last);
  return {
    first: losses[0],
    before: quantile(between(at(MIDDLE[0]), at(MIDDLE[1])), 0.5),
    now: quantile(end, 0.5),
    last: losses[losses.length - 1],
    best: losses[best],
    bestPlace: best,
    sinceBest: quantile(between((epochs[best] + last) / 2, last), 0.1),
    roughness: quantile(
      end.subarray(1).map((loss, place) => Math.abs(loss - end[place])),
      0.5,
    ),
    low: quantile(end, 0.1),
    high: quantile(end, 0.9),
  };
}

/** The median of the values at a place and beside it. */
export function medianAround(losses: Float64Array, place: number): number {
  return quantile(losses.subarray(Math.max(place - 2, 0), place + 3), 0.5);
}

/** The place after the last value that is not above a limit, in ascending values. */
function placeAfter(ascending: Float64Array, limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.round(share * (sorted.length - 1))];
}
