import { expect, test } from 'vitest';
import { fillOrder } from '$lib/state/fill-order';

const sizes = [
  [16, 16],
  [8, 8],
  [32, 24],
  [5, 9],
  [12, 1],
  [1, 1],
] as const;

test.each(sizes)('%i × %i: each cell once', (columns, rows) => {
  const order = fillOrder(columns, rows);
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: columns * rows }, (_, cell) => cell));
});

test.each([1, 2, 3])(
  'after the first 4^%i cells of a map of 16 × 16 none is far from one of them',
  (level) => {
    const spacing = 16 / 2 ** level;
    const first = fillOrder(16, 16).slice(0, 4 ** level);
    for (let cell = 0; cell < 256; cell++) {
      const distances = first.map((other) =>
        Math.max(Math.abs((cell % 16) - (other % 16)), Math.abs((cell >> 4) - (other >> 4))),
      );
      expect(Math.min(...distances)).toBeLessThan(spacing);
    }
  },
);

test('the second cell is on the diagonal of the first', () => {
  expect(fillOrder(16, 16).slice(0, 2)).toEqual([0, 8 * 16 + 8]);
});
