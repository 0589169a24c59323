import { describe, expect, test } from 'vitest';
import { referenceKernels } from '../../src/lib/engine/backend/reference';
import { plainStep, type Step } from '../../src/lib/engine/models/mlp';
import { experimentFields } from '../../src/lib/engine/spec';
import {
  activationNames,
  classEnds,
  createModel,
  ends,
  multiplyAddKernels,
  simdKernels,
  worstError,
  type Case,
} from './mlp-cases';

/** Some roundings of float32 (6e-8 each) and tanh's 3.4e-7, through a few layers. */
const TOLERANCE = 3e-6;

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
    for (const model of [simd, reference]) model.train(0, 47, batchSize, plainStep);
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
    test.each(experimentFields.regularization.options)(
      'regularization %s: training agrees',
      (regularization) => {
        const [simd, reference] = pair({ ...end, hidden, sizes: [3, 5, 6, 1], samples: 33 });
        for (const model of [simd, reference]) {
          model.train(0, 33, 10, { ...plainStep, regularization, regularizationRate: 0.1 });
        }
        expect(worstError(simd.parameters, reference.parameters)).toBeLessThan(TOLERANCE);
        expect(worstError(simd.map(), reference.map())).toBeLessThan(TOLERANCE);
        expect(simd.evaluate('test').loss).toBeCloseTo(reference.evaluate('test').loss, 5);
      },
    );
  });
});

describe.each(classEnds)('several classes, output $output, loss $loss', (end) => {
  test.each([3, 6])('%i of them: training, maps and evaluation agree', (classes) => {
    const [simd, reference] = pair({ ...end, sizes: [2, 5, classes], samples: 47 });
    for (const model of [simd, reference]) model.train(0, 47, 10, plainStep);
    expect(worstError(simd.parameters, reference.parameters)).toBeLessThan(TOLERANCE);
    if (end.output !== 'step') expect(worstError(simd.map(), reference.map())).toBeLessThan(TOLERANCE);
    const [actual, expected] = [simd.evaluate('test'), reference.evaluate('test')];
    expect(actual.loss).toBeCloseTo(expected.loss, 5);
    expect(actual.confusion).toEqual(expected.confusion);
    expect(actual.confusion.length).toBe(classes * classes);
  });
});

describe.each(experimentFields.optimizer.options)('optimizer %s', (optimizer) => {
  const steps: Record<string, Partial<Step>> = {
    alone: {},
    'with a limit of the gradient': { clipNorm: 0.01 },
    'with dropout': { dropout: 0.4, dropoutKey: 12_345 },
    'with both penalties': { regularization: 'both', regularizationRate: 0.1 },
    'with decay': { weightDecay: 0.5 },
  };
  test.each(Object.keys(steps))('%s: ten updates agree', (name) => {
    const [simd, reference] = pair({ sizes: [3, 5, 9, 1], hidden: 'gelu', samples: 47 });
    const step: Step = { ...plainStep, optimizer, learningRate: 0.01, ...steps[name] };
    for (const model of [simd, reference]) {
      model.train(0, 47, 10, step);
      model.train(0, 47, 10, step);
    }
    // Adam and RMSProp divide by the gradient's size, which makes roundings of small gradients visible.
    expect(worstError(simd.parameters, reference.parameters)).toBeLessThan(10 * TOLERANCE);
  });
});

test('losses of many sets of parameters are those of one model after the other', () => {
  const model = createModel(simdKernels, { samples: 33 });
  const before = model.parameters.slice();
  const width = before.length;
  const candidates = Float32Array.from(
    { length: 150 * width },
    (_, p) => before[p % width] * (p / width / 75),
  );
  const losses = model.lossesOf(candidates, 'test');
  expect(model.parameters).toEqual(before);
  expect(losses.length).toBe(150);
  for (const k of [0, 1, 63, 64, 149]) {
    model.parameters.set(candidates.subarray(k * width, (k + 1) * width));
    expect(losses[k]).toBe(model.evaluate('test').loss);
  }
});

test('the build with multiply-add differs from the plain one by roundings alone', () => {
  const [plain, fused] = [simdKernels, multiplyAddKernels].map((kernels) =>
    createModel(kernels, { sizes: [7, 8, 8, 1], samples: 250 }),
  );
  for (const model of [plain, fused]) model.train(0, 250, 10, plainStep);
  expect(worstError(fused.parameters, plain.parameters)).toBeLessThan(TOLERANCE);
  expect(fused.parameters).not.toEqual(plain.parameters);
});

/** Where a sum of larger numbers gives a small one, only its absolute error is small. */
const vanishing: readonly string[] = ['sigmoid', 'gelu', 'silu', 'sine'];

test.each(activationNames)('%s agrees from −20 to 20', (hidden) => {
  const z = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
  const [simd, reference] = pair({ sizes: [1, 1, 1], hidden, samples: z.length });
  for (const model of [simd, reference]) {
    model.parameters.set([1, 0, 0, 0]);
    model.load('map', [z]);
  }
  const expected = reference.map().subarray(0, z.length);
  const actual = simd.map().subarray(0, z.length);
  actual.forEach((value, i) => {
    const scale = vanishing.includes(hidden) ? Math.max(1, Math.abs(z[i])) : Math.abs(expected[i]);
    expect(Math.abs(value - expected[i]), `at ${z[i]}`).toBeLessThanOrEqual(4e-7 * scale);
  });
});
