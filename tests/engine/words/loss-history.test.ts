import { describe, expect, it } from 'vitest';
import { LossHistory } from '$lib/engine/words/loss-history';

/** Losses 0, 1, 2 … by step. */
function historyOf(steps: number): LossHistory {
  const history = new LossHistory();
  for (let step = 0; step < steps; step++) history.set(step, step);
  return history;
}

describe('LossHistory', () => {
  it('gives the mean of the latest losses', () => {
    const history = historyOf(5000);
    expect(history.meanBefore(10, 4)).toBe((6 + 7 + 8 + 9) / 4);
    expect(history.meanBefore(2, 16)).toBe(0.5);
    expect(history.meanBefore(5000, 2)).toBe(4998.5);
  });

  it('does not know what was never trained, and tells it from a loss that is none', () => {
    const history = new LossHistory();
    expect(history.meanBefore(0, 16)).toBeNaN();
    expect(history.meanBefore(7, 3)).toBeNaN();
    expect(history.meanBefore(5000, 3)).toBeNaN();
    history.set(5, 2);
    expect(history.meanBefore(7, 3)).toBe(2);
    history.set(6, NaN);
    expect(history.meanBefore(7, 3)).toBe(Infinity);
  });

  it('draws all steps as means of equal width', () => {
    const { steps, losses } = historyOf(1000).curve(1000, 100);
    expect(steps).toHaveLength(100);
    expect(losses[0]).toBe(4.5);
    expect(steps[0]).toBe(4.5);
    expect(losses[99]).toBe(994.5);
    expect([...historyOf(5).curve(5, 100).losses]).toEqual([0, 1, 2, 3, 4]);
  });

  it('stands a last point for fewer steps in their own middle', () => {
    const { steps, losses } = historyOf(11).curve(11, 3);
    expect([...steps]).toEqual([1.5, 5.5, 9]);
    expect([...losses]).toEqual([1.5, 5.5, 9]);
  });

  it('forgets a step and what came after it', () => {
    const history = historyOf(6);
    history.set(5, NaN);
    history.forgetFrom(4);
    expect(history.isLost(5)).toBe(false);
    expect([...history.curve(6, 100).losses]).toEqual([0, 1, 2, 3]);
  });

  it('leaves out what came after the end', () => {
    expect([...historyOf(50).curve(3, 100).steps]).toEqual([0, 1, 2]);
  });
});
