import type { GeneratedShape } from '../backend/generated';
import type { CreateKernels } from '../backend/kernels';
import { recordOfSets, sampleSets, writeCount, writeRule, type SampleSet } from '../backend/plan';
import type { Evaluation } from '../metrics';
import { optimizers } from '../optimizers';
import { regularizers } from '../regularizers';
import type { OptimizerName, Regularization } from '../spec';
import type { DenseLayer } from '../topology';
import {
  createMlpMemory,
  rewriteRules,
  type MlpMemory,
  type MlpOptions,
  type NetworkRules,
} from './mlp-memory';
import { SpecializedTraining, trainingShape } from './specialized-training';

export type { MlpOptions, NetworkRules, SampleSet };

/** The sets on which a network can be judged. */
type JudgedSet = Exclude<SampleSet, 'map'>;

/** How training goes. */
export interface Step {
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** 0 for no limit. */
  readonly clipNorm: number;
  /** Share of hidden neurons left out, below 1. */
  readonly dropout: number;
  /** An integer; together with a sample's and a neuron's number it tells which neurons are left out. */
  readonly dropoutKey: number;
  readonly regularization: Regularization;
  readonly regularizationRate: number;
}

/** Plain descent without penalty. */
export const plainStep: Step = {
  optimizer: 'sgd',
  learningRate: 0.03,
  momentum: 0.9,
  weightDecay: 0,
  clipNorm: 0,
  dropout: 0,
  dropoutKey: 0,
  regularization: 'none',
  regularizationRate: 0,
};

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

  readonly #memory: MlpMemory;
  readonly #specialized: SpecializedTraining;
  readonly #capacity: MlpOptions['capacity'];
  readonly #counts = recordOfSets(() => 0);
  #rules: NetworkRules;
  #hasOptimizerState = false;
  /** What the kernels' rule says; a step is never changed. */
  #step: Step | undefined;

  /** @throws {RangeError} for sizes that are no network, or rules that do not suit it. */
  constructor(createKernels: CreateKernels, options: MlpOptions) {
    const { sizes } = options;
    if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size > 0)) {
      throw new RangeError(`sizes: expected two or more positive integers, got [${sizes.join(', ')}]`);
    }
    checkRules(options, sizes);
    this.#rules = options;
    this.#capacity = options.capacity;
    this.#memory = createMlpMemory(createKernels, options);
    this.#specialized = new SpecializedTraining(this.#memory, sizes);
    this.layers = this.#memory.layers;
    this.parameters = this.#memory.parameters;
    this.gradients = this.#memory.gradients;
    this.optimizerState = undefined;
  }

  /**
   * Changes what the network computes; parameters stay.
   * @throws {RangeError} for rules that do not suit the network.
   */
  configure(rules: NetworkRules): void {
    checkRules(rules, [this.layers[0].inputs, ...this.layers.map(({ outputs }) => outputs)]);
    this.#rules = rules;
    rewriteRules(this.#memory, rules);
    for (const set of sampleSets) writeCount(this.#memory.planWords, set, this.#counts[set]);
  }

  /** What the network computes; the same object until it is configured anew. */
  get rules(): NetworkRules {
    return this.#rules;
  }

  /** Live: the optimizer's running numbers; undefined before its first update, and to begin anew. */
  get optimizerState(): Uint8Array | undefined {
    return this.#hasOptimizerState ? this.#memory.optimizerBytes : undefined;
  }

  set optimizerState(state: Uint8Array | undefined) {
    const { optimizerBytes, powers } = this.#memory;
    this.#hasOptimizerState = state !== undefined;
    if (state) {
      optimizerBytes.set(state);
    } else {
      optimizerBytes.fill(0);
      powers.fill(1);
    }
  }

  /**
   * Replaces a set's samples.
   * @param columns [inputs][samples]
   * @param targets [outputs][samples], −1 and 1 for classes, any number otherwise; the map has none
   * @throws {RangeError} when counts do not match, or exceed the capacity; for a number that is not finite
   */
  load(
    set: SampleSet,
    columns: readonly ArrayLike<number>[],
    targets: readonly ArrayLike<number>[] = [],
  ): void {
    const rows = this.#memory.sets[set];
    const count = columns[0]?.length ?? 0;
    expectEqual(`${set} columns`, columns.length, rows.columns.length);
    if (set !== 'map') expectEqual(`${set} rows of targets`, targets.length, rows.targets.length);
    for (const row of [...columns, ...targets]) {
      expectEqual(`${set} row's samples`, row.length, count);
      for (let sample = 0; sample < count; sample++) {
        if (!Number.isFinite(row[sample])) {
          throw new RangeError(`${set} sample ${sample}: expected a finite number, got ${row[sample]}`);
        }
      }
    }
    const capacity = this.#capacity[set] ?? 0;
    if (count > capacity) throw new RangeError(`${set} samples: expected at most ${capacity}, got ${count}`);
    rows.columns.forEach((row, i) => row.set(columns[i]));
    rows.targets.forEach((row, o) => row.set(targets[o]));
    this.#counts[set] = count;
    writeCount(this.#memory.planWords, set, count);
  }

  /** Computes gradients over training samples [first, end). */
  computeGradient(first: number, end: number): void {
    this.#checkRange(first, end);
    this.#memory.kernels.gradient(this.#memory.planOffset, first, end);
  }

  /**
   * Trains through samples [first, end) in order: one update for each batch counted from first; a last,
   * partial one is averaged over its own samples.
   */
  train(first: number, end: number, batchSize: number, step: Step): void {
    this.#checkRange(first, end);
    if (!Number.isInteger(batchSize) || batchSize < 1) {
      throw new RangeError(`batch size: expected a positive integer, got ${batchSize}`);
    }
    if (step !== this.#step) this.#follow(step);
    if (optimizers[step.optimizer].moments > 0) this.#hasOptimizerState = true;
    const specialized = this.#specialized.trainOf(this.#rules, step, batchSize);
    if (specialized) specialized(first, end, step.learningRate, step.regularizationRate);
    else this.#memory.kernels.train(this.#memory.planOffset, first, end, batchSize);
  }

  #follow(step: Step): void {
    this.#step = step;
    const { ruleIntegers, ruleNumbers } = this.#memory;
    writeRule(ruleIntegers, ruleNumbers, {
      optimizer: optimizers[step.optimizer].code,
      regularization: regularizers[step.regularization].code,
      dropoutThreshold: Math.floor(step.dropout * 2 ** 32),
      dropoutKey: step.dropoutKey,
      learningRate: step.learningRate,
      regularizationRate: step.regularizationRate,
      momentum: step.momentum,
      weightDecay: step.weightDecay,
      clipNorm: step.clipNorm,
      dropoutScale: 1 / (1 - step.dropout),
    });
  }

  /** What a module for this training depends on; undefined where only the general kernels train so. */
  generatedShape(step: Step, batchSize: number): GeneratedShape | undefined {
    const { build } = this.#memory.kernels;
    const sizes = [this.layers[0].inputs, ...this.layers.map(({ outputs }) => outputs)];
    const shape = build && trainingShape(sizes, this.#rules, step, batchSize);
    return shape && { ...shape, hasMultiplyAdd: build === 'multiplyAdd' };
  }

  evaluate(set: JudgedSet): Evaluation {
    const { kernels, planOffset, results, sets } = this.#memory;
    kernels.evaluate(planOffset, sampleSets.indexOf(set));
    const [lossSum, squaredErrors, ...confusion] = results;
    const count = this.#counts[set];
    const loss = lossSum / count;
    if (this.#rules.output === 'linear' && this.#rules.loss !== 'hinge') {
      const rSquared = 1 - squaredErrors / squaresAroundMean(sets[set].targets[0].subarray(0, count));
      return { loss, accuracy: NaN, confusion: [], rSquared };
    }
    const classes = Math.sqrt(confusion.length);
    const right = confusion.reduce((sum, n, place) => (place % (classes + 1) === 0 ? sum + n : sum), 0);
    return { loss, accuracy: right / count, confusion, rSquared: NaN };
  }

  /**
   * The mean data loss over a set for many sets of parameters; the model's own stay as they are.
   * @param candidates [count · parameters], one set after another
   * @returns [count]
   */
  lossesOf(candidates: Float32Array, set: JudgedSet): Float64Array {
    const { kernels, planOffset, variants, variantLosses } = this.#memory;
    const width = this.parameters.length;
    const kept = this.parameters.slice();
    const losses = new Float64Array(candidates.length / width);
    for (let done = 0; done < losses.length; done += variantLosses.length) {
      const count = Math.min(variantLosses.length, losses.length - done);
      variants.set(candidates.subarray(done * width, (done + count) * width));
      const index = sampleSets.indexOf(set);
      kernels.lossesOf(planOffset, index, variants.byteOffset, count, variantLosses.byteOffset);
      for (let k = 0; k < count; k++) losses[done + k] = variantLosses[k] / this.#counts[set];
    }
    this.parameters.set(kept);
    return losses;
  }

  /** Outputs of all neurons, layer by layer, [neurons][map samples]: a live view, renewed by each call. */
  map(): Float32Array {
    const { kernels, planOffset, mapped, neuronCount } = this.#memory;
    kernels.map(planOffset);
    return mapped.subarray(0, neuronCount * this.#counts.map);
  }

  #checkRange(first: number, end: number): void {
    if (!(Number.isInteger(first) && Number.isInteger(end) && 0 <= first && first < end)) {
      throw new RangeError(`samples: expected a range of integers, got [${first}, ${end})`);
    }
    if (end > this.#counts.train) {
      throw new RangeError(`samples: expected at most ${this.#counts.train} loaded ones, got ${end}`);
    }
  }
}

/** Which output activation a loss needs; the others take any. */
const outputOfLoss: Partial<Record<NetworkRules['loss'], NetworkRules['output']>> = {
  crossEntropy: 'sigmoid',
  categoricalCrossEntropy: 'softmax',
  hinge: 'linear',
  perceptron: 'step',
};

function checkRules({ hidden, output, loss }: NetworkRules, sizes: readonly number[]): void {
  expectEqual('activations of hidden layers', hidden.length, sizes.length - 2);
  const needed = outputOfLoss[loss];
  if (needed && needed !== output)
    throw new RangeError(`${loss}: expected a ${needed} output, got ${output}`);
}

/** NaN where all are equal: their mean, rounded, may differ from them. */
function squaresAroundMean(values: Float32Array): number {
  if (values.every((value) => value === values[0])) return NaN;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

function expectEqual(name: string, actual: number, expected: number): void {
  if (actual !== expected) throw new RangeError(`${name}: expected ${expected}, got ${actual}`);
}
