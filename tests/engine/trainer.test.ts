import { describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '$lib/engine';
import { FieldError } from '$lib/engine/spec';
import { EPOCHS_KEPT, Trainer } from '$lib/engine/trainer';
import { simdKernels } from './mlp-cases';

const circle: Experiment = { ...defaultExperiment, seed: '0.12345' };
const movie: Experiment = {
  ...defaultExperiment,
  dataset: 'movie',
  networkShape: [],
  start: [8, 4, 4, -8],
  loss: 'crossEntropy',
  seed: '0.5',
};

const trainerOf = (experiment: Partial<Experiment>) => new Trainer(simdKernels, { ...circle, ...experiment });

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

  test('steps back epoch by epoch to exactly where it was', () => {
    const trainer = trainerOf({});
    const states = [trainer.checkpoint()];
    for (let epoch = 1; epoch <= 3; epoch++) {
      trainer.trainEpoch();
      states.push(trainer.checkpoint());
    }
    trainer.trainBatches(2);
    for (const state of states.reverse()) {
      expect(trainer.stepBack()).toBe(true);
      expect(trainer.checkpoint()).toEqual(state);
    }
    expect(trainer.stepBack()).toBe(false);
  });

  test(`remembers the latest ${EPOCHS_KEPT} epochs`, () => {
    const trainer = trainerOf({});
    trainer.trainBatches((EPOCHS_KEPT + 10) * trainer.batchesPerEpoch);
    let steps = 0;
    while (trainer.stepBack()) steps++;
    expect([steps, trainer.epoch]).toEqual([EPOCHS_KEPT, 10]);
  });

  test('lets settings take effect within an epoch', () => {
    const trainer = trainerOf({});
    trainer.trainBatches(3);
    const before = trainer.checkpoint();
    trainer.tune({ ...trainer.settings, learningRate: 1e-5 });
    trainer.trainBatches(1);
    const slow = distance(before.parameters, trainer.checkpoint().parameters);
    trainer.restore(before);
    trainer.tune({ ...trainer.settings, learningRate: 1 });
    trainer.trainBatches(1);
    const fast = distance(before.parameters, trainer.checkpoint().parameters);
    expect(fast / slow).toBeGreaterThan(1e4);
  });

  test('starts from parameters set by hand', () => {
    expect([...new Trainer(simdKernels, movie).model.parameters]).toEqual([8, 4, 4, -8]);
  });

  test('learns that the girlfriend is everything', () => {
    const trainer = new Trainer(simdKernels, {
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

  test('returns from numbers beyond all bounds to the last finite epoch', () => {
    const trainer = trainerOf({ problem: 'regression', learningRate: 10 });
    trainer.trainBatches(3 * trainer.batchesPerEpoch);
    expect(trainer.hasFiniteParameters()).toBe(false);
    trainer.returnToFinite();
    expect(trainer.hasFiniteParameters()).toBe(true);
    expect(trainer.losses().train.loss).toBeLessThan(Infinity);
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
