import type { RandomStream } from '../random';
import type { Experiment } from '../spec';
import { collectPoints, type Points, type PointsRequest } from './points';

export type Habit = Experiment['habit'];

/** Weather, price, girlfriend: each 1 when it speaks for going to the movies, else 0. */
export type Weekend = readonly [weather: number, price: number, girlfriend: number];

/** What a crowd goes by; it goes when the weighted sum is strictly greater than the threshold. */
export const habits: Readonly<
  Record<Habit, { readonly weights: [number, number, number]; readonly threshold: number }>
> = {
  weather: { weights: [8, 4, 4], threshold: 8 },
  girlfriend: { weights: [1, 1, 98], threshold: 50 },
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

/**
 * A crowd of people, each faced with one weekend; label +1 for going, −1 for staying at home.
 * Order of draws for each person: weather, price, girlfriend (1 when the draw is ≥ ½), then one that
 * is always drawn and makes the person decide against the habit when it is below `noise`.
 */
export function movie({ count, noise, habit }: PointsRequest, random: RandomStream): Points {
  const { weights, threshold } = habits[habit];
  const coin = () => (random() < 0.5 ? 0 : 1);
  return collectPoints(count, weights.length, () => {
    const weekend: Weekend = [coin(), coin(), coin()];
    const sum = weights.reduce((total, weight, index) => total + weight * weekend[index], 0);
    const wantsToGo = sum > threshold;
    const contrary = random() < noise;
    return [...weekend, wantsToGo !== contrary ? 1 : -1];
  });
}

/** For each of the `weekends`: how many people faced it, and how many of them went. */
export interface WeekendCounts {
  readonly faced: readonly number[];
  readonly went: readonly number[];
}

/** How many people faced each of the `weekends`, and how many of them went. */
export function weekendCounts({ inputs, labels }: Points): WeekendCounts {
  const faced = weekends.map(() => 0);
  const went = weekends.map(() => 0);
  const [weather, price, girlfriend] = inputs;
  labels.forEach((label, person) => {
    const index = 7 - 4 * weather[person] - 2 * price[person] - girlfriend[person];
    faced[index]++;
    if (label > 0) went[index]++;
  });
  return { faced, went };
}
