import { describe, expect, test } from 'vitest';
import type { GeneratedShape } from '../../src/lib/engine/backend/generated';
import { createGenerated, createProblem, rates, SAMPLES, shapeOf, trainPlainly } from './generated-cases';
import { worstError } from './mlp-cases';

/** Some roundings of float32 (6e-8 each) and tanh's 3.4e-7, through a few layers. */
const TOLERANCE = 5e-6;

const { learningRate, regularizationRate } = rates;

/** Trains a range with a generated module, and compares with plain loops. */
function expectAgreement(shape: GeneratedShape, first = 0, end = SAMPLES): void {
  const problem = createProblem(shape);
  const generated = createGenerated(shape, problem);
  generated.train(first, end, learningRate, regularizationRate);
  expect(worstError(generated.parameters, trainPlainly(shape, problem, first, end))).toBeLessThan(TOLERANCE);
  expect(generated.untouched()).toBe(true);
}

const networks = [
  [1, 1],
  [7, 1],
  [1, 1, 1],
  [2, 3, 1],
  [2, 4, 2, 1],
  [3, 5, 1],
  [4, 9, 3, 1],
  [7, 8, 8, 1],
  [2, 8, 1, 5, 1],
  [5, 3, 9, 8, 1],
  [2, 2, 3, 1, 4, 2, 3, 1],
  [7, 8, 8, 8, 8, 8, 8, 1],
  [3, 12, 16, 1],
];
const batchSizes = [1, 3, 10, 30, SAMPLES];

describe.each(networks.map((sizes) => ({ sizes })))('$sizes', ({ sizes }) => {
  test.each(batchSizes)('batches of %i agree with plain loops', (batchSize) => {
    expectAgreement(shapeOf(sizes, { batchSize }));
  });

  test.each(batchSizes)('batches of %i with multiply-add agree with plain loops', (batchSize) => {
    expectAgreement(shapeOf(sizes, { batchSize, hasMultiplyAdd: true }), 3, SAMPLES - 1);
  });

  test.each(['L1', 'L2', 'both'] as const)('the penalty %s agrees with plain loops', (regularization) => {
    for (const batchSize of [1, 10]) expectAgreement(shapeOf(sizes, { batchSize, regularization }));
  });

  test.each([1, 3, 10, 30])('batches of %i: calls for parts give the same bits as one call', (batchSize) => {
    const shape = shapeOf(sizes, { batchSize, regularization: 'both' });
    const problem = createProblem(shape);
    const [whole, parts] = [1, 2].map(() => createGenerated(shape, problem));
    whole.train(0, SAMPLES, learningRate, regularizationRate);
    for (let first = 0, batches = 1; first < SAMPLES; first += batches++ * batchSize) {
      parts.train(first, Math.min(first + batches * batchSize, SAMPLES), learningRate, regularizationRate);
    }
    expect(parts.parameters).toEqual(whole.parameters);
  });

  test.each([1, 10, 30])(
    'batches of %i: NaN spreads to the last bias, and infinity does not trap',
    (batchSize) => {
      for (const bad of [NaN, Infinity]) {
        const shape = shapeOf(sizes, { batchSize, regularization: 'both' });
        const { train, parameters } = createGenerated(shape, createProblem(shape));
        parameters.fill(bad);
        train(0, SAMPLES, learningRate, regularizationRate);
        expect(parameters[0]).toBeNaN();
        expect(parameters[parameters.length - 1]).toBeNaN();
      }
    },
  );
});

const names = ['tanh', 'relu', 'sigmoid', 'linear'] as const;
const ends = [
  ...names.filter((name) => name !== 'relu').map((output) => ({ output, loss: 'squared' as const })),
  { output: 'sigmoid' as const, loss: 'crossEntropy' as const },
];

describe.each(ends)('output $output, loss $loss', ({ output, loss }) => {
  test.each(names)('hidden %s agrees with plain loops', (hidden) => {
    for (const sizes of [
      [3, 5, 2, 1],
      [3, 8, 9, 1],
    ]) {
      for (const batchSize of [1, 10]) {
        for (const hasMultiplyAdd of [false, true]) {
          const activations = [hidden, hidden, output];
          expectAgreement(shapeOf(sizes, { activations, loss, batchSize, hasMultiplyAdd }), 0, 33);
        }
      }
    }
  });
});

test('each layer has its own activation', () => {
  for (const batchSize of [1, 10]) {
    expectAgreement(
      shapeOf([2, 9, 8, 5, 1], { batchSize, activations: ['relu', 'tanh', 'sigmoid', 'tanh'] }),
    );
  }
});

test('equal layers in a row may differ in their activations', () => {
  for (const batchSize of [10, 50]) {
    expectAgreement(
      shapeOf([8, 8, 8, 8, 8, 8, 1], {
        batchSize,
        activations: ['tanh', 'tanh', 'tanh', 'relu', 'relu', 'tanh'],
      }),
    );
  }
});

test('L1 stops a weight at exactly 0', () => {
  const shape = shapeOf([1, 1], { regularization: 'L1', batchSize: 1 });
  const problem = createProblem(shape);
  problem.columns[0].fill(0);
  const { train, parameters } = createGenerated(shape, problem);
  parameters[0] = -0.001;
  train(0, 1, 0.5, 0.5);
  expect(Object.is(parameters[0], 0)).toBe(true);
});

test.each([1, 10, 30])('a hundred epochs in batches of %i agree with plain loops', (batchSize) => {
  const shape = shapeOf([2, 4, 2, 1], { batchSize, hasMultiplyAdd: true });
  const problem = createProblem(shape);
  const generated = createGenerated(shape, problem);
  let expected = problem.parameters;
  for (let epoch = 0; epoch < 100; epoch++) {
    generated.train(0, SAMPLES, learningRate, 0);
    expected = Float32Array.from(trainPlainly(shape, { ...problem, parameters: expected }, 0, SAMPLES));
  }
  expect(worstError(generated.parameters, expected)).toBeLessThan(1e-4);
});

test('an unhealthy run leaves nothing behind', () => {
  for (const sizes of [
    [2, 4, 2, 1],
    [7, 9, 9, 1],
  ]) {
    const shape = shapeOf(sizes);
    const problem = createProblem(shape);
    const { train, parameters } = createGenerated(shape, problem);
    parameters.fill(NaN);
    train(0, SAMPLES, learningRate, 0);
    parameters.set(problem.parameters);
    train(0, SAMPLES, learningRate, 0);
    expect(worstError(parameters, trainPlainly(shape, problem, 0, SAMPLES))).toBeLessThan(TOLERANCE);
  }
});
