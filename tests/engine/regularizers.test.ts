import { describe, test } from 'vitest';
import { regularizers } from '$lib/engine/regularizers';
import { recorded } from '../recorded/pytorch';
import { doubleRounding, expectClose } from './closeness';

const { weights, step, values, shrunk } = recorded.penalties;

describe.each(['L1', 'L2', 'both'] as const)('%s', (name) => {
  const { penalty, decay, shrink } = regularizers[name];

  test('has the penalty of PyTorch', () => {
    const sum = weights.reduce((total, weight) => total + penalty(weight), 0);
    expectClose([sum], [values[name]], doubleRounding);
  });

  test('takes the step of PyTorch', () => {
    const actual = weights.map((weight) => shrink(decay(weight, step), step));
    expectClose(actual, shrunk[name], doubleRounding);
  });
});
