import { describe, expect, test } from 'vitest';
import { habitDecisions, weekends } from '$lib/engine/data/movie';
import { crossingWeekends, isDivisible, rescaled } from '$lib/engine/movie-plane';
import { createRandom } from '$lib/engine/random';
import { defaultExperiment, experimentFields } from '$lib/engine/spec';

/** What a perceptron says to all weekends. */
const decisionsOf = (weights: readonly number[], threshold: number) =>
  weekends.map(
    (weekend) => weekend.reduce<number>((sum, factor, index) => sum + factor * weights[index], 0) > threshold,
  );

describe('rescaled weights', () => {
  test('keep their proportions, and what they decide', () => {
    const random = createRandom('rescaled');
    for (let trial = 0; trial < 200; trial++) {
      const weights = [0, 1, 2].map(() => 20 * random() - 10);
      const threshold = 5 * random() + 0.02;
      const scaled = rescaled(weights, -threshold)!;
      expect(scaled.threshold).toBe(8);
      scaled.weights.forEach((weight, index) =>
        expect(weight / weights[index]).toBeCloseTo(8 / threshold, 9),
      );
      expect(decisionsOf(scaled.weights, 8)).toEqual(decisionsOf(weights, threshold));
    }
    expect(rescaled([1, 1, 98], -50, 100)).toEqual({ weights: [2, 2, 196], threshold: 100 });
    expect(rescaled([0, 0, 0], -1)).toEqual({ weights: [0, 0, 0], threshold: 8 });
  });

  test.each([
    ['a threshold of 0', [1, 2, 3], 0],
    ['one so near 0 that its sign is chance', [1, -2, 3], -1e-9],
    ['one below 0', [1, 2, 3], 5],
    ['no number', [1, 2, 3], NaN],
    ['an infinite threshold', [1, 2, 3], -Infinity],
    ['a weight that is no number', [1, NaN, 3], -1],
    ['an infinite weight', [1, Infinity, 3], -1],
  ])('are not there for %s', (_, weights, bias) => {
    expect(rescaled(weights, bias)).toBeUndefined();
  });
});

const allDecisions = Array.from({ length: 256 }, (_, bits) =>
  weekends.map((_, place) => (bits >> place) % 2 === 1),
);

describe('a plane', () => {
  test('divides 104 of the 256 ways to decide, the known count of threshold functions of three inputs', () => {
    expect(allDecisions.filter(isDivisible)).toHaveLength(104);
  });

  test('divides exactly what weights from −2 to 2 can decide, which are all that three inputs need', () => {
    const size = [-2, -1, 0, 1, 2];
    const decided = new Set<string>();
    for (const first of size)
      for (const second of size)
        for (const third of size)
          for (let threshold = -6.5; threshold < 7; threshold++)
            decided.add(String(decisionsOf([first, second, third], threshold)));
    for (const decisions of allDecisions) expect(isDivisible(decisions)).toBe(decided.has(String(decisions)));
  });

  test('divides every habit but one', () => {
    const divisible = experimentFields.habit.options.filter((habit) =>
      isDivisible(habitDecisions({ ...defaultExperiment, habit })),
    );
    expect(divisible).toEqual(['weather', 'girlfriend', 'treat', 'all', 'own']);
  });

  test('fails at two weekends to go on that lie around the middle of two to stay at home on', () => {
    for (const decisions of allDecisions) {
      const crossing = crossingWeekends(decisions);
      if (!crossing) continue;
      const { going, staying } = crossing;
      for (const place of going) expect(decisions[place]).toBe(true);
      for (const place of staying) expect(decisions[place]).toBe(false);
      const [ofGoing, ofStaying] = [going, staying].map(([first, second]) =>
        weekends[first].map((factor, axis) => factor + weekends[second][axis]),
      );
      expect(ofGoing).toEqual(ofStaying);
    }
  });
});
