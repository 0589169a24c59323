/** How well a network does on a set: means over its samples. */
export interface Evaluation {
  /** Without penalty. */
  readonly loss: number;
  /** Share of samples put into their class; NaN for a regression. */
  readonly accuracy: number;
  /** How many samples of each class were put into each: [actual][predicted], row by row; empty for a regression. */
  readonly confusion: readonly number[];
  /** Share of the labels' variance that the outputs explain; NaN for classes, and where all labels are equal. */
  readonly rSquared: number;
}

/** How well one class is recognised; NaN where there is nothing to take a share of. */
export interface ClassScores {
  /** Of the samples put into the class, the share that belongs there. */
  readonly precision: number;
  /** Of the samples that belong into the class, the share that was put there. */
  readonly recall: number;
  /** The harmonic mean of both: 0 where nothing was put right, NaN where there was nothing to put right or wrong. */
  readonly f1: number;
}

/**
 * Precision, recall and F1 of every class.
 * @param confusion [actual][predicted], row by row, as in `Evaluation`
 */
export function classScores(confusion: readonly number[]): ClassScores[] {
  const classes = Math.sqrt(confusion.length);
  return Array.from({ length: classes }, (_, k) => {
    const right = confusion[k * classes + k];
    let actual = 0;
    let predicted = 0;
    for (let other = 0; other < classes; other++) {
      actual += confusion[k * classes + other];
      predicted += confusion[other * classes + k];
    }
    return { precision: right / predicted, recall: right / actual, f1: (2 * right) / (actual + predicted) };
  });
}
