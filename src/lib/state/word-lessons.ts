import { defaultWordExperiment, type WordExperiment } from '$lib/engine/words';
import { namesText } from './names-text';

/** A ready experiment: one part of the transformer is taken away. */
export interface WordLesson {
  /** The middle of its messages `words_lesson_NAME_title`, `…_line`, `…_predict`, `…_ANSWER`, `…_TRIAL` and `…_TRIAL_because`. */
  readonly name: WordLessonName;
  readonly answers: readonly string[];
  readonly right: string;
  /** What is written after. */
  readonly prompt: string;
  /** Where it is looked at. */
  readonly endStep: number;
  readonly trials: Readonly<Record<WordTrialName, WordExperiment>>;
}

export const wordTrialNames = ['without', 'with'] as const;
export type WordTrialName = (typeof wordTrialNames)[number];

export const wordLessonNames = ['noPositions', 'noMask', 'oneHead', 'noFeedForward', 'noNorm'] as const;
export type WordLessonName = (typeof wordLessonNames)[number];

/** @param lacking what is taken away of the whole */
function trialsOf(whole: Partial<WordExperiment>, lacking: Partial<WordExperiment>): WordLesson['trials'] {
  const withIt = { ...defaultWordExperiment, seed: '1', ...whole };
  return { without: { ...withIt, ...lacking }, with: withIt };
}

export const wordLessons: readonly WordLesson[] = [
  {
    name: 'noPositions',
    answers: ['confuses', 'copes'],
    right: 'confuses',
    prompt: '张麻子打李麻子，',
    endStep: 300,
    trials: trialsOf({ text: 'own', ownText: namesText() }, { positions: 'none' }),
  },
  {
    name: 'noMask',
    answers: ['better', 'worse'],
    right: 'worse',
    prompt: '对酒当歌，',
    endStep: 600,
    trials: trialsOf({ blocks: 2 }, { mask: false }),
  },
  {
    name: 'oneHead',
    answers: ['less', 'same'],
    right: 'less',
    prompt: 'Twinkle, ',
    endStep: 300,
    trials: trialsOf({ text: 'rhymes' }, { heads: 1 }),
  },
  {
    name: 'noFeedForward',
    answers: ['less', 'same'],
    right: 'less',
    prompt: 'Twinkle, ',
    endStep: 300,
    trials: trialsOf({ text: 'rhymes' }, { feedForward: false }),
  },
  {
    name: 'noNorm',
    answers: ['slower', 'same'],
    right: 'slower',
    prompt: '对酒当歌，',
    endStep: 300,
    trials: trialsOf({ blocks: 2, learningRate: 0.02 }, { norm: 'none' }),
  },
];
