import { expect } from 'vitest';

export interface Tolerance {
  /** Of the expected number. */
  readonly relative: number;
  readonly absolute: number;
}

/** Roundings of double precision: a few of the result, and those of numbers around 1 that cancel. */
export const doubleRounding: Tolerance = { relative: 1e-12, absolute: 2e-15 };

/** How many tolerances the worst of the numbers is away; infinite where one is NaN. */
function worstExcess(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: Tolerance): number {
  const excesses = Array.from(expected, (value, index) => {
    const allowed = tolerance.absolute + tolerance.relative * Math.abs(value);
    const excess = Math.abs(actual[index] - value) / allowed;
    return Number.isNaN(excess) ? Infinity : excess;
  });
  return Math.max(...excesses);
}

export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: Tolerance,
  what = '',
): void {
  expect(actual.length, what).toBe(expected.length);
  expect(worstExcess(actual, expected, tolerance), `${what}: share of the tolerance`).toBeLessThanOrEqual(1);
}
