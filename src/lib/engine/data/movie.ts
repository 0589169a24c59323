import type { RandomStream } from '../random';
import { collectPoints, type CrowdFields, type Points, type PointsRequest } from './points';

type Habit = CrowdFields['habit'];

/** Weather, price, girlfriend: each 1 when it speaks for going to the movies, else 0. */
export type Weekend = readonly [weather: number, price: number, girlfriend: number];

/** Goes when the sum of the weights of all that is true is strictly greater than the threshold. */
export interface HabitRule {
  /** Weather, price, girlfriend. */
  readonly weights: readonly number[];
  readonly threshold: number;
}

/** The habits that have weights of their own. */
const rules: Readonly<Record<Exclude<Habit, 'notBoth' | 'own'>, HabitRule>> = {
  weather: { weights: [8, 4, 4], threshold: 8 },
  girlfriend: { weights: [1, 1, 98], threshold: 50 },
  treat: { weights: [8, 8, 8], threshold: 4 },
  all: { weights: [4, 4, 4], threshold: 8 },
};

/** All weekends there are. */
export const weekends: readonly Weekend[] = [
  [1, 1, 1],
  [1, 1, 0],
  [1, 0, 1],
  [1, 0, 0],
  [0, 1, 1],
  [0, 1, 0],
  [0, 0, 1],
  [0, 0, 0],
];

/** The weights and the threshold a crowd goes by; undefined for `notBoth`, which no weights can do. */
export function habitRule({ habit, habitWeights }: CrowdFields): HabitRule | undefined {
  if (habit === 'notBoth') return undefined;
  if (habit === 'own') return { weights: habitWeights.slice(0, 3), threshold: habitWeights[3] };
  return rules[habit];
}

/** What a crowd's habit says to each of the `weekends`: whether to go. */
export function habitDecisions(crowd: CrowdFields): readonly boolean[] {
  const rule = habitRule(crowd);
  if (!rule) return weekends.map(([, price, girlfriend]) => price !== girlfriend);
  const { weights, threshold } = rule;
  return weekends.map(
    (weekend) => weights.reduce((sum, weight, index) => sum + weight * weekend[index], 0) > threshold,
  );
}

/** The place among the `weekends`. */
export const weekendIndex = ([weather, price, girlfriend]: readonly number[]) =>
  7 - 4 * weather - 2 * price - girlfriend;

/**
 * A crowd of people, each faced with one weekend; label +1 for going, −1 for staying at home.
 * Order of draws for each person: weather, price, girlfriend (1 when the draw is ≥ 1 − its share), then one
 * that is always drawn and makes the person decide against the habit when it is below `noise`.
 */
export function movie({ count, noise, crowd }: PointsRequest, random: RandomStream): Points {
  const decisions = habitDecisions(crowd);
  const isTrue = (percent: number) => (random() < 1 - percent / 100 ? 0 : 1);
  return collectPoints(count, 3, () => {
    const weekend = [isTrue(crowd.sunnyShare), isTrue(crowd.affordableShare), isTrue(crowd.girlfriendShare)];
    const wantsToGo = decisions[weekendIndex(weekend)];
    const contrary = random() < noise;
    return [...weekend, wantsToGo !== contrary ? 1 : -1];
  });
}
