import { describe, expect, test } from 'vitest';
import english from '../../messages/en.json';
import chinese from '../../messages/zh-Hans.json';
import { firstExperiment } from '$lib/state/first-experiment';
import { guideSteps, type GuideContext } from '$lib/state/guide-steps';

type Network = NonNullable<GuideContext['network']>;

const first: Network = {
  parameters: Float32Array.from([8, 4, 4, -8]),
  epoch: 0,
  accuracy: 0.6,
  bestAccuracy: 0.95,
  isStuck: false,
};
const withWeights = (...parameters: number[]): Network => ({
  ...first,
  parameters: Float32Array.from(parameters),
});
const trained = (...parameters: number[]): Network => ({ ...withWeights(...parameters), epoch: 3 });
const page: GuideContext = { experiment: firstExperiment, weekend: [1, 1, 0], network: first };
const notBoth = { ...firstExperiment, habit: 'notBoth' } as const;
const layered = { ...notBoth, networkShape: [3], start: [] };

/** For each step a page on which it is done, and pages on which it is nearly done. */
const cases: Record<string, { done: GuideContext[]; near: GuideContext[] }> = {
  sum: {
    done: [{ ...page, weekend: [1, 1, 1] }],
    near: [
      page,
      { ...page, weekend: [1, 1, 1], network: withWeights(8, 4, 4, -7) },
      { ...page, weekend: [1, 1, 1], network: undefined },
      { ...page, weekend: [1, 1, 1], experiment: { ...firstExperiment, dataset: 'circle' } },
    ],
  },
  strict: {
    done: [{ ...page, weekend: [1, 0, 0] }],
    near: [
      { ...page, weekend: [1, 0, 1] },
      { ...page, weekend: [1, 0, 0], network: withWeights(8, 4, 4, -7.5) },
    ],
  },
  threshold: {
    done: [{ ...page, weekend: [1, 0, 0], network: withWeights(8, 4, 4, -7.5) }],
    near: [
      { ...page, weekend: [1, 0, 0] },
      { ...page, weekend: [1, 1, 0], network: withWeights(8, 4, 4, -7.5) },
      { ...page, weekend: [1, 0, 0], network: withWeights(9, 4, 4, -8) },
    ],
  },
  crowd: {
    done: [{ ...page, weekend: [0, 0, 1], network: withWeights(8, 4, 4, -7) }],
    near: [
      { ...page, weekend: [0, 1, 1] },
      { ...page, weekend: [0, 0, 1], network: withWeights(8, 4, 4, -3) },
      { ...page, weekend: [0, 0, 1], experiment: { ...firstExperiment, habit: 'weather' } },
    ],
  },
  learn: {
    done: [{ ...page, network: trained(0.2, -0.1, 5, -2.5) }],
    near: [
      { ...page, network: withWeights(0.2, -0.1, 5, -2.5) },
      { ...page, network: trained(4, 2, 5.9, -6) },
      { ...page, network: trained(0.2, -0.1, -5, 2.5) },
      { ...page, network: trained(0.2, -0.1, 5, -2.5), experiment: { ...firstExperiment, habit: 'weather' } },
    ],
  },
  proportions: {
    done: [
      { ...page, network: withWeights(4, 2, 2, -4) },
      { ...page, network: trained(16, 8, 8, -16) },
    ],
    near: [
      page,
      { ...page, network: withWeights(4, 2, 2, -8) },
      { ...page, network: withWeights(-8, -4, -4, 8) },
      { ...page, network: withWeights(0, 0, 0, 0) },
    ],
  },
  notBoth: {
    done: [{ ...page, experiment: notBoth, network: { ...first, isStuck: true } }],
    near: [
      { ...page, experiment: notBoth },
      { ...page, network: { ...first, isStuck: true } },
      { ...page, experiment: layered, network: { ...first, isStuck: true } },
    ],
  },
  cure: {
    done: [{ ...page, experiment: layered, network: { ...first, accuracy: 0.945 } }],
    near: [
      { ...page, experiment: layered, network: { ...first, accuracy: 0.9 } },
      { ...page, experiment: notBoth, network: { ...first, accuracy: 0.945 } },
      {
        ...page,
        experiment: { ...layered, habit: 'girlfriend' },
        network: { ...first, accuracy: 0.945 },
      },
      { ...page, experiment: layered, network: undefined },
    ],
  },
};

test('the guided path has at most eight steps', () => {
  expect(guideSteps.length).toBeLessThanOrEqual(8);
  expect(guideSteps.map(({ id }) => id)).toEqual(Object.keys(cases));
});

describe.each(guideSteps)('step $id', ({ id, answers, right, setup, isDone, isReady }) => {
  test('is done when its task is, and not a little earlier', () => {
    for (const context of cases[id].done) expect(isDone(context)).toBe(true);
    for (const context of cases[id].near) expect(isDone(context)).toBe(false);
  });

  test('is ready after its own set-up, and not done by it', () => {
    const context = {
      experiment: { ...firstExperiment, ...setup.experiment },
      weekend: setup.weekend,
      network: first,
    };
    expect(isReady(context)).toBe(true);
    expect(isDone(context)).toBe(false);
    expect(isReady({ ...context, experiment: { ...context.experiment, dataset: 'circle' } })).toBe(false);
  });

  test('has all its words in both languages, and a right answer where it asks', () => {
    const parts = ['ask', 'seen', ...(answers ? ['task', ...answers] : [])];
    for (const messages of [english, chinese]) {
      for (const part of parts) expect(messages).toHaveProperty(`guide_${id}_${part}`);
    }
    if (answers) expect(answers).toContain(right);
  });
});
