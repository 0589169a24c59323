import { describe, expect, test } from 'vitest';
import type { CreateKernels } from '$lib/engine/backend/kernels';
import { staysIn } from '$lib/engine/backend/dropout';
import { Mlp, plainStep, type NetworkRules } from '$lib/engine/models/mlp';
import { createRandom } from '$lib/engine/random';
import { backends } from './backends';
import { expectClose } from './closeness';

const WIDTH = 32;
const thresholdOf = (share: number) => Math.floor(share * 2 ** 32);
const step = { ...plainStep, dropout: 0.5, dropoutKey: 7 };

/** [2, 32, 32, 1] with random parameters and samples, all away from 0 where masks are to be seen. */
function createModel(createKernels: CreateKernels, samples: number, rules: Partial<NetworkRules> = {}): Mlp {
  const random = createRandom('dropout');
  const model = new Mlp(createKernels, {
    sizes: [2, WIDTH, WIDTH, 1],
    hidden: ['linear', 'linear'],
    output: 'linear',
    loss: 'squared',
    ...rules,
    capacity: { train: samples, test: samples, map: samples },
  });
  const draw = () => random() - 0.5;
  model.parameters.set(Float32Array.from(model.parameters, draw));
  const columns = [0, 1].map(() => Float64Array.from({ length: samples }, draw));
  const targets = [Float64Array.from({ length: samples }, () => 5)];
  model.load('train', columns, targets);
  model.load('test', columns, targets);
  model.load('map', columns);
  return model;
}

/** Which neurons a step over one sample leaves in, [layers · neurons]: those whose bias it moves. */
function maskOf(model: Mlp, sample: number, dropout: number, dropoutKey: number): boolean[] {
  const before = model.parameters.slice();
  model.train(sample, sample + 1, 1, { ...step, dropout, dropoutKey });
  const mask = model.layers
    .slice(0, -1)
    .flatMap(({ biases, outputs }) =>
      Array.from({ length: outputs }, (_, o) => model.parameters[biases + o] !== before[biases + o]),
    );
  model.parameters.set(before);
  return mask;
}

/** Standard deviation of the share of `count` independent things that happen with probability `share`. */
const deviationOf = (share: number, count: number) => Math.sqrt((share * (1 - share)) / count);

describe('which neurons dropout leaves out', () => {
  const SAMPLES = 400;
  const LAYERS = 3;
  /** For each place, whether it is left out; places run over neurons, then layers, then samples. */
  const outs = (share: number, key: number) =>
    Array.from({ length: SAMPLES * LAYERS * WIDTH }, (_, place) => {
      const [neuron, layer] = [place % WIDTH, Math.floor(place / WIDTH) % LAYERS];
      return !staysIn(key, Math.floor(place / (WIDTH * LAYERS)), layer, neuron, thresholdOf(share));
    });
  const shareOf = (happened: readonly boolean[]) => happened.filter(Boolean).length / happened.length;

  test.each([0.05, 0.25, 0.5, 0.75, 0.9])('is %f of them', (share) => {
    for (const key of [0, 1, -123_456_789, 2 ** 31]) {
      const left = outs(share, key);
      expect(Math.abs(shareOf(left) - share)).toBeLessThan(4 * deviationOf(share, left.length));
    }
  });

  test.each([0.25, 0.5])('says nothing about the next neuron, layer, sample or key (share %f)', (share) => {
    const left = outs(share, 5);
    const distances = { neuron: 1, layer: WIDTH, sample: WIDTH * LAYERS };
    const bound = 4 * deviationOf(share * share, left.length);
    for (const [name, distance] of Object.entries(distances)) {
      const both = left.map((out, place) => out && left[(place + distance) % left.length]);
      expect(Math.abs(shareOf(both) - share * share), name).toBeLessThan(bound);
    }
    const next = outs(share, 6);
    const both = left.map((out, place) => out && next[place]);
    expect(Math.abs(shareOf(both) - share * share), 'key').toBeLessThan(bound);
  });
});

