import seedrandom from 'seedrandom';
import type { Experiment } from '$lib/engine/spec';
import { restatedSets, restatedShuffle, type Example } from './restated-data';

/** A neuron of the network, its sums of derivatives since the last update included. */
interface Neuron {
  w: number[];
  b: number;
  output: number;
  dz: number;
  dw: number[];
  db: number;
}

/** Of each activation the value at z, and the derivative there from that value y. */
const functions: Record<string, { value: (z: number) => number; slope: (y: number) => number }> = {
  tanh: { value: Math.tanh, slope: (y) => 1 - y * y },
  relu: { value: (z) => Math.max(0, z), slope: (y) => (y > 0 ? 1 : 0) },
  sigmoid: { value: (z) => 1 / (1 + Math.exp(-z)), slope: (y) => y * (1 - y) },
  linear: { value: (z) => z, slope: () => 1 },
};

/** By so much and no further than 0. */
const towardZero = (weight: number, step: number) => Math.sign(weight) * Math.max(0, Math.abs(weight) - step);

/**
 * TensorFlow Playground once more, neuron by neuron, in doubles: slow and obvious. It differs from that
 * program where Matinée does so on purpose: a last partial batch is an update of its own, averaged over its
 * own points, and a weight that L1 brought to 0 may come back.
 */
export class RestatedPlayground {
  readonly train: Example[];
  readonly test: Example[];
  readonly layers: Neuron[][] = [];
  epoch = 0;

  constructor(private readonly experiment: Experiment) {
    const { problem, dataset, regDataset, noise, percTrainData, seed, networkShape, init } = experiment;
    const rand = seedrandom(seed);
    const drawn = restatedSets[problem === 'regression' ? regDataset : dataset](rand, noise / 100);
    const points = restatedShuffle(drawn, rand);
    const trainCount = Math.floor((points.length * percTrainData) / 100);
    this.train = points.slice(0, trainCount);
    this.test = points.slice(trainCount);
    let sources = this.#inputs([0, 0, 0]).length;
    for (const size of [...networkShape, 1]) {
      const layer: Neuron[] = [];
      for (let neuron = 0; neuron < size; neuron++) {
        const w: number[] = [];
        for (let source = 0; source < sources; source++) w.push(init === 'zeros' ? 0 : rand() - 0.5);
        layer.push({ w, b: init === 'zeros' ? 0 : 0.1, output: 0, dz: 0, dw: w.map(() => 0), db: 0 });
      }
      this.layers.push(layer);
      sources = size;
    }
  }

  trainEpoch(): void {
    const { batchSize } = this.experiment;
    for (let first = 0; first < this.train.length; first += batchSize) {
      const batch = this.train.slice(first, first + batchSize);
      for (const example of batch) this.#backward(example);
      this.#update(batch.length);
    }
    this.epoch++;
  }

  /** Mean of half the squared error. */
  loss(points: readonly Example[]): number {
    let sum = 0;
    for (const point of points) sum += 0.5 * (this.#forward(point) - point[2]) ** 2;
    return sum / points.length;
  }

  #inputs([x, y]: Example): number[] {
    const on = this.experiment;
    const inputs: number[] = [];
    if (on.x) inputs.push(x);
    if (on.y) inputs.push(y);
    if (on.xSquared) inputs.push(x * x);
    if (on.ySquared) inputs.push(y * y);
    if (on.xTimesY) inputs.push(x * y);
    if (on.sinX) inputs.push(Math.sin(x));
    if (on.sinY) inputs.push(Math.sin(y));
    return inputs;
  }

  #functionOf(layer: number) {
    const { activation, problem } = this.experiment;
    if (layer < this.layers.length - 1) return functions[activation];
    return problem === 'classification' ? functions.tanh : functions.linear;
  }

  #forward(point: Example): number {
    let sources = this.#inputs(point);
    this.layers.forEach((layer, l) => {
      for (const neuron of layer) {
        let z = neuron.b;
        for (let i = 0; i < sources.length; i++) z += neuron.w[i] * sources[i];
        neuron.output = this.#functionOf(l).value(z);
      }
      sources = layer.map(({ output }) => output);
    });
    return sources[0];
  }

  #backward(point: Example): void {
    const output = this.#forward(point);
    for (let l = this.layers.length - 1; l >= 0; l--) {
      const sources = l > 0 ? this.layers[l - 1].map((source) => source.output) : this.#inputs(point);
      this.layers[l].forEach((neuron, n) => {
        const above = this.layers[l + 1];
        let dOutput = output - point[2];
        if (above) {
          dOutput = 0;
          for (const { w, dz } of above) dOutput += w[n] * dz;
        }
        neuron.dz = dOutput * this.#functionOf(l).slope(neuron.output);
        neuron.db += neuron.dz;
        for (let i = 0; i < sources.length; i++) neuron.dw[i] += neuron.dz * sources[i];
      });
    }
  }

  /** The batch's mean gradient and the penalty's; the derivative of L2 is that of the weight before. */
  #update(batchCount: number): void {
    const { learningRate, regularization, regularizationRate } = this.experiment;
    const step = learningRate * regularizationRate;
    for (const neuron of this.layers.flat()) {
      neuron.b -= learningRate * (neuron.db / batchCount);
      neuron.db = 0;
      for (let i = 0; i < neuron.w.length; i++) {
        const before = neuron.w[i];
        const moved = before - learningRate * (neuron.dw[i] / batchCount);
        neuron.w[i] = moved;
        if (regularization === 'L2') neuron.w[i] = moved - step * before;
        if (regularization === 'L1') neuron.w[i] = towardZero(moved, step);
        neuron.dw[i] = 0;
      }
    }
  }
}
