import { describe, expect, it } from 'vitest';
import { normalizations } from '../../../src/lib/engine/words';

const scores = [90, 80, 70, 60, 50];

describe('five scores brought to a common measure', () => {
  it('spreads them between 0 and 1', () => {
    expect(normalizations.minMax(scores)).toEqual([1, 0.75, 0.5, 0.25, 0]);
    expect(normalizations.minMax([3, 3])).toEqual([0, 0]);
  });

  it('makes shares of them, each e¹⁰ times the next', () => {
    const shares = normalizations.softmax(scores);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    expect(shares[0] / shares[1]).toBeCloseTo(22026.4658, 3);
    expect(normalizations.softmax([1000, 1000, -1000])).toEqual([0.5, 0.5, 0]);
  });

  it('brings them to mean 0 and variance 1', () => {
    // Deviations −20 … 20 over √(200 + 1e-5).
    normalizations.layerNorm(scores).forEach((value, k) => {
      expect(value).toBeCloseTo((20 - 10 * k) / Math.sqrt(200.00001), 12);
    });
  });
});