describe.each(backends)('dropout, $backend kernels', ({ createKernels }) => {
  test.each([0.1, 0.5, 0.8])('leaves out the neurons that it says, a share of %f', (dropout) => {
    const model = createModel(createKernels, 23);
    for (let sample = 0; sample < 23; sample++) {
      const expected = [0, 1].flatMap((layer) =>
        Array.from({ length: WIDTH }, (_, neuron) => staysIn(7, sample, layer, neuron, thresholdOf(dropout))),
      );
      expect(maskOf(model, sample, dropout, 7)).toEqual(expected);
    }
  });

  test('another key leaves out others', () => {
    const model = createModel(createKernels, 20);
    const pairs = Array.from({ length: 20 }, (_, sample) => {
      const other = maskOf(model, sample, 0.5, 8);
      return maskOf(model, sample, 0.5, 7).filter((isIn, place) => isIn !== other[place]).length;
    });
    const share = pairs.reduce((sum, count) => sum + count, 0) / (20 * 2 * WIDTH);
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * deviationOf(0.5, 20 * 2 * WIDTH));
  });

  test('is the same however the samples are cut into calls', () => {
    const [whole, cut] = [1, 2].map(() => createModel(createKernels, 45, { hidden: ['tanh', 'relu'] }));
    whole.train(0, 45, 5, step);
    for (const [first, end] of [
      [0, 15],
      [15, 20],
      [20, 45],
    ]) {
      cut.train(first, end, 5, step);
    }
    expect(cut.parameters).toEqual(whole.parameters);
  });

  test('trains the thinned network, enlarged', () => {
    const dropout = 0.25;
    const rules = { hidden: ['tanh', 'softplus'], output: 'tanh' } as const;
    const actual = createModel(createKernels, 9, rules);
    const thinned = createModel(createKernels, 9, rules);
    const first = actual.parameters.slice();
    actual.train(0, 9, 9, { ...step, dropout, learningRate: 1 });

    // A neuron's outgoing weights take over its factor; their gradients then have to be scaled by it.
    const sum = new Float64Array(first.length);
    for (let sample = 0; sample < 9; sample++) {
      const factors = Float64Array.from(first, () => 1);
      thinned.layers.slice(1).forEach(({ weights, biases, inputs }, layer) => {
        for (let w = weights; w < biases; w++) {
          const isIn = staysIn(7, sample, layer, (w - weights) % inputs, thresholdOf(dropout));
          factors[w] = isIn ? 1 / (1 - dropout) : 0;
        }
      });
      thinned.parameters.set(first.map((parameter, p) => parameter * factors[p]));
      thinned.computeGradient(sample, sample + 1);
      thinned.gradients.forEach((gradient, p) => (sum[p] += gradient * factors[p]));
    }
    const moves = actual.parameters.map((parameter, p) => first[p] - parameter);
    // Parameters up to 1 are rounded by 6e-8, gradients here reach some tenths.
    const mean = sum.map((gradient) => gradient / 9);
    expectClose(moves, mean, { relative: 2e-6, absolute: 3e-7 });
  });

  test('keeps the mean output of linear layers', () => {
    const KEYS = 4000;
    const dropout = 0.4;
    const model = createModel(createKernels, 1);
    const expected = model.map()[2 * WIDTH];
    const first = model.parameters.slice();
    const outputBias = first.length - 1;
    const outputs = Float64Array.from({ length: KEYS }, (_, dropoutKey) => {
      model.parameters.set(first);
      model.train(0, 1, 1, { ...step, dropout, dropoutKey, learningRate: 1 });
      // The error, output − target, is the output bias's gradient.
      return first[outputBias] - model.parameters[outputBias] + 5;
    });
    const mean = outputs.reduce((sum, output) => sum + output, 0) / KEYS;
    const variance = outputs.reduce((sum, output) => sum + (output - mean) ** 2, 0) / KEYS;
    expect(variance).toBeGreaterThan(0.01);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / KEYS));
  });

  test('is for training alone: gradients, evaluation and map go without', () => {
    const rules = { hidden: ['tanh', 'relu'] } as const;
    const trained = createModel(createKernels, 30, rules);
    const fresh = createModel(createKernels, 30, rules);
    trained.train(0, 30, 10, step);
    fresh.parameters.set(trained.parameters);
    expect(trained.map()).toEqual(fresh.map());
    expect(trained.evaluate('test')).toEqual(fresh.evaluate('test'));
    expect(trained.evaluate('train')).toEqual(fresh.evaluate('train'));
    trained.computeGradient(0, 30);
    fresh.computeGradient(0, 30);
    expect(trained.gradients).toEqual(fresh.gradients);
    expect(trained.lossesOf(fresh.parameters, 'train')).toEqual(fresh.lossesOf(fresh.parameters, 'train'));
  });

  test('of 0 changes nothing, whatever the key', () => {
    const rules = { hidden: ['tanh', 'relu'] } as const;
    const [one, other, byHand] = [1, 2, 3].map(() => createModel(createKernels, 30, rules));
    one.train(0, 10, 10, { ...plainStep, dropout: 0, dropoutKey: 1 });
    other.train(0, 10, 10, { ...plainStep, dropout: 0, dropoutKey: 999 });
    expect(other.parameters).toEqual(one.parameters);
    byHand.computeGradient(0, 10);
    const rate = Math.fround(plainStep.learningRate);
    const expected = byHand.parameters.map((parameter, p) => parameter - rate * byHand.gradients[p]);
    expectClose(one.parameters, expected, { relative: 1e-7, absolute: 1e-7 });
  });
});
