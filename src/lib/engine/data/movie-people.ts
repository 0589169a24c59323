import { habitDecisions, weekendIndex, weekends, type Weekend } from './movie';
import type { CrowdFields, Points } from './points';

/** Set in a person's byte when the person went. */
const WENT = 8;

/** One of the crowd: the weekend faced, and whether the person went. */
export interface Person {
  readonly weekend: Weekend;
  readonly went: boolean;
}

/** The crowd, one byte a person in the order of the points: 4 · weather + 2 · price + girlfriend, + 8 for going. */
export function peopleOf({ inputs, labels }: Points): Uint8Array<ArrayBuffer> {
  const [weather, price, girlfriend] = inputs;
  return Uint8Array.from(
    labels,
    (label, person) =>
      7 - weekendIndex([weather[person], price[person], girlfriend[person]]) + (label > 0 ? WENT : 0),
  );
}

/** The place among the `weekends` of the one that a person faced. */
const indexOf = (person: number) => 7 - (person % WENT);

/** Reads a byte of `peopleOf`. */
export const personOf = (person: number): Person => ({
  weekend: weekends[indexOf(person)],
  went: person >= WENT,
});

/** For each of the `weekends`: how many people faced it, and how many of them went. */
export interface WeekendCounts {
  readonly faced: readonly number[];
  readonly went: readonly number[];
}

/** How many people faced each of the `weekends`, and how many of them went. */
export function weekendCounts(people: Uint8Array): WeekendCounts {
  const faced = weekends.map(() => 0);
  const went = weekends.map(() => 0);
  for (const person of people) {
    faced[indexOf(person)]++;
    if (person >= WENT) went[indexOf(person)]++;
  }
  return { faced, went };
}

/**
 * The best accuracy on the test people that can be learned from the training people: that of answering each
 * weekend as most of those did who trained (staying at home where as many went as stayed). No network, however
 * deep, can know more than the weekend. Not a number where nobody tests.
 * @param people as of `peopleOf`; the first `trainCount` train, the rest test
 */
export function bestAccuracy(people: Uint8Array, trainCount: number): number {
  const train = weekendCounts(people.subarray(0, trainCount));
  const test = weekendCounts(people.subarray(trainCount));
  const right = test.faced.map((faced, index) =>
    2 * train.went[index] > train.faced[index] ? test.went[index] : faced - test.went[index],
  );
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return sum(right) / sum(test.faced);
}

/**
 * Why a crowd's habit leaves nothing to learn: everybody faced the same weekend, or the habit has one answer for
 * all weekends that were faced. Undefined where there is something to learn.
 */
export function whyNothingToLearn(
  crowd: CrowdFields,
  { faced }: WeekendCounts,
): 'sameWeekend' | 'everyoneGoes' | 'noOneGoes' | undefined {
  const answers = habitDecisions(crowd).filter((_, index) => faced[index] > 0);
  if (answers.length === 1) return 'sameWeekend';
  if (answers.every((goes) => goes)) return 'everyoneGoes';
  return answers.some((goes) => goes) ? undefined : 'noOneGoes';
}
