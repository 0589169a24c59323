import { activations, outputActivations, type Activation } from '../activations';
import { losses, type Loss } from '../losses';
import { staysIn } from './dropout';
import { sampleSets, type LayerPlan, type Plan, type Rule, type SetPlan } from './plan';

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
  /** Derivatives of the outputs by z. */
  readonly slopes: Float64Array;
  /** Sums over a batch. */
  readonly weightSums: Float64Array;
  readonly biasSums: Float64Array;
}

/** The network of a plan in plain loops, one sample at a time. */
export class ReferenceNetwork {
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  readonly #plan: Plan;
  readonly #memory: Float32Array;
  readonly #results: Float64Array;
  readonly #loss: Loss;
  readonly #layers: readonly Layer[];
  readonly #last: Layer;
  readonly #isSoftmax: boolean;

  constructor(buffer: ArrayBuffer, plan: Plan) {
    this.#plan = plan;
    this.#memory = new Float32Array(buffer);
    this.parameters = new Float32Array(buffer, plan.parameters, plan.parameterCount);
    this.gradients = new Float32Array(buffer, plan.gradients, plan.parameterCount);
    this.#isSoftmax = plan.outputActivation === outputActivations.softmax.code;
    this.#loss = entryOf(losses, plan.loss);
    const layers: Layer[] = [];
    plan.layers.forEach((layer, index) => {
      const isOutput = index === plan.layers.length - 1;
      const activation = isOutput
        ? entryOf(outputActivations, plan.outputActivation)
        : entryOf(activations, layer.activation);
      const inputs = layers.at(-1)?.outputs ?? new Float64Array(layer.inputs);
      layers.push(createLayer(buffer, layer, plan.gradients - plan.parameters, activation, inputs));
    });
    this.#layers = layers;
    this.#last = layers[layers.length - 1];
    const classes = Math.max(2, this.#last.outputs.length);
    this.#results = new Float64Array(buffer, plan.results, 2 + classes * classes);
  }

  /** @param rule tells which neurons dropout leaves out; without, none */
  gradient(first: number, end: number, rule?: Rule): void {
    for (const layer of this.#layers) {
      layer.weightSums.fill(0);
      layer.biasSums.fill(0);
    }
    for (let sample = first; sample < end; sample++) {
      this.#forward(this.#plan.sets.train, sample, rule);
      this.#backward(this.#plan.sets.train, sample);
    }
    for (const { dWeights, dBiases, weightSums, biasSums } of this.#layers) {
      for (let w = 0; w < dWeights.length; w++) dWeights[w] = weightSums[w] / (end - first);
      for (let o = 0; o < dBiases.length; o++) dBiases[o] = biasSums[o] / (end - first);
    }
  }

  /** Replaces every weight; biases stay. */
  changeWeights(change: (weight: number) => number): void {
    for (const { weights } of this.#layers) {
      for (let w = 0; w < weights.length; w++) weights[w] = change(weights[w]);
    }
  }

  evaluate(setIndex: number): void {
    const set = this.#plan.sets[sampleSets[setIndex]];
    const { z, outputs } = this.#last;
    const classes = Math.max(2, outputs.length);
    this.#results.fill(0);
    for (let sample = 0; sample < set.count; sample++) {
      this.#forward(set, sample);
      let actual = 0;
      let predicted = 0;
      for (let o = 0; o < outputs.length; o++) {
        const target = this.#target(set, sample, o);
        this.#results[0] += this.#loss.value(z[o], outputs[o], target);
        this.#results[1] += (outputs[o] - target) ** 2;
        if (target > 0) actual = outputs.length === 1 ? 1 : o;
        if (outputs.length === 1 ? z[o] > 0 : z[o] > z[predicted]) predicted = outputs.length === 1 ? 1 : o;
      }
      this.#results[2 + actual * classes + predicted]++;
    }
  }

  /** The data loss over a set as `evaluate` found it. */
  get lossSum(): number {
    return this.#results[0];
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

  #forward(set: SetPlan, sample: number, rule?: Rule): void {
    const features = this.#layers[0].inputs;
    for (let i = 0; i < features.length; i++) {
      features[i] = this.#memory[(set.columns + i * set.stride) / 4 + sample];
    }
    this.#layers.forEach((layer, index) => {
      const { weights, biases, inputs, z } = layer;
      for (let o = 0, w = 0; o < z.length; o++) {
        z[o] = biases[o];
        for (let i = 0; i < inputs.length; i++, w++) z[o] += weights[w] * inputs[i];
      }
      const isHidden = layer !== this.#last;
      if (!isHidden && this.#isSoftmax) toLogProbabilities(z);
      activate(layer);
      if (isHidden && rule && rule.dropoutThreshold > 0) dropOut(layer, index, sample, rule);
    });
  }

  /** Adds one sample's gradient to the sums. */
  #backward(set: SetPlan, sample: number): void {
    const { z, outputs, deltas, activation } = this.#last;
    for (let o = 0; o < outputs.length; o++) {
      deltas[o] = this.#loss.derivative(z[o], outputs[o], this.#target(set, sample, o), activation);
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
    slopes: new Float64Array(plan.outputs),
    weightSums: new Float64Array(weightCount),
    biasSums: new Float64Array(plan.outputs),
  };
}

function activate({ z, outputs, slopes, activation }: Layer): void {
  for (let o = 0; o < z.length; o++) {
    outputs[o] = activation.value(z[o]);
    slopes[o] = activation.derivative(z[o], outputs[o]);
  }
}

/** What stays in is enlarged, so that a neuron's mean output is as without dropout. */
function dropOut({ outputs, slopes }: Layer, index: number, sample: number, rule: Rule): void {
  for (let o = 0; o < outputs.length; o++) {
    const isIn = staysIn(rule.dropoutKey, sample, index, o, rule.dropoutThreshold);
    outputs[o] *= isIn ? rule.dropoutScale : 0;
    slopes[o] *= isIn ? rule.dropoutScale : 0;
  }
}

/** z − ln Σ exp z: the logarithms of softmax's probabilities. */
function toLogProbabilities(z: Float64Array): void {
  const largest = Math.max(...z);
  const logSum = largest + Math.log(z.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  for (let o = 0; o < z.length; o++) z[o] -= logSum;
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
    before.deltas[i] = sum * before.slopes[i];
  }
}
