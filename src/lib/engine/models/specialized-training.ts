import type { SpecializedTrain, TrainingShape } from '../backend/kernels';
import type { Step } from './mlp';
import { SCRATCH_BYTES, type MlpMemory, type NetworkRules } from './mlp-memory';

/** Activations and losses that modules are made for. */
const activations: readonly string[] = ['tanh', 'relu', 'sigmoid', 'linear'];
const losses: readonly string[] = ['squared', 'crossEntropy'];

/** Finds the module made for a network and the way it is trained; it makes a new one when either changes. */
export class SpecializedTraining {
  readonly #memory: MlpMemory;
  readonly #sizes: readonly number[];
  #rules: NetworkRules | undefined;
  #step: Step | undefined;
  #batchSize = 0;
  #key = '';
  #train: SpecializedTrain | undefined;

  constructor(memory: MlpMemory, sizes: readonly number[]) {
    this.#memory = memory;
    this.#sizes = sizes;
  }

  /** Undefined where the general kernels must do it. Rules and steps are never changed, only replaced. */
  trainOf(rules: NetworkRules, step: Step, batchSize: number): SpecializedTrain | undefined {
    if (rules !== this.#rules || step !== this.#step || batchSize !== this.#batchSize) {
      this.#rules = rules;
      this.#step = step;
      this.#batchSize = batchSize;
      this.#find(trainingShape(this.#sizes, rules, step, batchSize));
    }
    return this.#train;
  }

  #find(shape: TrainingShape | undefined): void {
    const key = JSON.stringify(shape) ?? '';
    if (key === this.#key) return;
    this.#key = key;
    const { kernels, plan, scratch } = this.#memory;
    const { columns, stride, targets } = plan.sets.train;
    const addresses = { parameters: plan.parameters, columns, columnStride: stride, targets, scratch };
    this.#train = shape && kernels.specialize?.(shape, addresses, SCRATCH_BYTES);
  }
}

/** What a module of its own depends on; undefined for training that only the general kernels do. */
export function trainingShape(
  sizes: readonly number[],
  { hidden, output, loss }: NetworkRules,
  step: Step,
  batchSize: number,
): TrainingShape | undefined {
  const all = [...hidden, output];
  const isPlain = step.optimizer === 'sgd' && step.clipNorm === 0 && step.dropout === 0;
  const isKnown = all.every((name) => activations.includes(name)) && losses.includes(loss);
  if (!isPlain || !isKnown || sizes[sizes.length - 1] !== 1) return undefined;
  return {
    sizes,
    activations: all as TrainingShape['activations'],
    loss: loss as TrainingShape['loss'],
    batchSize,
    regularization: step.regularization,
  };
}
