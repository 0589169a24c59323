import { weekends, type HabitRule } from './data/movie';

/** A threshold below this share of the largest weight is too near 0 to measure by. */
const SMALLEST_THRESHOLD = 0.001;

/**
 * A perceptron's weights and bias (the threshold with the other sign), scaled so that the threshold is
 * `threshold`: the same decisions, since only proportions count. Undefined where no positive factor does it, and
 * a negative one would turn every decision round: a threshold of 0 has no size to measure by, one below 0 means
 * going even when nothing speaks for it. Such weights are best shown as they were learned.
 */
export function rescaled(weights: readonly number[], bias: number, threshold = 8): HabitRule | undefined {
  const largest = Math.max(...weights.map(Math.abs));
  if (!(bias < 0 && -bias >= SMALLEST_THRESHOLD * largest && Number.isFinite(bias))) return undefined;
  return { weights: weights.map((weight) => (weight * threshold) / -bias), threshold };
}

/** Two weekends with the one answer, two with the other, as places among the `weekends`. */
export interface Crossing {
  readonly going: readonly [number, number];
  readonly staying: readonly [number, number];
}

/**
 * Where decisions cross: two weekends to go on and two to stay at home on that lie around the same middle, in
 * each of which a plane would have to have both sides at once. Undefined exactly when a plane divides the eight
 * corners, since a function of at most 8 inputs that is 2-asummable is a threshold function (Muroga 1971).
 * @param decisions whether to go, for each of the `weekends`
 */
export function crossingWeekends(decisions: readonly boolean[]): Crossing | undefined {
  const going = pairsOf(decisions, true);
  for (const [sum, staying] of pairsOf(decisions, false)) {
    const pair = going.get(sum);
    if (pair) return { going: pair, staying };
  }
  return undefined;
}

/** Whether one plane has all weekends to go on, and them alone, on its one side: whether a perceptron can do it. */
export const isDivisible = (decisions: readonly boolean[]) => crossingWeekends(decisions) === undefined;

/** Pairs of weekends with this answer, one for each sum of their corners. */
function pairsOf(decisions: readonly boolean[], answer: boolean): Map<string, readonly [number, number]> {
  const places = [...weekends.keys()].filter((place) => decisions[place] === answer);
  const pairs = new Map<string, readonly [number, number]>();
  const seen: number[] = [];
  for (const second of places) {
    for (const first of seen) {
      const sum = weekends[first].map((factor, axis) => factor + weekends[second][axis]);
      pairs.set(sum.join(), [first, second]);
    }
    seen.push(second);
  }
  return pairs;
}
