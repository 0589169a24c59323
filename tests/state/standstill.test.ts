import { describe, expect, test } from 'vitest';
import { standsStill } from '$lib/state/standstill';

const flat = (count: number, step = 1) => ({
  epochs: Float64Array.from({ length: count }, (_, index) => index * step),
  losses: Float64Array.from({ length: count }, (_, index) => (index === 0 ? 1.3 : 0.69)),
});
const still = { ...flat(20), accuracy: 0.74 };

describe('training stands still', () => {
  test('when the loss no longer falls and three in four are right at most', () => {
    expect(standsStill(still)).toBe(true);
    expect(standsStill({ ...still, accuracy: 0.751 })).toBe(true);
  });

  test('also when it jumps up and down without a new low', () => {
    const losses = still.epochs.map((epoch) => 0.5 + 0.4 * (epoch % 2));
    expect(standsStill({ ...still, losses })).toBe(true);
  });

  test('also flat out, when epochs come in leaps', () => {
    expect(standsStill({ ...flat(3, 40), accuracy: 0.5 })).toBe(true);
    expect(standsStill({ ...flat(2, 40), accuracy: 0.5 })).toBe(false);
  });

  test('not while more are right', () => {
    expect(standsStill({ ...still, accuracy: 0.78 })).toBe(false);
  });

  test('not while the loss falls', () => {
    const losses = still.epochs.map((epoch) => 1 - 0.02 * epoch);
    expect(standsStill({ ...still, losses })).toBe(false);
  });

  test('not at the start of a run', () => {
    expect(standsStill({ ...flat(9), accuracy: 0.5 })).toBe(false);
    expect(standsStill({ epochs: new Float64Array(0), losses: new Float64Array(0), accuracy: 0.5 })).toBe(
      false,
    );
  });
});
