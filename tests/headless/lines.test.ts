import { describe, expect, it } from 'vitest';
import { DivergedError, runLink, type RunOptions } from '$lib/headless';
import { simdKernels } from '../engine/mlp-cases';

const usual: RunOptions = { epochs: 10, every: 4, data: false, weights: false };
const linesOf = (link: string, options: Partial<RunOptions> = {}) => [
  ...runLink(simdKernels, link, { ...usual, ...options }, () => {}),
];

describe('lines of a run', () => {
  it('stand for epoch 0, every so many epochs and the last', () => {
    const epochs = linesOf('#seed=1').map(({ epoch }) => epoch);
    expect(epochs).toEqual([0, 4, 8, 10]);
    expect(linesOf('#seed=1', { epochs: 8 })).toHaveLength(3);
    expect(linesOf('#seed=1', { every: 100 })).toHaveLength(2);
  });

  it('hold accuracies for a classification only', () => {
    const losses = ['epoch', 'trainLoss', 'testLoss'];
    expect(Object.keys(linesOf('#problem=regression&seed=1')[0])).toEqual(losses);
    expect(Object.keys(linesOf('#seed=1')[0])).toEqual([...losses, 'trainAccuracy', 'testAccuracy']);
  });

  it('tell of validation data when there are any', () => {
    const lines = linesOf('#validationShare=50&seed=1', { data: true });
    const ends = [249, 250, 374, 375].map((place) => lines[place]);
    expect(ends).toMatchObject(['train', 'validation', 'validation', 'test'].map((split) => ({ split })));
    const { trainLoss, validationLoss, validationAccuracy } = lines[500];
    expect(validationLoss).toBeGreaterThan(0);
    expect(validationLoss).not.toBe(trainLoss);
    expect(Number(validationAccuracy) * 125).toBeCloseTo(Math.round(Number(validationAccuracy) * 125), 9);
    expect(linesOf('#problem=regression&validationShare=50&seed=1')[0]).not.toHaveProperty(
      'validationAccuracy',
    );
  });

  it('hold the parameters by layer and neuron when they are asked for', () => {
    const link = '#networkShape=2&seed=1&start=1,2,3,4,5,6,7,8,9';
    expect(linesOf(link, { weights: true })[0]).toMatchObject({
      weights: [
        [
          [1, 2],
          [3, 4],
        ],
        [[7, 8]],
      ],
      biases: [[5, 6], [9]],
    });
  });

  it('begin with the points, of the movie crowd by circumstance', () => {
    const lines = linesOf('', { data: true });
    expect(lines).toHaveLength(10_000 + 4);
    expect(Object.keys(lines[0])).toEqual(['weather', 'price', 'girlfriend', 'label', 'split']);
    expect(lines[4_999]).toMatchObject({ split: 'train' });
    expect(lines[5_000]).toMatchObject({ split: 'test' });
  });

  it('give a point of a curve its one coordinate', () => {
    const lines = linesOf('#problem=regression&regDataset=wave&seed=1', { data: true });
    expect(lines).toHaveLength(80 + 4);
    expect(Object.keys(lines[0])).toEqual(['x', 'label', 'split']);
  });

  it('end with the epoch in which the run diverges', () => {
    const link = '#problem=regression&learningRate=10&seed=1';
    const lines = runLink(simdKernels, link, { ...usual, epochs: 1000, every: 1000 }, () => {});
    expect(lines.next().value).toMatchObject({ epoch: 0 });
    const { epoch, trainLoss } = lines.next().value as { epoch: number; trainLoss: number };
    expect(Number.isFinite(trainLoss)).toBe(false);
    expect(epoch).toBeLessThan(1000);
    expect(() => lines.next()).toThrow(new DivergedError(epoch));
  });
});
