import { describe, expect, it } from 'vitest';
import { createDataset, featureColumns } from '$lib/engine/data';
import { planeFeatureKeys } from '$lib/engine/features';
import { createRandom } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';
import { experimentOf, nameOf, recorded } from '../recorded/links';
import { restatedSets } from '../recorded/restated-data';
import { drawn, expectCloseRows, expectRestated, experimentWith, rowsOf, type Row } from './point-rows';

describe('recorded links', () => {
  for (const expected of recorded) {
    const experiment = experimentOf(expected.link);
    it(nameOf(experiment), () => {
      const dataset = drawn(experiment);
      const rows = rowsOf(dataset);
      const asRow = ({ x, y, label }: { x: number; y: number; label: number }): Row => [x, y, label];
      expect(dataset.trainCount).toBe(expected.trainCount);
      expect(rows.length - dataset.trainCount).toBe(expected.testCount);
      expectCloseRows(rows.slice(0, 5), expected.firstFiveTraining.map(asRow));
      expectCloseRows(rows.slice(-3), expected.lastThreeTest.map(asRow));
    });
  }
});

describe('order of draws', () => {
  for (const [name, draw] of Object.entries(restatedSets)) {
    it.each([0, 20, 50])(`${name} with noise %d`, (noise) => {
      expectRestated(experimentWith(name as Experiment['dataset'], { noise }), draw);
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
