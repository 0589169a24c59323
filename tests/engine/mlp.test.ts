import { describe, expect, test } from 'vitest';
import { referenceKernels } from '../../src/lib/engine/backend/reference';
import { Mlp, plainStep, type MlpOptions, type Step } from '../../src/lib/engine/models/mlp';
import { activationNames, createModel, simdKernels } from './mlp-cases';

const neuron: MlpOptions = {
  sizes: [2, 1],
  hidden: [],
  output: 'linear',
  loss: 'squared',
  capacity: { train: 5, test: 5, map: 5 },
};

describe.each([
  ['SIMD', simdKernels],
  ['reference', referenceKernels],
])('%s kernels', (_name, createKernels) => {
  test('a linear neuron learns what is computed by hand', () => {
    const model = new Mlp(createKernels, neuron);
    model.parameters.set([1, 2, 0.5]);
    model.load(
      'train',
      [
        [1, 2],
        [3, -1],
      ],
      [[6, 1.5]],
    );
    // Outputs 7.5 and 0.5: errors 1.5 and −1.
    expect(model.evaluate('train').loss).toBeCloseTo((1.5 ** 2 + 1) / 4, 6);
    model.computeGradient(0, 2);
    expect([...model.gradients]).toEqual([-0.25, 2.75, 0.25]);
    model.train(0, 2, 2, { ...plainStep, learningRate: 0.5 });
    expect([...model.parameters]).toEqual([1.125, 0.625, 0.375]);
  });

  test('the penalty follows the gradient step and spares biases', () => {
    const model = new Mlp(createKernels, neuron);
    model.load('train', [[0], [0]], [[0]]);
    const trained = (regularization: 'L1' | 'L2') => {
      model.parameters.set([1, -2, 0]);
      model.train(0, 1, 1, { ...plainStep, learningRate: 0.5, regularization, regularizationRate: 0.5 });
      return [...model.parameters];
    };
    expect(trained('L1')).toEqual([0.75, -1.75, 0]);
    expect(trained('L2')).toEqual([0.75, -1.5, 0]);
    model.load('train', [[0], [0]], [[4]]);
    expect(trained('L2')[2]).toBe(2);
  });

  test('L1 stops a weight at exactly 0, and its gradient may bring it back', () => {
    const model = new Mlp(createKernels, neuron);
    const l1: Step = { ...plainStep, learningRate: 0.5, regularization: 'L1', regularizationRate: 0.5 };
    model.parameters.set([0.2, -0.2, 0]);
    model.load('train', [[0], [0]], [[0]]);
    model.train(0, 1, 1, l1);
    expect([...model.parameters]).toEqual([0, 0, 0]);
    model.load('train', [[1], [0]], [[1]]);
    model.train(0, 1, 1, l1);
    expect([...model.parameters]).toEqual([0.25, 0, 0.5]);
  });

  test('the last partial batch is an update of its own', () => {
    const [whole, parts] = [1, 2].map(() => createModel(createKernels, { samples: 23 }));
    whole.train(0, 23, 10, plainStep);
    parts.train(0, 10, 10, plainStep);
    parts.train(10, 20, 10, plainStep);
    parts.train(20, 23, 3, plainStep);
    expect(whole.parameters).toEqual(parts.parameters);
  });

  test('batches are counted from the first sample', () => {
    const [whole, parts] = [1, 2].map(() => createModel(createKernels, { sizes: [7, 8, 8, 1], samples: 23 }));
    whole.train(3, 18, 7, plainStep);
    parts.train(3, 10, 7, plainStep);
    parts.train(10, 17, 7, plainStep);
    parts.train(17, 18, 7, plainStep);
    expect(whole.parameters).toEqual(parts.parameters);
  });

  test('one update is the learning rate times the gradient', () => {
    const model = createModel(createKernels);
    const before = model.parameters.slice();
    model.computeGradient(0, 10);
    const expected = before.map((parameter, i) => parameter - 0.03 * model.gradients[i]);
    model.train(0, 10, 10, plainStep);
    model.parameters.forEach((parameter, i) => expect(parameter).toBeCloseTo(expected[i], 6));
  });

  test('a network learns to tell the sides of a line', () => {
    const model = createModel(createKernels);
    const x = Float32Array.from({ length: 30 }, (_, i) => (i % 6) - 2.5);
    const y = Float32Array.from({ length: 30 }, (_, i) => Math.floor(i / 6) - 2);
    model.load('train', [x, y], [x.map(Math.sign)]);
    for (let epoch = 0; epoch < 100; epoch++) model.train(0, 30, 10, { ...plainStep, learningRate: 0.3 });
    expect(model.evaluate('train').accuracy).toBe(1);
    expect(model.evaluate('train').loss).toBeLessThan(0.01);
  });

  test('a smaller set replaces a larger one', () => {
    const model = createModel(createKernels, { samples: 30 });
    model.load(
      'test',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [[1, -1, 1]],
    );
    model.load('map', [
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const fresh = createModel(createKernels, { samples: 3 });
    fresh.parameters.set(model.parameters);
    fresh.load(
      'test',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [[1, -1, 1]],
    );
    fresh.load('map', [
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(model.evaluate('test')).toEqual(fresh.evaluate('test'));
    expect(model.map()).toEqual(fresh.map());
    expect(model.map().length).toBe(7 * 3);
  });

  test('accuracy is the share on the right side of the boundary', () => {
    const model = new Mlp(createKernels, { ...neuron, output: 'tanh' });
    model.parameters.set([1, 0, 0]);
    model.load(
      'test',
      [
        [-2, -1, 1, 2, 0],
        [0, 0, 0, 0, 0],
      ],
      [[-1, 1, 1, 1, -1]],
    );
    expect(model.evaluate('test').accuracy).toBe(0.8);
    const regression = new Mlp(createKernels, neuron);
    regression.load('test', [[1], [1]], [[1]]);
    expect(regression.evaluate('test').accuracy).toBeNaN();
  });

  test('cross-entropy stays finite where the output rounds to 0 or 1', () => {
    const options = { ...neuron, output: 'sigmoid', loss: 'crossEntropy' } as const;
    const model = new Mlp(createKernels, options);
    model.parameters.set([1, 0, 0]);
    model.load(
      'test',
      [
        [1000, -1000],
        [0, 0],
      ],
      [[-1, 1]],
    );
    expect(model.evaluate('test')).toMatchObject({ loss: 1000, accuracy: 0, confusion: [0, 1, 1, 0] });
    model.load(
      'test',
      [
        [1000, 0],
        [0, 0],
      ],
      [[1, 1]],
    );
    expect(model.evaluate('test').loss).toBeCloseTo(Math.LN2 / 2, 7);
  });

  test.each(activationNames)('%s: a diverged run shows NaN and does not trap', (hidden) => {
    const model = createModel(createKernels, { hidden });
    model.parameters[0] = NaN;
    expect(model.evaluate('train').loss).toBeNaN();
    expect(model.map()[0]).toBeNaN();
    model.train(0, 30, 10, { ...plainStep, regularization: 'L1', regularizationRate: 0.1 });
    expect(model.parameters[0]).toBeNaN();
    expect(model.parameters[model.parameters.length - 1]).toBeNaN();
  });

  test.each(activationNames)('%s: new parameters heal a diverged run', (hidden) => {
    const [model, fresh] = [1, 2].map(() => createModel(createKernels, { hidden, sizes: [2, 3, 5, 1] }));
    model.parameters.fill(Infinity);
    model.train(0, 30, 10, plainStep);
    model.parameters.set(fresh.parameters);
    for (const each of [model, fresh]) each.train(0, 30, 10, plainStep);
    expect(model.parameters).toEqual(fresh.parameters);
    expect(model.evaluate('test')).toEqual(fresh.evaluate('test'));
  });

  test('an infinite parameter does not trap', () => {
    const model = createModel(createKernels, { hidden: 'relu', output: 'linear' });
    model.parameters.fill(Infinity);
    model.train(0, 30, 10, plainStep);
    expect(model.parameters[0]).toBeNaN();
  });
});

test('cross-entropy needs a sigmoid output', () => {
  const create = () => new Mlp(referenceKernels, { ...neuron, loss: 'crossEntropy' });
  expect(create).toThrow('crossEntropy: expected a sigmoid output, got linear');
});

test('a network too big for its memory is named', () => {
  const options = { ...neuron, capacity: { train: 5, test: 5, map: 1e10 } };
  expect(() => new Mlp(simdKernels, options)).toThrow(/^memory: expected a network that fits .* bytes$/);
});

test('numbers that are not finite are named', () => {
  const model = new Mlp(referenceKernels, neuron);
  expect(() =>
    model.load(
      'train',
      [
        [1, 2],
        [3, NaN],
      ],
      [[1, 1]],
    ),
  ).toThrow('train sample 1: expected a finite number, got NaN');
  expect(() => model.load('test', [[1], [2]], [[Infinity]])).toThrow(
    'test sample 0: expected a finite number, got Infinity',
  );
});

test('wrong counts are named', () => {
  const model = new Mlp(referenceKernels, neuron);
  expect(() => model.load('train', [[1]], [[1]])).toThrow('train columns: expected 2, got 1');
  expect(() => model.load('train', [[1], [1, 2]], [[1]])).toThrow("train row's samples: expected 1, got 2");
  expect(() => model.load('train', [[1], [1]])).toThrow('train rows of targets: expected 1, got 0');
  const six = new Float32Array(6);
  expect(() => model.load('map', [six, six])).toThrow('map samples: expected at most 5, got 6');
  model.load('train', [[1], [1]], [[1]]);
  expect(() => model.train(0, 2, 1, plainStep)).toThrow('samples: expected at most 1 loaded ones, got 2');
  expect(() => model.train(0, 1, 0, plainStep)).toThrow('batch size: expected a positive integer, got 0');
});
