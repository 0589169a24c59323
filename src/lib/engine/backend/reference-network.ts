import { activations, type Activation } from '../activations';
import { losses, type Loss } from '../losses';
import type { Regularizer } from '../regularizers';
import { sampleSets, type LayerPlan, type Plan, type SetPlan } from './plan';

/** The entry of a table that kernels know by `code`. */
export function entryOf<Entry extends { readonly code: number }>(
  table: Readonly<Record<string, Entry>>,
  code: number,
): Entry {
  const entry = Object.values(table).find((candidate) => candidate.code === code);
  if (!entry) throw new RangeError(`code: expected one of the table's, got ${code}`);
  return entry;
}

/** One layer's parameters and gradients in memory, and its numbers for one sample, in doubles. */
interface Layer {
  readonly activation: Activation;
  /** [outputs][inputs]. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
  readonly dWeights: Float32Array;
  readonly dBiases: Float32Array;
  readonly inputs: Float64Array;
  readonly z: Float64Array;
  readonly outputs: Float64Array;
  /** Derivatives of the loss by z. */
  readonly deltas: Float64Array;
  /** Sums over a batch. */
  readonly weightSums: Float64Array;
  readonly biasSums: Float64Array;
}

/** The network of a plan in plain loops, one sample at a time. */
export class ReferenceNetwork {
  readonly #plan: Plan;
  readonly #memory: Float32Array;
  readonly #results: Float64Array;
  readonly #loss: Loss;
  readonly #layers: readonly Layer[];
  readonly #last: Layer;

  constructor(buffer: ArrayBuffer, plan: Plan) {
    this.#plan = plan;
    this.#memory = new Float32Array(buffer);
    this.#results = new Float64Array(buffer, plan.results, 2);
    this.#loss = entryOf(losses, plan.loss);
    const layers: Layer[] = [];
    plan.layers.forEach((layer, index) => {
      const isOutput = index === plan.layers.length - 1;
      const activation = entryOf(activations, isOutput ? plan.outputActivation : plan.hiddenActivation);
      const inputs = layers.at(-1)?.outputs ?? new Float64Array(layer.inputs);
      layers.push(createLayer(buffer, layer, plan.gradients - plan.parameters, activation, inputs));
    });
    this.#layers = layers;
    this.#last = layers[layers.length - 1];
  }

  gradient(first: number, end: number): void {
    for (const layer of this.#layers) {
      layer.weightSums.fill(0);
      layer.biasSums.fill(0);
    }
    for (let sample = first; sample < end; sample++) {
      this.#forward(this.#plan.sets.train, sample);
      this.#backward(this.#plan.sets.train, sample);
    }
    for (const { dWeights, dBiases, weightSums, biasSums } of this.#layers) {
      for (let w = 0; w < dWeights.length; w++) dWeights[w] = weightSums[w] / (end - first);
      for (let o = 0; o < dBiases.length; o++) dBiases[o] = biasSums[o] / (end - first);
    }
  }

  descend(learningRate: number): void {
    for (const { weights, biases, dWeights, dBiases } of this.#layers) {
      for (let w = 0; w < weights.length; w++) weights[w] -= learningRate * dWeights[w];
      for (let o = 0; o < biases.length; o++) biases[o] -= learningRate * dBiases[o];
    }
  }

  regularize({ shrink }: Regularizer, step: number): void {
    for (const { weights } of this.#layers) {
      for (let w = 0; w < weights.length; w++) weights[w] = shrink(weights[w], step);
    }
  }

  evaluate(setIndex: number): void {
    const set = this.#plan.sets[sampleSets[setIndex]];
    const { z, outputs } = this.#last;
    let loss = 0;
    let right = 0;
    for (let sample = 0; sample < set.count; sample++) {
      this.#forward(set, sample);
      for (let o = 0; o < outputs.length; o++) {
        const target = this.#target(set, sample, o);
        loss += this.#loss.value(z[o], outputs[o], target);
        if (z[o] > 0 === target > 0) right++;
      }
    }
    this.#results[0] = loss;
    this.#results[1] = right;
  }

  map(): void {
    const { sets, mapped } = this.#plan;
    for (let sample = 0; sample < sets.map.count; sample++) {
      this.#forward(sets.map, sample);
      let position = mapped / 4 + sample;
      for (const { outputs } of this.#layers) {
        for (let o = 0; o < outputs.length; o++, position += sets.map.count)
          this.#memory[position] = outputs[o];
      }
    }
  }

  #forward(set: SetPlan, sample: number): void {
    const features = this.#layers[0].inputs;
    for (let i = 0; i < features.length; i++) {
      features[i] = this.#memory[(set.columns + i * set.stride) / 4 + sample];
    }
    for (const { weights, biases, inputs, z, outputs, activation } of this.#layers) {
      for (let o = 0, w = 0; o < outputs.length; o++) {
        let sum = biases[o];
        for (let i = 0; i < inputs.length; i++, w++) sum += weights[w] * inputs[i];
        z[o] = sum;
        outputs[o] = activation.value(sum);
      }
    }
  }

  /** Adds one sample's gradient to the sums. */
  #backward(set: SetPlan, sample: number): void {
    const { outputs, deltas, activation } = this.#last;
    for (let o = 0; o < outputs.length; o++) {
      deltas[o] = this.#loss.derivative(outputs[o], this.#target(set, sample, o), activation);
    }
    for (let index = this.#layers.length - 1; index >= 0; index--) {
      const layer = this.#layers[index];
      addGradient(layer);
      if (index > 0) propagate(layer, this.#layers[index - 1]);
    }
  }

  #target(set: SetPlan, sample: number, output: number): number {
    return this.#memory[(set.targets + output * set.stride) / 4 + sample];
  }
}

function createLayer(
  buffer: ArrayBuffer,
  plan: LayerPlan,
  toGradient: number,
  activation: Activation,
  inputs: Float64Array,
): Layer {
  const weightCount = plan.inputs * plan.outputs;
  return {
    activation,
    weights: new Float32Array(buffer, plan.weights, weightCount),
    biases: new Float32Array(buffer, plan.biases, plan.outputs),
    dWeights: new Float32Array(buffer, plan.weights + toGradient, weightCount),
    dBiases: new Float32Array(buffer, plan.biases + toGradient, plan.outputs),
    inputs,
    z: new Float64Array(plan.outputs),
    outputs: new Float64Array(plan.outputs),
    deltas: new Float64Array(plan.outputs),
    weightSums: new Float64Array(weightCount),
    biasSums: new Float64Array(plan.outputs),
  };
}

function addGradient({ inputs, deltas, weightSums, biasSums }: Layer): void {
  for (let o = 0, w = 0; o < deltas.length; o++) {
    for (let i = 0; i < inputs.length; i++, w++) weightSums[w] += deltas[o] * inputs[i];
    biasSums[o] += deltas[o];
  }
}

/** Deltas of the layer before, from those of this one. */
function propagate({ weights, inputs, deltas }: Layer, before: Layer): void {
  for (let i = 0; i < inputs.length; i++) {
    let sum = 0;
    for (let o = 0, w = i; o < deltas.length; o++, w += inputs.length) sum += weights[w] * deltas[o];
    before.deltas[i] = sum * before.activation.derivative(inputs[i]);
  }
}
