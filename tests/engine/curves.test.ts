import { describe, expect, it } from 'vitest';
import { featureColumns } from '$lib/engine/data';
import { CURVE_LIMIT, mapGridOf, placesOf } from '$lib/engine/map-grid';
import type { RandomStream } from '$lib/engine/random';
import { sampleDataset } from '$lib/state/dataset-samples';
import { restatedNormal } from '../recorded/restated-data';
import { drawn, expectRestated, experimentWith, rowsOf, type Row } from './point-rows';

const curves = {
  wave: (x: number) => Math.sin(x),
  step: (x: number) => (x > -2 && x < 2 ? 1 : -1),
};
const names = ['wave', 'step'] as const;

describe.each(names)('the data set %s', (name) => {
  it.each([0, 20, 50])('draws each point in the documented order with noise %d', (noise) => {
    expectRestated(
      experimentWith(name, { noise }),
      (rand: RandomStream, share: number, count: number): Row[] => {
        const rows: Row[] = [];
        for (let i = 0; i < count; i++) {
          const x = 12 * rand() - 6;
          rows.push([x, restatedNormal(rand, curves[name](x), share)]);
        }
        return rows;
      },
    );
  });

  it('lies on its curve without noise, everywhere from −6 to 6', () => {
    const rows = rowsOf(drawn(experimentWith(name, { samples: 1000 })));
    for (const [x, label] of rows) expect(label).toBe(curves[name](x));
    expect(Math.min(...rows.map(([x]) => x))).toBeLessThan(-5.9);
    expect(Math.max(...rows.map(([x]) => x))).toBeGreaterThan(5.9);
  });

  it('has few points, half of them to train on', () => {
    const dataset = drawn(experimentWith(name));
    expect([dataset.inputs.length, dataset.labels.length, dataset.trainCount]).toEqual([1, 80, 40]);
    expect(dataset.classCount).toBe(0);
  });

  it('has labels off the curve by a deviation of its noise, at the same places', () => {
    const [calm, noisy] = [0, 30].map((noise) => drawn(experimentWith(name, { noise, samples: 10_000 })));
    expect(noisy.inputs).toEqual(calm.inputs);
    const errors = noisy.labels.map((label, index) => label - calm.labels[index]);
    const mean = errors.reduce((sum, error) => sum + error) / errors.length;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
    expect(Math.abs(mean)).toBeLessThan(4 * 0.003);
    expect(Math.abs(deviation / 0.3 - 1)).toBeLessThan(0.03);
  });
});

describe('a curve', () => {
  it('gives the network x₁ and what is made of it, whatever else is switched on', () => {
    const experiment = experimentWith('wave', { xSquared: true, sinX: true, sinY: true, xTimesY: true });
    expect(featureColumns(experiment, [[-2, 0.5]])).toEqual([
      Float64Array.of(-2, 0.5),
      Float64Array.of(4, 0.25),
      Float64Array.of(Math.sin(-2), Math.sin(0.5)),
    ]);
  });

  it('is looked at in 200 places from left to right', () => {
    const { columns, rows, inputs } = mapGridOf(experimentWith('step'));
    const [places, ...others] = inputs();
    expect([columns, rows, others.length]).toEqual([200, 1, 0]);
    expect([places[0], places[100], places[199]].map((x) => x.toFixed(6))).toEqual([
      '-5.970000',
      '0.030000',
      '5.970000',
    ]);
  });

  it('is drawn with its labels upright, the limit at the edge of the plane', () => {
    const labels = Float64Array.of(CURVE_LIMIT, -1, 0);
    const x = Float64Array.of(1, 2, 3);
    expect(placesOf({ inputs: [x], labels })).toEqual([x, Float64Array.of(6, -3, 0)]);
    const y = Float64Array.of(4, 5, 6);
    expect(placesOf({ inputs: [x, y], labels })).toEqual([x, y]);
  });
});

describe('the picture of a data set', () => {
  it('has places and labels for every kind of set', () => {
    const blobs = sampleDataset({ problem: 'classification', dataset: 'blobs' });
    expect([blobs.classCount, new Set(blobs.label).size]).toEqual([3, 3]);
    const wave = sampleDataset({ problem: 'regression', regDataset: 'wave' });
    expect(wave.classCount).toBe(0);
    wave.x1.forEach((x, index) => expect(wave.x2[index]).toBeCloseTo(3 * Math.sin(x), 10));
    expect(sampleDataset({ problem: 'classification', dataset: 'moons' }).classCount).toBe(2);
  });
});
