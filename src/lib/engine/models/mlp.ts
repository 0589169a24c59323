import type { CreateKernels } from '../backend/kernels';
import { sampleSets, writeCount, type SampleSet } from '../backend/plan';
import { regularizers } from '../regularizers';
import type { Regularization } from '../spec';
import type { DenseLayer } from '../topology';
import { createMlpMemory, type MlpMemory, type MlpOptions } from './mlp-memory';

export type { MlpOptions, SampleSet };

export interface Step {
  readonly learningRate: number;
  readonly regularization: Regularization;
  readonly regularizationRate: number;
}

/** Means over a set. */
export interface Evaluation {
  /** Without penalty. */
  readonly loss: number;
  /** Share of samples whose output lies on its target's side of the boundary; NaN for a linear output. */
  readonly accuracy: number;
}

/**
 * A multi-layer perceptron over kernels of either kind. Its whole state lies in one block of memory;
 * divergence shows as infinite numbers and NaN, never as an error.
 */
export class Mlp {
  readonly layers: readonly DenseLayer[];
  /** Live: layer by layer weights [outputs][inputs], then biases [outputs]. */
  readonly parameters: Float32Array;
  /** In the order of parameters: what `computeGradient` found, the mean gradient of the data loss. */
  readonly gradients: Float32Array;

  private readonly options: MlpOptions;
  private readonly memory: MlpMemory;
  private readonly counts: Record<SampleSet, number> = { train: 0, test: 0, map: 0 };

  /** @throws {RangeError} for sizes that are no network, or cross-entropy without a sigmoid output. */
  constructor(createKernels: CreateKernels, options: MlpOptions) {
    const { sizes, loss, output } = options;
    if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size > 0)) {
      throw new RangeError(`sizes: expected two or more positive integers, got [${sizes.join(', ')}]`);
    }
    if (loss === 'crossEntropy' && output !== 'sigmoid') {
      throw new RangeError(`crossEntropy: expected a sigmoid output, got ${output}`);
    }
    this.options = options;
    this.memory = createMlpMemory(createKernels, options);
    this.layers = this.memory.layers;
    this.parameters = this.memory.parameters;
    this.gradients = this.memory.gradients;
  }

  /**
   * Replaces a set's samples.
   * @param columns [inputs][samples]
   * @param targets [outputs · samples], −1 and 1 for classes, any number otherwise; the map has none
   * @throws {RangeError} when counts do not match, or exceed the capacity
   */
  load(set: SampleSet, columns: readonly ArrayLike<number>[], targets: ArrayLike<number> = []): void {
    const rows = this.memory.sets[set];
    const count = columns[0]?.length ?? 0;
    expectEqual(`${set} columns`, columns.length, rows.columns.length);
    for (const column of columns) expectEqual(`${set} column's samples`, column.length, count);
    if (set !== 'map') expectEqual(`${set} targets`, targets.length, rows.targets.length * count);
    if (count > this.options.capacity[set]) {
      throw new RangeError(`${set} samples: expected at most ${this.options.capacity[set]}, got ${count}`);
    }
    rows.columns.forEach((row, i) => row.set(columns[i]));
    rows.targets.forEach((row, o) => {
      for (let sample = 0; sample < count; sample++) row[sample] = targets[o * count + sample];
    });
    this.counts[set] = count;
    writeCount(this.memory.plan, set, count);
  }

  /** Computes gradients over training samples [first, end). */
  computeGradient(first: number, end: number): void {
    this.checkRange(first, end);
    this.memory.kernels.gradient(this.memory.planOffset, first, end);
  }

  /**
   * Stochastic gradient descent through training samples [first, end) in order: one update for each batch
   * counted from first; a last, partial one is averaged over its own samples.
   */
  train(first: number, end: number, batchSize: number, step: Step): void {
    this.checkRange(first, end);
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new RangeError(`batch size: expected a positive integer, got ${batchSize}`);
    }
    const { code } = regularizers[step.regularization];
    const { kernels, planOffset } = this.memory;
    kernels.train(planOffset, first, end, batchSize, step.learningRate, code, step.regularizationRate);
  }

  evaluate(set: 'train' | 'test'): Evaluation {
    const { kernels, planOffset, results, sets } = this.memory;
    kernels.evaluate(planOffset, sampleSets.indexOf(set));
    const [lossSum, rightAnswers] = results;
    const count = this.counts[set];
    const accuracy =
      this.options.output === 'linear' ? NaN : rightAnswers / (count * sets[set].targets.length);
    return { loss: lossSum / count, accuracy };
  }

  /** Outputs of all neurons, layer by layer, [neurons][map samples]: a live view, renewed by each call. */
  map(): Float32Array {
    const { kernels, planOffset, mapped, neuronCount } = this.memory;
    kernels.map(planOffset);
    return mapped.subarray(0, neuronCount * this.counts.map);
  }

  private checkRange(first: number, end: number): void {
    if (!(Number.isInteger(first) && Number.isInteger(end) && 0 <= first && first < end)) {
      throw new RangeError(`samples: expected a range of integers, got [${first}, ${end})`);
    }
    if (end > this.counts.train) {
      throw new RangeError(`samples: expected at most ${this.counts.train} loaded ones, got ${end}`);
    }
  }
}

function expectEqual(name: string, actual: number, expected: number): void {
  if (actual !== expected) throw new RangeError(`${name}: expected ${expected}, got ${actual}`);
}
