import { describe, expect, test } from 'vitest';
import { curvesUpTo, noCurves } from '$lib/state/present-curves';
import { nearestEpoch, sparkline } from '$lib/state/timeline';

const curves = {
  epochs: Float64Array.of(0, 16, 32, 48),
  train: Float64Array.of(1, 0.5, 0.25, 0.125),
  validation: new Float64Array(0),
  test: Float64Array.of(1, 0.6, 0.4, 0.5),
  penalty: Float64Array.of(0, 0, 0, 0),
};
const evaluation = (loss: number) => ({ loss, accuracy: NaN, confusion: [], rSquared: NaN });
const losses = { train: evaluation(0.1), test: evaluation(0.7) };

test.each([
  [0, 0],
  [7, 0],
  [9, 16],
  [31, 32],
  [48, 48],
  [1000, 48],
])('near epoch %i is epoch %i', (epoch, nearest) => {
  expect(nearestEpoch(curves.epochs, epoch)).toBe(nearest);
});

describe('the curves with the present moment', () => {
  test('end with it where it is the latest, a part of an epoch included', () => {
    const shown = curvesUpTo(curves, { epoch: 50, position: 125, losses, penalty: 0.3 }, 250);
    expect(Array.from(shown.epochs)).toEqual([0, 16, 32, 48, 50.5]);
    expect([shown.train[4], shown.test[4], shown.penalty[4]]).toEqual([0.1, 0.7, 0.3]);
  });

  test('stay whole while an earlier moment is shown', () => {
    expect(curvesUpTo(curves, { epoch: 20, position: 0, losses, penalty: 0 }, 250)).toBe(curves);
  });

  test('begin with it', () => {
    const validation = evaluation(0.2);
    const first = { epoch: 0, position: 0, losses: { ...losses, validation }, penalty: 0 };
    const shown = curvesUpTo(noCurves, first, 250);
    expect([shown.epochs[0], shown.train[0], shown.validation[0]]).toEqual([0, 0.1, 0.2]);
  });
});

describe('the line under the timeline', () => {
  test('goes from epoch 0 at the left to the end at the right, high losses high', () => {
    expect(sparkline(curves, 96)).toBe('M0.00 0.0L16.67 0.0L33.33 33.3L50.00 16.7');
  });

  test('leaves out what is no number, and needs two points', () => {
    expect(sparkline({ ...curves, test: Float64Array.of(1, NaN, Infinity, 1) }, 48)).toBe(
      'M0.00 0.0L100.00 0.0',
    );
    expect(sparkline(noCurves, 1)).toBe('');
  });
});
