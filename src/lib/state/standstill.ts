/** What is known of a run when one asks whether it still gets anywhere. */
export interface Progress {
  /** Columns of the loss history, of equal length. */
  readonly epochs: Float64Array;
  readonly losses: Float64Array;
  /** Of the test examples, now. */
  readonly accuracy: number;
}

/** Three corners in four are what a plane gets at most; chance in who faces what may add this much. */
const ACCURACY_LIMIT = 0.75 + 0.015;
/** So long nothing better has to come: this many epochs, and half of all there were. */
const LEAST_EPOCHS = 8;
/** A loss that falls by a smaller share than this has not fallen. */
const LEAST_GAIN = 0.01;

/**
 * Whether training has come to a standstill at three right answers in four, or fewer: the lowest loss of the
 * recent epochs is no better than the lowest before them. A loss that jumps up and down stands still as well.
 */
export function standsStill({ epochs, losses, accuracy }: Progress): boolean {
  const now = epochs.at(-1) ?? 0;
  const recentFrom = now - Math.max(LEAST_EPOCHS, now / 2);
  if (recentFrom <= 0 || accuracy > ACCURACY_LIMIT) return false;
  const firstRecent = epochs.findIndex((epoch) => epoch > recentFrom);
  const before = lowest(losses.slice(0, firstRecent));
  return lowest(losses.slice(firstRecent)) > before * (1 - LEAST_GAIN);
}

/** Histories are long: an argument for each entry would be too many. */
const lowest = (values: Float64Array) => values.reduce((least, value) => Math.min(least, value), Infinity);
