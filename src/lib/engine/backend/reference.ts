import { activations, type Activation } from '../activations';
import { losses, type Loss } from '../losses';
import { regularizers, type Regularizer } from '../regularizers';
import type { CreateKernels } from './kernels';
import { readPlan, sampleSets, type Plan, type SetPlan } from './plan';

const byCode = <Entry extends { readonly code: number }>(
  table: Readonly<Record<string, Entry>>,
  code: number,
) => {
  const entry = Object.values(table).find((candidate) => candidate.code === code);
  if (!entry) throw new RangeError(`no entry has code ${code}`);
  return entry;
};

/**
 * The kernels as plain loops, sample by sample, computing in doubles: the specification of the fast ones,
 * and what runs where WebAssembly SIMD does not.
 */
export const referenceKernels: CreateKernels = (byteLength) => {
  const buffer = new ArrayBuffer(byteLength);
  return {
    buffer,
    base: 0,
    gradient: (plan, first, end) => new Network(buffer, readPlan(buffer, plan)).gradient(first, end),
    train(plan, first, end, batchSize, learningRate, regularization, regularizationRate) {
      const network = new Network(buffer, readPlan(buffer, plan));
      const regularizer = byCode<Regularizer>(regularizers, regularization);
      for (let start = first; start < end; start += batchSize) {
        network.gradient(start, Math.min(start + batchSize, end));
        network.descend(learningRate);
        network.regularize(regularizer, learningRate * regularizationRate);
      }
    },
    evaluate: (plan, set) => new Network(buffer, readPlan(buffer, plan)).evaluate(set),
    map: (plan) => new Network(buffer, readPlan(buffer, plan)).map(),
  };
};

/** One sample's way through the network and back. */
class Network {
  private readonly hidden: Activation;
  private readonly output: Activation;
  private readonly loss: Loss;
  private readonly memory: Float32Array;
  private readonly parameters: Float32Array;
  private readonly gradients: Float32Array;
  /** The input, then each layer's outputs. */
  private readonly values: readonly Float64Array[];
  /** Derivatives of the loss by each layer's pre-activations. */
  private readonly deltas: readonly Float64Array[];
  private readonly preActivations: Float64Array;

  constructor(
    private readonly buffer: ArrayBuffer,
    private readonly plan: Plan,
  ) {
    this.hidden = byCode<Activation>(activations, plan.hiddenActivation);
    this.output = byCode<Activation>(activations, plan.outputActivation);
    this.loss = byCode<Loss>(losses, plan.loss);
    this.memory = new Float32Array(buffer);
    this.parameters = new Float32Array(buffer, plan.parameters, plan.parameterCount);
    this.gradients = new Float32Array(buffer, plan.gradients, plan.parameterCount);
    this.deltas = plan.layers.map((layer) => new Float64Array(layer.outputs));
    this.values = [
      new Float64Array(plan.layers[0].inputs),
      ...plan.layers.map((l) => new Float64Array(l.outputs)),
    ];
    this.preActivations = new Float64Array(plan.layers[plan.layers.length - 1].outputs);
  }

  gradient(first: number, end: number): void {
    const { layers, sets, parameterCount } = this.plan;
    const sums = new Float64Array(parameterCount);
    for (let sample = first; sample < end; sample++) {
      this.forward(sets.train, sample);
      this.backward(sets.train, sample);
      layers.forEach((layer, index) => {
        const [weights, biases] = this.positions(index);
        const inputs = this.values[index];
        const deltas = this.deltas[index];
        for (let o = 0; o < layer.outputs; o++) {
          for (let i = 0; i < layer.inputs; i++)
            sums[weights + o * layer.inputs + i] += deltas[o] * inputs[i];
          sums[biases + o] += deltas[o];
        }
      });
    }
    for (let p = 0; p < parameterCount; p++) this.gradients[p] = sums[p] / (end - first);
  }

  descend(learningRate: number): void {
    for (let p = 0; p < this.plan.parameterCount; p++) this.parameters[p] -= learningRate * this.gradients[p];
  }

  regularize({ shrink }: Regularizer, step: number): void {
    this.plan.layers.forEach((layer, index) => {
      const [weights] = this.positions(index);
      for (let p = weights; p < weights + layer.inputs * layer.outputs; p++) {
        this.parameters[p] = shrink(this.parameters[p], step);
      }
    });
  }

  evaluate(setIndex: number): void {
    const set = this.plan.sets[sampleSets[setIndex]];
    let loss = 0;
    let right = 0;
    for (let sample = 0; sample < set.count; sample++) {
      this.forward(set, sample);
      this.outputs.forEach((y, o) => {
        const z = this.preActivations[o];
        const target = this.target(set, sample, o);
        loss += this.loss.value(z, y, target);
        if (z > 0 === target > 0) right++;
      });
    }
    new Float64Array(this.buffer, this.plan.results, 2).set([loss, right]);
  }

  map(): void {
    const { sets, mapped } = this.plan;
    const { count } = sets.map;
    for (let sample = 0; sample < count; sample++) {
      this.forward(sets.map, sample);
      let position = mapped / 4 + sample;
      for (const layer of this.values.slice(1)) {
        for (const value of layer) {
          this.memory[position] = value;
          position += count;
        }
      }
    }
  }

  private forward(set: SetPlan, sample: number): void {
    const { layers } = this.plan;
    const [features] = this.values;
    for (let i = 0; i < features.length; i++) {
      features[i] = this.memory[(set.columns + i * set.stride) / 4 + sample];
    }
    layers.forEach((layer, index) => {
      const isLast = index === layers.length - 1;
      const [weights, biases] = this.positions(index);
      const inputs = this.values[index];
      const outputs = this.values[index + 1];
      const { value } = isLast ? this.output : this.hidden;
      for (let o = 0; o < layer.outputs; o++) {
        let z = this.parameters[biases + o];
        for (let i = 0; i < layer.inputs; i++)
          z += this.parameters[weights + o * layer.inputs + i] * inputs[i];
        outputs[o] = value(z);
        if (isLast) this.preActivations[o] = z;
      }
    });
  }

  private backward(set: SetPlan, sample: number): void {
    const { layers } = this.plan;
    const last = layers.length - 1;
    this.outputs.forEach((y, o) => {
      this.deltas[last][o] = this.loss.derivative(y, this.target(set, sample, o), this.output);
    });
    for (let index = last; index > 0; index--) {
      const { inputs, outputs } = layers[index];
      const [weights] = this.positions(index);
      const values = this.values[index];
      for (let i = 0; i < inputs; i++) {
        let sum = 0;
        for (let o = 0; o < outputs; o++)
          sum += this.parameters[weights + o * inputs + i] * this.deltas[index][o];
        this.deltas[index - 1][i] = sum * this.hidden.derivative(values[i]);
      }
    }
  }

  private get outputs(): Float64Array {
    return this.values[this.values.length - 1];
  }

  private target(set: SetPlan, sample: number, output: number): number {
    return this.memory[(set.targets + output * set.stride) / 4 + sample];
  }

  /** Where a layer's weights and biases begin in parameters. */
  private positions(index: number): [weights: number, biases: number] {
    const { weights, biases } = this.plan.layers[index];
    return [(weights - this.plan.parameters) / 4, (biases - this.plan.parameters) / 4];
  }
}
