import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '$lib/engine';
import {
  axesFor,
  axesInForce,
  axisNames,
  axisPatch,
  axisValueOf,
  axisValues,
  boundsOf,
  nearestPlace,
  usualRange,
  type AxisName,
} from '$lib/state/setting-axes';
import { changedExperiment } from '$lib/state/experiment-change';
import { checkExperiment } from '$lib/engine/spec';

const circle: Experiment = { ...defaultExperiment, seed: '1' };

describe('what may vary', () => {
  it('are the numbers that have a control, and the shape in two ways; not when a run rests', () => {
    expect(axisNames).toEqual(
      expect.arrayContaining([
        'learningRate',
        'regularizationRate',
        'noise',
        'samples',
        'percTrainData',
        'batchSize',
        'dropout',
        'momentum',
        'neurons',
        'layers',
        'labelFlips',
      ]),
    );
    expect(axisNames).not.toContain('stopEpoch');
    expect(axisNames).not.toContain('patience');
  });

  it('is only what has a say', () => {
    expect(axesFor(circle)).not.toContain('momentum');
    expect(axesFor({ ...circle, optimizer: 'momentum' })).toContain('momentum');
    expect(axesFor(circle)).not.toContain('sunnyShare');
  });

  it.each(axisNames)('%s: its usual range gives settings that the engine takes', (name) => {
    for (const count of [8, 12, 16, 24, 32]) {
      const values = axisValues(name, usualRange(name), count);
      expect(values.length).toBeGreaterThan(1);
      expect(values.length).toBeLessThanOrEqual(count);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      for (const value of values)
        checkExperiment(changedExperiment(circle, axisPatch([[name, value]], circle)));
    }
  });
});

describe('the values of an axis', () => {
  it('are equal factors or equal steps, from end to end', () => {
    const range = { from: 0.001, to: 1, isLogarithmic: true };
    expect(axisValues('learningRate', range, 4)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(axisValues('noise', { from: 0, to: 50, isLogarithmic: false }, 5)).toEqual([0, 13, 25, 38, 50]);
  });

  it('are told apart, with a third digit if need be', () => {
    const values = axisValues('noise', { from: 10, to: 11, isLogarithmic: false }, 9);
    expect(values).toEqual([10, 10.1, 10.3, 10.4, 10.5, 10.6, 10.8, 10.9, 11]);
  });

  it('of whole numbers are no more than there are', () => {
    expect(axisValues('layers', { from: 0, to: 4, isLogarithmic: false }, 16)).toEqual([0, 1, 2, 3, 4]);
    expect(axisValues('batchSize', { from: 1, to: 100, isLogarithmic: true }, 8)).toEqual([
      1, 2, 4, 7, 14, 27, 52, 100,
    ]);
  });

  it('with equal factors from 0 on are 0 and then factors', () => {
    const values = axisValues('regularizationRate', { from: 0, to: 0.1, isLogarithmic: true }, 4);
    expect(values).toEqual([0, 0.0001, 0.0032, 0.1]);
  });

  it('fall where the range does; a range of one is one value', () => {
    expect(axisValues('noise', { from: 20, to: 0, isLogarithmic: false }, 3)).toEqual([20, 10, 0]);
    expect(axisValues('noise', { from: 20, to: 20, isLogarithmic: false }, 16)).toEqual([20]);
    expect(axisValues('learningRate', { from: 1, to: 0.01, isLogarithmic: true }, 3)).toEqual([1, 0.1, 0.01]);
  });

  it('stay within what the engine takes', () => {
    const { min, max } = boundsOf('samples');
    expect(axisValues('samples', { from: min, to: max, isLogarithmic: true }, 8)).toEqual(
      expect.arrayContaining([20, 10_000]),
    );
  });
});

describe('a cell', () => {
  const shapeOf = (settings: [AxisName, number][], networkShape: readonly number[]) =>
    axisPatch(settings, { ...circle, networkShape }).networkShape;

  it('has all hidden layers as wide, or more and fewer of them', () => {
    expect(shapeOf([['neurons', 3]], [4, 2])).toEqual([3, 3]);
    expect(shapeOf([['neurons', 3]], [])).toEqual([3]);
    expect(shapeOf([['layers', 1]], [4, 2])).toEqual([4]);
    expect(shapeOf([['layers', 4]], [4, 2])).toEqual([4, 2, 2, 2]);
    expect(shapeOf([['layers', 0]], [4, 2])).toEqual([]);
    expect(shapeOf([['layers', 2]], [])).toEqual([4, 4]);
    expect(
      shapeOf(
        [
          ['neurons', 5],
          ['layers', 3],
        ],
        [4, 2],
      ),
    ).toEqual([5, 5, 5]);
  });

  it('changes the shape only where the shape varies', () => {
    expect(axisPatch([['noise', 5]], circle)).toEqual({ noise: 5 });
  });
});

describe('the place of the present settings', () => {
  const axis = { name: 'noise', values: [0, 10, 20] } as const;

  it('is the nearest value, and none beyond the ends', () => {
    expect([0, 4, 6, 20].map((value) => nearestPlace(axis, value))).toEqual([0, 0, 1, 2]);
    expect([-1, 20.5, undefined].map((value) => nearestPlace(axis, value))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is found for the shape, and for a number of points that is left open', () => {
    expect(axisValueOf('layers', circle)).toBe(2);
    expect(axisValueOf('neurons', circle)).toBeUndefined();
    expect(axisValueOf('neurons', { ...circle, networkShape: [3, 3] })).toBe(3);
    expect(axisValueOf('samples', circle)).toBe(500);
  });
});

describe('the axes in force', () => {
  const inForce = (
    experiment: Partial<Experiment>,
    settingsX: AxisName | 'auto',
    settingsY: AxisName | 'auto',
  ) => axesInForce({ ...circle, ...experiment }, { settingsX, settingsY });

  it('are by themselves the two rates, where there is a penalty', () => {
    expect(inForce({ regularization: 'L2' }, 'auto', 'auto')).toEqual(['learningRate', 'regularizationRate']);
    expect(inForce({}, 'auto', 'auto')).toEqual(['learningRate', 'neurons']);
  });

  it('are those chosen, where these have a say and differ', () => {
    expect(inForce({}, 'noise', 'layers')).toEqual(['noise', 'layers']);
    expect(inForce({}, 'momentum', 'layers')).toEqual(['learningRate', 'layers']);
    expect(inForce({}, 'noise', 'noise')).toEqual(['noise', 'learningRate']);
    expect(inForce({}, 'neurons', 'auto')).toEqual(['neurons', 'learningRate']);
    expect(inForce({}, 'auto', 'learningRate')).toEqual(['neurons', 'learningRate']);
  });
});
