import { m } from '$lib/paraglide/messages.js';

type GuideMessage = Extract<keyof typeof m, `guide_sum_${string}`>;
type LessonMessage = Extract<keyof typeof m, `lesson_underfit_${string}`>;

/** What a step of the guided path asks, what is to be done, an answer to choose, or what was to be seen. */
export const guideText = (step: string, part: string) => m[`guide_${step}_${part}` as GuideMessage]();

/** A lesson's title, line, prediction or answer, or what there is to say of one of its experiments. */
export const lessonText = (lesson: string, part: string) => m[`lesson_${lesson}_${part}` as LessonMessage]();

/** What was seen, after a word on what had been predicted. */
export function verdictText(seen: string, isRight: boolean, answer: string | undefined): string {
  return m.guide_verdict({ opening: openingOf(isRight, answer), seen });
}

function openingOf(isRight: boolean, answer: string | undefined): string {
  if (!answer) return m.guide_done();
  return isRight ? m.guide_right() : m.guide_wrong({ answer });
}
