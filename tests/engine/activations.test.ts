import { describe, expect, test } from 'vitest';
import { activations } from '$lib/engine/activations';
import { Mlp } from '$lib/engine/models/mlp';
import type { ActivationName } from '$lib/engine/spec';
import { recorded } from '../recorded/pytorch';
import { backends } from './backends';
import { doubleRounding, expectClose } from './closeness';

const { grid, of } = recorded.activations;
const names = Object.keys(activations) as ActivationName[];

test('every activation is recorded', () => expect(Object.keys(of).sort()).toEqual(names.toSorted()));

describe.each(names)('%s', (name) => {
  const { value, derivative } = activations[name];
  const values = grid.map(value);

  test('has the values of PyTorch', () => expectClose(values, of[name].values, doubleRounding));

  test('has the derivatives of PyTorch', () => {
    const derivatives = grid.map((z, index) => derivative(z, values[index]));
    expectClose(derivatives, of[name].derivatives, doubleRounding);
  });
});

/** Single precision rounds by 6e-8; the fast kernels' rational tanh is up to 2.5e-7 off, its derivative twice that. */
const singleRounding = { relative: 6e-7, absolute: 6e-7 };

/** The fast kernels' logistic and Φ stay some 1e-7 away from 0 and 1; silu and gelu multiply them by z. */
const scales = grid.map((z) => Math.max(1, Math.abs(z)));
const scaled = (name: ActivationName, numbers: ArrayLike<number>) =>
  name === 'silu' || name === 'gelu' ? scales.map((scale, k) => numbers[k] / scale) : numbers;

/** So small that the output does not reach the hinge, and only scales the hidden neuron's gradient. */
const OUTPUT_WEIGHT = 2 ** -20;

describe.each(backends)('$backend kernels', ({ createKernels }) => {
  test.each(names)('%s has the values and derivatives of PyTorch', (name) => {
    const model = new Mlp(createKernels, {
      sizes: [1, 1, 1],
      hidden: [name],
      output: 'linear',
      loss: 'hinge',
      capacity: { train: grid.length, test: 1, map: grid.length },
    });
    model.parameters.set([1, 0, OUTPUT_WEIGHT, 0]);
    model.load('map', [grid]);
    model.load('train', [grid], [grid.map(() => -1)]);
    const values = model.map().subarray(0, grid.length);
    expectClose(scaled(name, values), scaled(name, of[name].values), singleRounding);
    const derivatives = grid.map((_, sample) => {
      model.computeGradient(sample, sample + 1);
      return model.gradients[1] / OUTPUT_WEIGHT;
    });
    expectClose(scaled(name, derivatives), scaled(name, of[name].derivatives), singleRounding);
  });
});
