import { expect, test } from 'vitest';
import type { Curves } from '$lib/engine';
import { overlaid } from '$lib/state/overlaid-curves';

const curves = (epochs: number[], train: number[]): Curves => {
  const test = Float64Array.from(train, (loss) => loss + 100);
  const none = new Float64Array(0);
  return {
    epochs: Float64Array.from(epochs),
    train: Float64Array.from(train),
    test,
    validation: none,
    penalty: none,
  };
};
const rows = (first: Curves, second: Curves) =>
  overlaid(first, second).map((column) =>
    Array.from(column, (value) => (Number.isNaN(value) ? '–' : String(value))).join(' '),
  );

test('two curves over the epochs of both: straight between their own, nothing beyond their ends', () => {
  expect(rows(curves([0, 2, 10], [8, 4, 0]), curves([0, 1, 4], [8, 6, 3]))).toEqual([
    '0 1 2 4 10',
    '8 6 4 3 0',
    '108 106 104 103 100',
    '8 6 5 3 –',
    '108 106 105 103 –',
  ]);
});

test('a run that has shown nothing yet leaves the other alone', () => {
  expect(rows(curves([0, 1], [2, 1]), curves([], []))).toEqual(['0 1', '2 1', '102 101', '– –', '– –']);
  expect(rows(curves([], []), curves([0.5], [1]))).toEqual(['0.5', '–', '–', '1', '101']);
});
