import { m } from '$lib/paraglide/messages.js';

const words: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  sum: { ask: m.guide_sum_ask, seen: m.guide_sum_seen },
  strict: {
    ask: m.guide_strict_ask,
    task: m.guide_strict_task,
    go: m.guide_strict_go,
    stay: m.guide_strict_stay,
    seen: m.guide_strict_seen,
  },
  threshold: { ask: m.guide_threshold_ask, seen: m.guide_threshold_seen },
  crowd: {
    ask: m.guide_crowd_ask,
    task: m.guide_crowd_task,
    crowd: m.guide_crowd_crowd,
    neuron: m.guide_crowd_neuron,
    both: m.guide_crowd_both,
    seen: m.guide_crowd_seen,
  },
  learn: {
    ask: m.guide_learn_ask,
    task: m.guide_learn_task,
    weather: m.guide_learn_weather,
    price: m.guide_learn_price,
    girlfriend: m.guide_learn_girlfriend,
    seen: m.guide_learn_seen,
  },
  proportions: {
    ask: m.guide_proportions_ask,
    task: m.guide_proportions_task,
    none: m.guide_proportions_none,
    half: m.guide_proportions_half,
    all: m.guide_proportions_all,
    seen: m.guide_proportions_seen,
  },
  notBoth: {
    ask: m.guide_notBoth_ask,
    task: m.guide_notBoth_task,
    eight: m.guide_notBoth_eight,
    six: m.guide_notBoth_six,
    four: m.guide_notBoth_four,
    seen: m.guide_notBoth_seen,
  },
  cure: { ask: m.guide_cure_ask, seen: m.guide_cure_seen },
};

/** What a step of the guided path asks, what is to be done, an answer to choose, or what was to be seen. */
export const guideText = (step: string, part: string) => words[step][part]();
