import { describe, expect, it } from 'vitest';
import { createDataset } from '$lib/engine/data';
import { habitRule, weekends } from '$lib/engine/data/movie';
import { peopleOf, weekendCounts } from '$lib/engine/data/movie-people';
import { createRandom } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';

type Habit = Experiment['habit'];

const crowd = (habit: Habit, noise: number, seed = 'popcorn') =>
  createDataset({ ...defaultExperiment, dataset: 'movie', habit, noise }, createRandom(seed));
const countsOf = (dataset: ReturnType<typeof crowd>) => weekendCounts(peopleOf(dataset));

/** Asks 10,000 people one after the other, in the documented order of draws. */
function restatedCounts(habit: Habit, noise: number, seed: string) {
  const rand = createRandom(seed);
  const faced = new Map<string, number>();
  const went = new Map<string, number>();
  for (let person = 0; person < 10_000; person++) {
    const sunny = rand() >= 0.5;
    const affordable = rand() >= 0.5;
    const company = rand() >= 0.5;
    const contrary = rand() * 100 < noise;
    let goes = company;
    if (habit === 'weather') goes = sunny && (affordable || company);
    if (contrary) goes = !goes;
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
  ] as const)('habit %s with noise %d counts what the crowd did, person by person', (habit, noise) => {
    expect(countsOf(crowd(habit, noise))).toEqual(restatedCounts(habit, noise, 'popcorn'));
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
});
