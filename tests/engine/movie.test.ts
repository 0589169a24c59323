import { describe, expect, it } from 'vitest';
import { createDataset } from '$lib/engine/data';
import { habitDecisions, habitRule, weekends } from '$lib/engine/data/movie';
import { peopleOf, weekendCounts } from '$lib/engine/data/movie-people';
import { createRandom } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';

type Habit = Experiment['habit'];

const crowd = (habit: Habit, noise: number, patch: Partial<Experiment> = {}) =>
  createDataset({ ...defaultExperiment, dataset: 'movie', habit, noise, ...patch }, createRandom('popcorn'));
const countsOf = (dataset: ReturnType<typeof crowd>) => weekendCounts(peopleOf(dataset));

type Answer = (sunny: boolean, affordable: boolean, company: boolean) => boolean;
const answers: Readonly<Record<Exclude<Habit, 'own'>, Answer>> = {
  weather: (sunny, affordable, company) => sunny && (affordable || company),
  girlfriend: (_sunny, _affordable, company) => company,
  treat: (sunny, affordable, company) => sunny || affordable || company,
  all: (sunny, affordable, company) => sunny && affordable && company,
  notBoth: (_sunny, affordable, company) => affordable !== company,
};

/** Asks 10,000 people one after the other, in the documented order of draws. */
function restatedCounts(answer: Answer, noise: number, shares: readonly number[] = [0.5, 0.5, 0.5]) {
  const rand = createRandom('popcorn');
  const faced = new Map<string, number>();
  const went = new Map<string, number>();
  for (let person = 0; person < 10_000; person++) {
    const [sunny, affordable, company] = shares.map((share) => rand() >= 1 - share);
    const contrary = rand() * 100 < noise;
    const goes = answer(sunny, affordable, company) !== contrary;
    const key = [sunny, affordable, company].map(Number).join();
    faced.set(key, (faced.get(key) ?? 0) + 1);
    if (goes) went.set(key, (went.get(key) ?? 0) + 1);
  }
  const listed = (counts: Map<string, number>) => weekends.map((weekend) => counts.get(weekend.join()) ?? 0);
  return { faced: listed(faced), went: listed(went) };
}

describe('movie crowd', () => {
  it.each([
    ['weather', 0],
    ['weather', 10],
    ['girlfriend', 0],
    ['girlfriend', 35],
    ['treat', 10],
    ['all', 0],
    ['notBoth', 5],
  ] as const)('habit %s with noise %d counts what the crowd did, person by person', (habit, noise) => {
    expect(countsOf(crowd(habit, noise))).toEqual(restatedCounts(answers[habit], noise));
  });

  it('faces every weekend about equally often, and splits in halves', () => {
    const dataset = crowd('weather', 0);
    const { faced } = countsOf(dataset);
    expect(faced.reduce((sum, count) => sum + count)).toBe(10_000);
    const deviation = Math.sqrt(10_000 * (1 / 8) * (7 / 8));
    for (const count of faced) expect(Math.abs(count - 1250)).toBeLessThan(4 * deviation);
    expect(dataset.trainCount).toBe(5_000);
  });

  it('stays at home when the sum only equals the threshold: good weather alone is 8', () => {
    expect(habitRule(defaultExperiment)).toEqual({ weights: [8, 4, 4], threshold: 8 });
    const { faced, went } = countsOf(crowd('weather', 0));
    expect(went).toEqual([faced[0], faced[1], faced[2], 0, 0, 0, 0, 0]);
  });

  it('goes with the girlfriend, whatever the weather and the price', () => {
    const { faced, went } = countsOf(crowd('girlfriend', 0));
    weekends.forEach(([, , girlfriend], index) => expect(went[index]).toBe(girlfriend * faced[index]));
  });

  it('lets a share of people decide against their habit, in the same weekends', () => {
    const [calm, noisy] = [crowd('weather', 0), crowd('weather', 20)];
    expect(noisy.inputs).toEqual(calm.inputs);
    const contrary = noisy.labels.filter((label, person) => label !== calm.labels[person]).length;
    expect(Math.abs(contrary - 2000)).toBeLessThan(4 * Math.sqrt(10_000 * 0.2 * 0.8));
  });

  it('is as often sunny, affordable and in company as asked, in the same order of draws', () => {
    const shares = { sunnyShare: 90, affordableShare: 20, girlfriendShare: 65 };
    expect(countsOf(crowd('weather', 10, shares))).toEqual(
      restatedCounts(answers.weather, 10, [0.9, 0.2, 0.65]),
    );
  });

  it.each([
    [{ sunnyShare: 0, affordableShare: 100 }, ['0,1,1', '0,1,0']],
    [{ sunnyShare: 100, affordableShare: 100, girlfriendShare: 0 }, ['1,1,0']],
    [{ sunnyShare: 0, affordableShare: 0, girlfriendShare: 0 }, ['0,0,0']],
  ])('knows always and never: %j', (shares, expected) => {
    const { faced } = countsOf(crowd('weather', 0, shares));
    expect(weekends.filter((_, index) => faced[index] > 0).map(String)).toEqual(expected);
  });

  it('decides by weights of its own, strictly above the threshold', () => {
    const own = (...habitWeights: number[]) =>
      habitDecisions({ ...defaultExperiment, habit: 'own', habitWeights });
    expect(own(8, 4, 4, 8)).toEqual([true, true, true, false, false, false, false, false]);
    expect(own(-3, 2, 0, -1)).toEqual([false, false, false, false, true, true, true, true]);
    expect(own(0, 0, 0, 0)).toEqual(Array(8).fill(false));
    const { faced, went } = countsOf(crowd('own', 0, { habitWeights: [1, 1, 1, 1] }));
    expect(went).toEqual([faced[0], faced[1], faced[2], 0, faced[4], 0, 0, 0]);
  });

  it.each(['weather', 'girlfriend', 'treat', 'all'] as const)('has weights that do what %s says', (habit) => {
    const { weights, threshold } = habitRule({ ...defaultExperiment, habit })!;
    const decisions = weekends.map(
      (weekend) =>
        weekend.reduce<number>((sum, factor, index) => sum + factor * weights[index], 0) > threshold,
    );
    const [sunny, affordable, company] = [0, 1, 2].map((axis) =>
      weekends.map((weekend) => weekend[axis] === 1),
    );
    expect(decisions).toEqual(weekends.map((_, w) => answers[habit](sunny[w], affordable[w], company[w])));
  });

  it('has no weights that are cheap or together, but not both', () => {
    expect(habitRule({ ...defaultExperiment, habit: 'notBoth' })).toBeUndefined();
  });
});
