/**
 * The numerics of a multi-layer perceptron over one block of memory, which the caller lays out.
 * Every `plan` is the byte offset in `buffer` of a record written by writePlan. Ranges are training samples.
 */
export interface Kernels {
  readonly buffer: ArrayBuffer;
  /** Where the caller's block begins in `buffer`, in bytes; a multiple of 16. */
  readonly base: number;
  /** Mean gradient of the data loss over samples [first, end), to the plan's gradients. */
  gradient(plan: number, first: number, end: number): void;
  /**
   * One update for each batch of samples [first, end), counted from first; the last one may be partial.
   * @param regularization code of the table of regularizers
   */
  train(
    plan: number,
    first: number,
    end: number,
    batchSize: number,
    learningRate: number,
    regularization: number,
    regularizationRate: number,
  ): void;
  /** Sum of the losses and number of right answers over a set (index in sampleSets), to the plan's results. */
  evaluate(plan: number, set: number): void;
  /** All neurons' outputs on the map samples, to the plan's mapped. */
  map(plan: number): void;
}

/** Makes kernels over a new, zeroed block of memory that never grows. */
export type CreateKernels = (byteLength: number) => Kernels;
