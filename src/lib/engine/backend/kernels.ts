import type { GeneratedAddresses, GeneratedShape } from './generated';

/** The builds of src/kernels: `plain` runs wherever SIMD does, the other is faster and rounds differently. */
export type KernelBuild = 'plain' | 'multiplyAdd';

/**
 * The numerics of a multi-layer perceptron over one block of memory, which the caller lays out.
 * Every `plan` is the byte offset in `buffer` of a record written by writePlan. Ranges are training samples.
 */
export interface Kernels {
  /** Undefined for loops that are not compiled. */
  readonly build?: KernelBuild;
  readonly buffer: ArrayBuffer;
  /** Where the caller's block begins in `buffer`, in bytes; a multiple of 16. */
  readonly base: number;
  /** Mean gradient of the data loss over samples [first, end), to the plan's gradients; without dropout. */
  gradient(plan: number, first: number, end: number): void;
  /** One update by the plan's rule for each batch of samples [first, end), counted from first; the last one may be partial. */
  train(plan: number, first: number, end: number, batchSize: number): void;
  /**
   * Over a set (index in sampleSets), to the plan's results: sum of the losses, sum of the squared differences of
   * outputs and targets, and how many samples of each class were put into each, [actual][predicted]: one output
   * tells two classes apart at a pre-activation of 0, several are a class each, the largest pre-activation wins.
   */
  evaluate(plan: number, set: number): void;
  /**
   * The data loss over a set for `count` sets of parameters that stand one after another at `parameters` (bytes),
   * to `losses` (bytes, float64). The plan's own parameters are left as the last of these sets.
   */
  lossesOf(plan: number, set: number, parameters: number, count: number, losses: number): void;
  /** All neurons' outputs on the map samples, to the plan's mapped. */
  map(plan: number): void;
  /**
   * What does as `train` does for one shape alone, and faster; undefined where there is no such thing.
   * @param scratchLength bytes it may use
   */
  specialize?(
    shape: TrainingShape,
    addresses: GeneratedAddresses,
    scratchLength: number,
  ): SpecializedTrain | undefined;
}

/** A network, its end and how it is trained, as far as a module of its own depends on them. */
export type TrainingShape = Omit<GeneratedShape, 'hasMultiplyAdd'>;

/** One plain descent for each batch of samples [first, end), with the penalty's step. */
export type SpecializedTrain = (
  first: number,
  end: number,
  learningRate: number,
  regularizationRate: number,
) => void;

/** Makes kernels over a new, zeroed block of memory that never grows. */
export type CreateKernels = (byteLength: number) => Kernels;
