import { describe, expect, it } from 'vitest';
import { checkExperiment, type Experiment } from '$lib/engine/spec';
import { Trainer } from '$lib/engine/trainer';
import { pageKernels } from './mlp-cases';
import { drawn, experimentWith, rowsOf } from './point-rows';

/** So many points, x₁ counting them and the label a tenth of it. */
const some = (count: number, fields: Partial<Experiment> = {}) =>
  experimentWith('own', {
    ownPoints: Array.from({ length: count }, (_, k) => [k - 5, (k - 5) / 10]).flat(),
    ...fields,
  });
const trainingPlaces = (experiment: Experiment) => {
  const { inputs, trainCount } = drawn(experiment);
  return Array.from(inputs[0].subarray(0, trainCount), (x) => x + 5);
};

describe('points placed by hand', () => {
  it('are the data, whatever noise, samples and seed say', () => {
    const rows = rowsOf(drawn(some(7, { noise: 40, samples: 100, seed: 'any' })));
    expect(rows.sort(([left], [right]) => left - right)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((k) => [k - 5, (k - 5) / 10]),
    );
  });

  it.each([
    [50, [0, 2, 4, 6, 8, 10]],
    [10, [0, 10]],
    [33, [0, 3, 6, 9]],
    [90, [0, 1, 2, 3, 4, 5, 6, 7, 8, 10]],
  ])('train at a share of %d %% evenly among the others: %o', (percTrainData, expected) => {
    expect(trainingPlaces(some(11, { percTrainData }))).toEqual(expected);
  });

  it('keep their roles when another comes', () => {
    for (const percTrainData of [10, 30, 50, 62.5, 90]) {
      const before = trainingPlaces(some(10, { percTrainData }));
      expect(trainingPlaces(some(11, { percTrainData })).slice(0, before.length)).toEqual(before);
    }
  });

  it.each([10, 50, 90])('are trained on and tested even if there are only two, at %d %%', (percTrainData) => {
    const experiment = some(2, { percTrainData, validationShare: 80 });
    const { trainCount, validationCount, labels } = drawn(experiment);
    expect([trainCount, validationCount, labels.length]).toEqual([1, 0, 2]);
    const trainer = new Trainer(pageKernels, experiment);
    trainer.trainBatches(2000);
    expect(trainer.losses().train.loss).toBeLessThan(1e-4);
    expect(trainer.losses().test.loss).not.toBeNaN();
  });

  it('come in pairs within the picture', () => {
    expect(() => checkExperiment(some(2, { ownPoints: [1, 1, 1] }))).toThrow(/ownPoints/);
    expect(() => checkExperiment(some(2, { ownPoints: [1, 1, 1, 1, 1] }))).toThrow(
      'ownPoints: got [1,1,1,1,1], expected rows of -6 … 6, -2 … 2',
    );
    expect(() => checkExperiment(some(2, { ownPoints: [5, 1, 1, 5] }))).toThrow(/ownPoints.*-2 … 2/);
    expect(() => checkExperiment(some(201))).toThrow(/ownPoints/);
  });
});
