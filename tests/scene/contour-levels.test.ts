import { expect, test } from 'vitest';
import { contourLevels } from '$lib/scene/contour-levels';

test.each<[lowest: number, highest: number, levels: number[]]>([
  [0.004, 1.2, [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]],
  [0.00003, 1.2, [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]],
  [0.12, 0.9, [0.15, 0.2, 0.3, 0.5, 0.7]],
  [0.48, 0.56, [0.49, 0.5, 0.51, 0.52, 0.53, 0.54, 0.55]],
  [99.2, 100, [99.3, 99.4, 99.5, 99.6, 99.7, 99.8, 99.9]],
])('between %d and %d', (lowest, highest, levels) => {
  expect(contourLevels([highest, lowest, (lowest + highest) / 2])).toEqual(levels);
});

test('of losses down to 0 the deepest are not told apart', () => {
  const levels = contourLevels([0, 0.5, 2]);
  expect(levels[0]).toBeGreaterThanOrEqual(2e-5);
  expect(levels.at(-1)).toBe(1);
});

test('losses beyond all bounds do not count', () => {
  expect(contourLevels([0.004, 1.2, Infinity, NaN])).toEqual(contourLevels([0.004, 1.2]));
});

test('there are none where all losses are equal, or none is finite', () => {
  expect(contourLevels([0.5, 0.5])).toEqual([]);
  expect(contourLevels([0, 0])).toEqual([]);
  expect(contourLevels([NaN, Infinity])).toEqual([]);
});

test('there are always some, and never a crowd, in a range of losses', () => {
  for (let power = -6; power < 4; power += 0.37) {
    for (const ratio of [1.0001, 1.01, 1.3, 2, 3.7, 9, 40, 1e3, 1e5, 1e9]) {
      const lowest = 10 ** power;
      const levels = contourLevels([lowest, lowest * ratio]);
      expect(levels.length, `${lowest} × ${ratio}`).toBeGreaterThanOrEqual(2);
      expect(levels.length, `${lowest} × ${ratio}`).toBeLessThanOrEqual(12);
      levels.forEach((level, k) => expect(level).toBeGreaterThan(k > 0 ? levels[k - 1] : lowest));
      expect(levels.at(-1)).toBeLessThan(lowest * ratio);
    }
  }
});
