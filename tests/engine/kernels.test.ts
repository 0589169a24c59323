import { describe, expect, test } from 'vitest';
import { referenceKernels } from '../../src/lib/engine/backend/reference';
import type { Step } from '../../src/lib/engine/models/mlp';
import { activationNames, createModel, ends, simdKernels, worstError, type Case } from './mlp-cases';

/** Some roundings of float32 (6e-8 each) and tanh's 3.4e-7, through a few layers. */
const TOLERANCE = 3e-6;

const plain: Step = { learningRate: 0.03, regularization: 'none', regularizationRate: 0 };
const pair = (options: Case) => [createModel(simdKernels, options), createModel(referenceKernels, options)];

const shapes = [
  [1, 1],
  [2, 1],
  [1, 2, 3, 1],
  [2, 4, 2, 1],
  [3, 5, 1],
  [4, 6, 7, 1],
  [7, 8, 8, 8, 8, 8, 8, 1],
  [5, 9, 1],
  [2, 5, 3, 6, 1],
  [6, 13, 3, 2],
  [7, 32, 32, 1],
];

describe.each(shapes.map((sizes) => ({ sizes })))('$sizes', ({ sizes }) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 33, 1030])('%i samples: map and evaluation agree', (samples) => {
    const [simd, reference] = pair({ sizes, samples });
    expect(worstError(simd.map(), reference.map())).toBeLessThan(TOLERANCE);
    const [actual, expected] = [simd.evaluate('test'), reference.evaluate('test')];
    expect(actual.loss).toBeCloseTo(expected.loss, 5);
    expect(actual.accuracy).toBe(expected.accuracy);
  });

  test.each([1, 2, 3, 5, 7, 10, 30, 33])('batches of %i: training agrees', (batchSize) => {
    const [simd, reference] = pair({ sizes, samples: 47 });
    for (const model of [simd, reference]) model.train(0, 47, batchSize, plain);
    expect(worstError(simd.parameters, reference.parameters)).toBeLessThan(TOLERANCE);
  });

  test('a batch of many chunks: gradients agree', () => {
    const [simd, reference] = pair({ sizes, samples: 1030 });
    for (const model of [simd, reference]) model.computeGradient(3, 1030);
    expect(worstError(simd.gradients, reference.gradients)).toBeLessThan(TOLERANCE);
  });
});

describe.each(ends)('output $output, loss $loss', (end) => {
  describe.each(activationNames)('hidden %s', (hidden) => {
    test.each(['none', 'L1', 'L2'] as const)('regularization %s: training agrees', (regularization) => {
      const [simd, reference] = pair({ ...end, hidden, sizes: [3, 5, 6, 1], samples: 33 });
      for (const model of [simd, reference]) {
        model.train(0, 33, 10, { learningRate: 0.03, regularization, regularizationRate: 0.1 });
      }
      expect(worstError(simd.parameters, reference.parameters)).toBeLessThan(TOLERANCE);
      expect(worstError(simd.map(), reference.map())).toBeLessThan(TOLERANCE);
      expect(simd.evaluate('test').loss).toBeCloseTo(reference.evaluate('test').loss, 5);
    });
  });
});

test.each(activationNames)('%s agrees from −20 to 20', (hidden) => {
  const z = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
  const [simd, reference] = pair({ sizes: [1, 1, 1], hidden, samples: z.length });
  for (const model of [simd, reference]) {
    model.parameters.set([1, 0, 0, 0]);
    model.load('map', [z]);
  }
  const expected = reference.map().subarray(0, z.length);
  const actual = simd.map().subarray(0, z.length);
  const tolerance = hidden === 'tanh' ? 4e-7 : 2e-7;
  actual.forEach((value, i) => {
    const scale = hidden === 'sigmoid' ? 1 : Math.abs(expected[i]);
    expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(tolerance * scale);
  });
});
