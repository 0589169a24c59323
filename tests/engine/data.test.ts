import { describe, expect, it } from 'vitest';
import { createDataset, featureColumns } from '$lib/engine/data';
import { planeFeatureKeys } from '$lib/engine/features';
import { createRandom, type RandomStream } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';
import { experimentOf, nameOf, recorded } from '../recorded/links';
import {
  drawn,
  expectCloseRows,
  expectRestated,
  experimentWith,
  restatedNormal,
  rowsOf,
  type Row,
} from './point-rows';

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

/** The sets written down once more, point by point, from the table of draws. */
const restated: Record<string, (rand: RandomStream, noise: number) => Row[]> = {
  circle(rand, noise) {
    const rows: Row[] = [];
    for (let i = 0; i < 500; i++) {
      const r = i < 250 ? rand() * 2.5 : 3.5 + rand() * 1.5;
      const a = rand() * 2 * Math.PI;
      const nx = (rand() * 10 - 5) * noise;
      const ny = (rand() * 10 - 5) * noise;
      const [x, y] = [r * Math.sin(a), r * Math.cos(a)];
      rows.push([x, y, Math.hypot(x + nx, y + ny) < 2.5 ? 1 : -1]);
    }
    return rows;
  },
  xor(rand, noise) {
    const rows: Row[] = [];
    for (let i = 0; i < 500; i++) {
      let x = rand() * 10 - 5;
      x += x > 0 ? 0.3 : -0.3;
      let y = rand() * 10 - 5;
      y += y > 0 ? 0.3 : -0.3;
      const nx = (rand() * 10 - 5) * noise;
      const ny = (rand() * 10 - 5) * noise;
      rows.push([x, y, (x + nx) * (y + ny) >= 0 ? 1 : -1]);
    }
    return rows;
  },
  gauss(rand, noise) {
    const deviation = Math.sqrt(0.5 + 7 * noise);
    const gaussian = () => restatedNormal(rand, 0, deviation);
    const rows: Row[] = [];
    for (let i = 0; i < 250; i++) rows.push([2 + gaussian(), 2 + gaussian(), 1]);
    for (let i = 0; i < 250; i++) rows.push([-2 + gaussian(), -2 + gaussian(), -1]);
    return rows;
  },
  spiral(rand, noise) {
    const rows: Row[] = [];
    for (const [d, label] of [
      [0, 1],
      [Math.PI, -1],
    ]) {
      for (let i = 0; i < 250; i++) {
        const [r, t] = [(5 * i) / 250, 1.75 * (i / 250) * 2 * Math.PI + d];
        const x = r * Math.sin(t) + (2 * rand() - 1) * noise;
        const y = r * Math.cos(t) + (2 * rand() - 1) * noise;
        rows.push([x, y, label]);
      }
    }
    return rows;
  },
  'reg-plane'(rand, noise) {
    const rows: Row[] = [];
    for (let i = 0; i < 1200; i++) {
      const [x, y, nx, ny] = [rand(), rand(), rand(), rand()].map((value) => value * 12 - 6);
      rows.push([x, y, (x + nx * noise + y + ny * noise) / 10]);
    }
    return rows;
  },
  'reg-gauss'(rand, noise) {
    const signs = [+1, -1, +1, -1, +1, -1];
    const rows: Row[] = [];
    for (let i = 0; i < 1200; i++) {
      const [x, y, nx, ny] = [rand(), rand(), rand(), rand()].map((value) => value * 12 - 6);
      const values = signs.map((sign, cone) => {
        const centre = [((cone % 3) - 1) * 4, cone < 3 ? 2.5 : -2.5];
        return sign * Math.max(0, 1 - Math.hypot(x + nx * noise - centre[0], y + ny * noise - centre[1]) / 2);
      });
      const largest = Math.max(...values.map(Math.abs));
      rows.push([x, y, values.find((value) => Math.abs(value) === largest)!]);
    }
    return rows;
  },
};

describe('order of draws', () => {
  for (const [name, draw] of Object.entries(restated)) {
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
