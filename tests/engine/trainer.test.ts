import { describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '$lib/engine';
import { FieldError } from '$lib/engine/check';
import { experimentFields } from '$lib/engine/spec';
import { Trainer } from '$lib/engine/trainer';
import { pageKernels } from './mlp-cases';

const circle: Experiment = { ...defaultExperiment, seed: '0.12345' };
const movie: Experiment = {
  ...defaultExperiment,
  dataset: 'movie',
  networkShape: [],
  start: [8, 4, 4, -8],
  loss: 'crossEntropy',
  seed: '0.5',
};

const trainerOf = (experiment: Partial<Experiment>) => new Trainer(pageKernels, { ...circle, ...experiment });

describe('a trainer', () => {
  test('gives the same numbers however its work is cut up', () => {
    const whole = trainerOf({ batchSize: 7 });
    const pieces = trainerOf({ batchSize: 7 });
    whole.trainBatches(5 * whole.batchesPerEpoch);
    for (let left = 5 * whole.batchesPerEpoch; left > 0;) {
      const size = Math.min(1 + (left % 11), left);
      pieces.trainBatches(size);
      left -= size;
    }
    expect(pieces.checkpoint()).toEqual(whole.checkpoint());
    expect(whole.epoch).toBe(5);
  });

  test('ends an epoch with a smaller batch when the batch size does not divide the examples', () => {
    const trainer = trainerOf({ batchSize: 100 });
    expect(trainer.batchesPerEpoch).toBe(3);
    trainer.trainBatches(2);
    expect([trainer.epoch, trainer.position]).toEqual([0, 200]);
    trainer.trainBatches(1);
    expect([trainer.epoch, trainer.position]).toEqual([1, 0]);
  });

  test('goes back to the same first parameters', () => {
    const trainer = trainerOf({});
    const first = trainer.checkpoint();
    trainer.trainEpoch();
    expect(trainer.checkpoint().parameters).not.toEqual(first.parameters);
    trainer.reset();
    expect(trainer.checkpoint()).toEqual(first);
  });

  test('lets settings take effect within an epoch', () => {
    const trainer = trainerOf({});
    trainer.trainBatches(3);
    const before = trainer.checkpoint();
    trainer.tune({ ...trainer.experiment, learningRate: 1e-5 });
    trainer.trainBatches(1);
    const slow = distance(before.parameters, trainer.checkpoint().parameters);
    trainer.restore(before);
    trainer.tune({ ...trainer.experiment, learningRate: 1 });
    trainer.trainBatches(1);
    const fast = distance(before.parameters, trainer.checkpoint().parameters);
    expect(fast / slow).toBeGreaterThan(1e4);
  });

  test.each(experimentFields.optimizer.options)('%s: goes on from a checkpoint exactly', (optimizer) => {
    const settings = { optimizer, dropout: 0.3, shuffle: true, schedule: 'cosine', batchSize: 7 } as const;
    const trainer = trainerOf(settings);
    trainer.trainBatches(50);
    const middle = trainer.checkpoint();
    trainer.trainBatches(100);
    const end = trainer.checkpoint();
    trainer.restore(middle);
    trainer.trainBatches(100);
    expect(trainer.checkpoint()).toEqual(end);
    const other = trainerOf(settings);
    other.restore(middle);
    other.trainBatches(100);
    expect(other.checkpoint()).toEqual(end);
  });

  test('begins anew with another optimizer', () => {
    const trainer = trainerOf({ optimizer: 'adam' });
    trainer.trainEpoch();
    trainer.tune({ ...trainer.experiment, optimizer: 'momentum' });
    expect(trainer.checkpoint().optimizer).toBeUndefined();
    trainer.trainEpoch();
    expect(trainer.checkpoint().optimizer?.some((byte) => byte !== 0)).toBe(true);
  });

  test('takes over live fields alone', () => {
    const trainer = trainerOf({});
    const live = {
      activation: 'relu',
      layerActivations: ['sine'],
      loss: 'crossEntropy',
      clipNorm: 3,
    } as const;
    trainer.tune({ ...circle, ...live, noise: 20, networkShape: [7], seed: 'other' });
    expect(trainer.experiment).toEqual({ ...circle, ...live });
  });

  test('changes of activation and loss change what the network computes, not its parameters', () => {
    const [trainer, other] = [trainerOf({}), trainerOf({ activation: 'relu', loss: 'crossEntropy' })];
    trainer.tune({ ...circle, activation: 'relu', loss: 'crossEntropy' });
    expect(trainer.losses()).toEqual(other.losses());
    trainer.trainEpoch();
    other.trainEpoch();
    expect(trainer.checkpoint()).toEqual(other.checkpoint());
  });

  test('takes the training points in another order with each shuffled epoch', () => {
    const [plain, shuffled, again] = [{}, { shuffle: true }, { shuffle: true }].map(trainerOf);
    for (const trainer of [plain, shuffled, again]) trainer.trainEpoch();
    expect(shuffled.checkpoint()).toEqual(again.checkpoint());
    expect(shuffled.checkpoint()).not.toEqual(plain.checkpoint());
    // Order is all there is to it: the whole set as one batch gives the same step.
    const [whole, wholeShuffled] = [{ batchSize: 10_000 }, { batchSize: 10_000, shuffle: true }].map(
      trainerOf,
    );
    for (const trainer of [whole, wholeShuffled]) trainer.trainEpoch();
    expect(distance(whole.checkpoint().parameters, wholeShuffled.checkpoint().parameters)).toBeLessThan(1e-6);
    shuffled.tune(circle);
    shuffled.reset();
    plain.reset();
    for (const trainer of [plain, shuffled]) trainer.trainEpoch();
    expect(shuffled.checkpoint()).toEqual(plain.checkpoint());
  });

  test('follows its schedule', () => {
    const trainer = trainerOf({ schedule: 'step', schedulePeriod: 2, scheduleFactor: 0.5, warmUp: 1 });
    const rates = Array.from({ length: 6 }, () => {
      const rate = trainer.learningRate / circle.learningRate;
      trainer.trainEpoch();
      return rate;
    });
    expect(rates).toEqual([0.5, 1, 1, 0.5, 0.5, 0.25]);
    const [half, full] = [{ warmUp: 1 }, { learningRate: circle.learningRate / 2 }].map(trainerOf);
    for (const each of [half, full]) each.trainEpoch();
    expect(half.checkpoint()).toEqual(full.checkpoint());
  });

  test('tells the penalty of the weights, biases apart', () => {
    const trainer = trainerOf({ regularization: 'both', regularizationRate: 0.5, start: Array(25).fill(-2) });
    // 2·4 + 4·2 + 2 weights of size 2: Σ |w| = 36 and Σ w² / 2 = 36.
    expect(trainer.penalty()).toBe(36);
    trainer.tune({ ...trainer.experiment, regularization: 'L1' });
    expect(trainer.penalty()).toBe(18);
    expect(trainer.losses()).toEqual(trainerOf({ start: Array(25).fill(-2) }).losses());
  });

  test('a perceptron learns what a plane divides, and stands still then', () => {
    const trainer = new Trainer(pageKernels, {
      ...movie,
      optimizer: 'perceptron',
      habit: 'girlfriend',
      noise: 0,
    });
    for (let epoch = 0; epoch < 5; epoch++) trainer.trainEpoch();
    const learned = trainer.checkpoint().parameters;
    expect(trainer.losses().test).toMatchObject({ accuracy: 1, loss: 0 });
    trainer.trainEpoch();
    expect(trainer.checkpoint().parameters).toEqual(learned);
  });

  test('starts from parameters set by hand', () => {
    expect([...new Trainer(pageKernels, movie).model.parameters]).toEqual([8, 4, 4, -8]);
  });

  test('learns that the girlfriend is everything', () => {
    const trainer = new Trainer(pageKernels, {
      ...movie,
      habit: 'girlfriend',
      noise: 5,
      learningRate: 0.1,
    });
    expect(trainer.losses().test.accuracy).toBeLessThan(0.7);
    trainer.trainBatches(20 * trainer.batchesPerEpoch);
    const [weather, price, girlfriend] = trainer.model.parameters;
    expect(girlfriend).toBeGreaterThan(10 * Math.max(Math.abs(weather), Math.abs(price)));
    expect(trainer.losses().test.accuracy).toBeGreaterThan(0.94);
  });

  test.each([
    ['learningRate', Number.NaN],
    ['learningRate', 11],
    ['batchSize', 0],
    ['networkShape', [4, 0]],
    ['networkShape', [33]],
    ['activation', 'magic'],
    ['unknown', 1],
  ])('refuses %s = %j by name', (key, value) => {
    const build = () => trainerOf({ [key]: value });
    expect(build).toThrow(FieldError);
    expect(build).toThrow(key);
  });
});

function distance(left: Float32Array, right: Float32Array): number {
  return Math.hypot(...left.map((value, index) => value - right[index]));
}
