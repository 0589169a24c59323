import { describe, expect, it } from 'vitest';
import { experimentFields, type Experiment } from '$lib/engine/spec';
import { Trainer } from '$lib/engine/trainer';
import { backends } from './backends';
import { simdKernels } from './mlp-cases';
import { drawn, experimentWith, rowsOf } from './point-rows';

const regressions = experimentFields.regDataset.options.filter((name) => name !== 'own');
const sets = [...experimentFields.dataset.options, ...regressions];
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe.each(sets)('validation data of %s', (name) => {
  const settings = { percTrainData: 40, noise: 10, samples: 151 };
  const without = drawn(experimentWith(name, settings));

  it.each([1, 30, 50, 80])('are %d %% of what does not train; all else stays', (validationShare) => {
    const split = drawn(experimentWith(name, { ...settings, validationShare }));
    expect(rowsOf(split)).toEqual(rowsOf(without));
    expect(split.trainCount).toBe(60);
    expect(split.validationCount).toBe(Math.floor(0.91 * validationShare));
    expect(split.trainCount + split.validationCount).toBeLessThan(151);
  });

  it('leave the weights alone, at the start and after training', () => {
    const trained = [0, 50].map((validationShare) => {
      const trainer = new Trainer(simdKernels, experimentWith(name, { ...settings, validationShare }));
      const first = trainer.model.parameters.slice();
      trainer.trainBatches(20);
      return { first, last: trainer.model.parameters };
    });
    expect(trained[1]).toEqual(trained[0]);
  });
});

describe.each(backends)('losses on validation data, $backend kernels', ({ createKernels }) => {
  const cases: Partial<Experiment>[] = [
    { dataset: 'blobs', networkShape: [5] },
    { dataset: 'circle', networkShape: [] },
    { dataset: 'movie', samples: 99 },
    { problem: 'regression', regDataset: 'wave' },
  ];

  it.each(cases)('and on the test data make up those on all that does not train: %o', (patch) => {
    const experiment = experimentWith('circle', { ...patch, seed: '3' });
    const whole = new Trainer(createKernels, experiment);
    const split = new Trainer(createKernels, { ...experiment, validationShare: 37 });
    for (const trainer of [whole, split]) trainer.trainEpoch();
    expect(whole.losses()).not.toHaveProperty('validation');
    const { train, validation, test } = split.losses();
    const { labels, trainCount, validationCount } = split.dataset;
    const testCount = labels.length - trainCount - validationCount;
    const both = (validation!.loss * validationCount + test.loss * testCount) / (validationCount + testCount);
    expect(train).toEqual(whole.losses().train);
    expect(both / whole.losses().test.loss).toBeCloseTo(1, 6);
    if (test.confusion.length > 0) expect(sum(validation!.confusion)).toBe(validationCount);
    expect(test.confusion.map((count, place) => count + validation!.confusion[place])).toEqual(
      whole.losses().test.confusion,
    );
  });
});

it('keeps a test point when there are hardly any', () => {
  const { labels, trainCount, validationCount } = drawn(
    experimentWith('circle', { samples: 20, percTrainData: 90, validationShare: 80 }),
  );
  expect([trainCount, validationCount, labels.length]).toEqual([18, 1, 20]);
});
