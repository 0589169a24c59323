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

/** Single precision rounds by 6e-8; the fast kernels' rational tanh is 3.4e-7 off (src/kernels/activation.ts). */
const singleRounding = { relative: 5e-7, absolute: 5e-7 };

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
    expectClose(model.map().subarray(0, grid.length), of[name].values, singleRounding);
    const derivatives = grid.map((_, sample) => {
      model.computeGradient(sample, sample + 1);
      return model.gradients[1] / OUTPUT_WEIGHT;
    });
    expectClose(derivatives, of[name].derivatives, singleRounding);
  });
});
