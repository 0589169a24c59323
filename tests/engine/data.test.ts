import { describe, expect, it } from 'vitest';
import { createDataset, featureColumns, type Dataset } from '$lib/engine/data';
import { planeFeatureKeys } from '$lib/engine/features';
import { createRandom } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';
import { experimentOf, nameOf, recorded } from '../recorded/links';
import { restatedSets, restatedShuffle, type Example } from '../recorded/restated-data';

const rowsOf = ({ inputs, labels }: Dataset): Example[] =>
  Array.from(labels, (label, index) => [inputs[0][index], inputs[1][index], label]);

const closeRows = (actual: Example[], expected: Example[]) => {
  expect(actual).toHaveLength(expected.length);
  const gaps = actual.map((row, index) =>
    Math.max(...row.map((value, k) => Math.abs(value - expected[index][k]))),
  );
  expect(Math.max(...gaps)).toBeLessThan(1e-12);
};

describe('recorded links', () => {
  for (const expected of recorded) {
    const experiment = experimentOf(expected.link);
    it(nameOf(experiment), () => {
      const dataset = createDataset(experiment, createRandom(experiment.seed));
      const rows = rowsOf(dataset);
      const asRow = ({ x, y, label }: { x: number; y: number; label: number }): Example => [x, y, label];
      expect(dataset.trainCount).toBe(expected.trainCount);
      expect(rows.length - dataset.trainCount).toBe(expected.testCount);
      closeRows(rows.slice(0, 5), expected.firstFiveTraining.map(asRow));
      closeRows(rows.slice(-3), expected.lastThreeTest.map(asRow));
    });
  }
});

describe('order of draws', () => {
  for (const [name, draw] of Object.entries(restatedSets)) {
    it.each([0, 20, 50])(`${name} with noise %d`, (noise) => {
      const experiment = {
        ...defaultExperiment,
        problem: name.startsWith('reg') ? 'regression' : 'classification',
        dataset: name.startsWith('reg') ? 'circle' : name,
        regDataset: name.startsWith('reg') ? name : 'reg-plane',
        noise,
      } as Experiment;
      const random = createRandom('matinee');
      const dataset = createDataset(experiment, random);
      const rand = createRandom('matinee');
      closeRows(rowsOf(dataset), restatedShuffle(draw(rand, noise / 100), rand));
      expect(random(), 'the stream after the data').toBe(rand());
    });
  }
});

describe('noise and split', () => {
  const labelsOf = (noise: number) =>
    createDataset({ ...defaultExperiment, noise }, createRandom('1')).labels;

  it('moves labels of the circle, more of them the more noise there is, but no points', () => {
    const calm = labelsOf(0);
    const changed = [0, 10, 50].map(
      (noise) => labelsOf(noise).filter((label, index) => label !== calm[index]).length,
    );
    expect(changed[0]).toBe(0);
    expect(changed[1]).toBeGreaterThan(0);
    expect(changed[2]).toBeGreaterThan(changed[1]);
  });

  it.each([
    [10, 50],
    [33, 165],
    [90, 450],
    [33.3, 166],
  ])('%d %% of 500 points train: %d', (percTrainData, trainCount) => {
    const dataset = createDataset({ ...defaultExperiment, percTrainData }, createRandom('1'));
    expect(dataset.trainCount).toBe(trainCount);
    expect(dataset.labels).toHaveLength(500);
  });
});

describe('feature columns', () => {
  it('follow the order of the features that are on', () => {
    const all = { ...defaultExperiment, ...Object.fromEntries(planeFeatureKeys.map((key) => [key, true])) };
    const [x1, x2] = [-1.5, 0.5];
    expect(featureColumns(all, [[x1], [x2]]).map(([value]) => value)).toEqual([
      x1,
      x2,
      x1 * x1,
      x2 * x2,
      x1 * x2,
      Math.sin(x1),
      Math.sin(x2),
    ]);
    const some = { ...defaultExperiment, x: false, xTimesY: true };
    expect(
      featureColumns(some, [
        [2, 3],
        [5, 7],
      ]),
    ).toEqual([Float64Array.of(5, 7), Float64Array.of(10, 21)]);
  });

  it('are the three circumstances themselves for the movie', () => {
    const experiment = { ...defaultExperiment, dataset: 'movie', sinX: true } as const;
    expect(featureColumns(experiment, [[1], [0], [1]])).toEqual(
      [[1], [0], [1]].map((v) => Float64Array.from(v)),
    );
  });
});
