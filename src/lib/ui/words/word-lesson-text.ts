import { m } from '$lib/paraglide/messages.js';
import type { WordLessonName, WordTrialName } from '$lib/state/word-lessons';

const words: Readonly<Record<WordLessonName, Readonly<Record<string, () => string>>>> = {
  noPositions: {
    predict: m.words_lesson_noPositions_predict,
    confuses: m.words_lesson_noPositions_confuses,
    copes: m.words_lesson_noPositions_copes,
    without: m.words_lesson_noPositions_without,
    with: m.words_lesson_noPositions_with,
  },
  noMask: {
    predict: m.words_lesson_noMask_predict,
    better: m.words_lesson_noMask_better,
    worse: m.words_lesson_noMask_worse,
    without: m.words_lesson_noMask_without,
    with: m.words_lesson_noMask_with,
  },
  oneHead: {
    predict: m.words_lesson_oneHead_predict,
    less: m.words_lesson_oneHead_less,
    same: m.words_lesson_oneHead_same,
    without: m.words_lesson_oneHead_without,
    with: m.words_lesson_oneHead_with,
  },
  noFeedForward: {
    predict: m.words_lesson_noFeedForward_predict,
    less: m.words_lesson_noFeedForward_less,
    same: m.words_lesson_noFeedForward_same,
    without: m.words_lesson_noFeedForward_without,
    with: m.words_lesson_noFeedForward_with,
  },
  noNorm: {
    predict: m.words_lesson_noNorm_predict,
    slower: m.words_lesson_noNorm_slower,
    same: m.words_lesson_noNorm_same,
    without: m.words_lesson_noNorm_without,
    with: m.words_lesson_noNorm_with,
  },
};

/** A lesson's prediction or answer, or the name of one of its experiments. */
export const wordLessonText = (lesson: WordLessonName, part: string) => words[lesson][part]();

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

const outcomes: Readonly<
  Record<WordLessonName, Readonly<Record<WordTrialName, (outcome: Outcome) => string>>>
> = {
  noPositions: {
    without: m.words_lesson_noPositions_without_because,
    with: m.words_lesson_noPositions_with_because,
  },
  noMask: { without: m.words_lesson_noMask_without_because, with: m.words_lesson_noMask_with_because },
  oneHead: { without: m.words_lesson_oneHead_without_because, with: m.words_lesson_oneHead_with_because },
  noFeedForward: {
    without: m.words_lesson_noFeedForward_without_because,
    with: m.words_lesson_noFeedForward_with_because,
  },
  noNorm: { without: m.words_lesson_noNorm_without_because, with: m.words_lesson_noNorm_with_because },
};

export const outcomeText = (lesson: WordLessonName, trial: WordTrialName, outcome: Outcome) =>
  outcomes[lesson][trial](outcome);
