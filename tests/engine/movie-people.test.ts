import { describe, expect, test } from 'vitest';
import { habitDecisions, weekendIndex, weekends } from '$lib/engine/data/movie';
import {
  bestAccuracy,
  peopleOf,
  personOf,
  weekendCounts,
  whyNothingToLearn,
} from '$lib/engine/data/movie-people';
import { experimentFields, type Experiment } from '$lib/engine/spec';
import { drawn, experimentWith } from './point-rows';

const crowd = (patch: Partial<Experiment> = {}) => experimentWith('movie', patch);

describe('the people of a crowd', () => {
  test('are its examples, one by one', () => {
    const dataset = drawn(crowd({ noise: 20 }));
    const people = peopleOf(dataset);
    expect(people).toHaveLength(10_000);
    people.forEach((byte, person) => {
      const { weekend, went } = personOf(byte);
      expect(weekend).toEqual(dataset.inputs.map((column) => column[person]));
      expect(went).toBe(dataset.labels[person] > 0);
    });
  });

  test('are bytes whose bits are went, sunny, affordable, girlfriend', () => {
    expect(personOf(0b1000)).toEqual({ weekend: [0, 0, 0], went: true });
    expect(personOf(0b0100)).toEqual({ weekend: [1, 0, 0], went: false });
    expect(personOf(0b1011)).toEqual({ weekend: [0, 1, 1], went: true });
  });

  test('face weekends whose places are known', () => {
    expect(weekends.map(weekendIndex)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

/** So many people who went and who stayed, on one weekend. */
const group = (weekend: number, went: number, stayed: number) => [
  ...Array<number>(went).fill(8 + weekend),
  ...Array<number>(stayed).fill(weekend),
];

describe('the best accuracy', () => {
  test('answers each weekend as most did who trained', () => {
    const train = [...group(7, 3, 1), ...group(0, 1, 2)];
    const test = [...group(7, 2, 3), ...group(0, 1, 4)];
    expect(bestAccuracy(Uint8Array.from([...train, ...test]), train.length)).toBe((2 + 4) / 10);
  });

  test('stays at home on a tie and on a weekend that nobody trained on', () => {
    const train = group(7, 2, 2);
    const test = [...group(7, 1, 3), ...group(5, 1, 5)];
    expect(bestAccuracy(Uint8Array.from([...train, ...test]), train.length)).toBe((3 + 5) / 10);
  });

  test('is no number where nobody tests', () => {
    expect(bestAccuracy(Uint8Array.from(group(7, 2, 2)), 4)).toBeNaN();
  });

  test.each(experimentFields.habit.options)('for %s is that of the habit itself, noise and all', (habit) => {
    const experiment = crowd({ habit, noise: 15 });
    const { trainCount, inputs, labels } = drawn(experiment);
    const decisions = habitDecisions(experiment);
    let right = 0;
    for (let person = trainCount; person < labels.length; person++) {
      const goes = decisions[weekendIndex(inputs.map((column) => column[person]))];
      if (goes === labels[person] > 0) right++;
    }
    const share = right / (labels.length - trainCount);
    expect(bestAccuracy(peopleOf({ inputs, labels }), trainCount)).toBe(share);
    expect(Math.abs(share - 0.85)).toBeLessThan(4 * Math.sqrt((0.85 * 0.15) / 5000));
  });
});

describe('nothing to learn', () => {
  const why = (patch: Partial<Experiment>) => {
    const experiment = crowd({ noise: 30, samples: 200, ...patch });
    return whyNothingToLearn(experiment, weekendCounts(peopleOf(drawn(experiment))));
  };
  const own = (...habitWeights: number[]) => ({ habit: 'own', habitWeights }) as const;

  test.each(experimentFields.habit.options)('is not what %s leaves', (habit) => {
    expect(why({ habit })).toBeUndefined();
  });

  test('where everyone or no one goes by the habit, whatever a few did against it', () => {
    expect(why(own(1, 1, 1, -1))).toBe('everyoneGoes');
    expect(why(own(1, 1, 1, 3))).toBe('noOneGoes');
    expect(why(own(1, 1, 1, 2))).toBeUndefined();
  });

  test('where the weekends that happen all ask for the same', () => {
    expect(why({ habit: 'girlfriend', girlfriendShare: 100 })).toBe('everyoneGoes');
    expect(why({ habit: 'weather', sunnyShare: 0 })).toBe('noOneGoes');
    expect(why({ habit: 'weather', sunnyShare: 100, girlfriendShare: 0 })).toBeUndefined();
  });

  test('where all faced the same weekend', () => {
    expect(why({ sunnyShare: 100, affordableShare: 0, girlfriendShare: 100 })).toBe('sameWeekend');
  });
});
