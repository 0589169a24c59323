import { m } from '$lib/paraglide/messages.js';

type GuideMessage = Extract<keyof typeof m, `guide_sum_${string}`>;

/** What a step of the guided path asks, what is to be done, an answer to choose, or what was to be seen. */
export const guideText = (step: string, part: string) => m[`guide_${step}_${part}` as GuideMessage]();
