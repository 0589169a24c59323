import { m } from '$lib/paraglide/messages.js';
import type { WordLessonName, WordTrialName } from '$lib/state/word-lessons';

/** A lesson's title, line, prediction or answer, or the name of one of its experiments. */
export const wordLessonText = (lesson: WordLessonName, part: string) =>
  m[`words_lesson_${lesson}_${part}` as 'words_lesson_noMask_title']();

/** What an experiment has come to. */
export interface Outcome {
  readonly step: number;
  readonly loss: string;
  readonly bits: string;
  /** Per cent of what it wrote last that stands so in the training text. */
  readonly copied: string;
  /** What was written after, and what may come next. */
  readonly context: string;
  readonly likely: string;
}

export const outcomeText = (lesson: WordLessonName, trial: WordTrialName, outcome: Outcome) =>
  m[`words_lesson_${lesson}_${trial}_because`](outcome);
