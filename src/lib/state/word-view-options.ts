import { choice, flag, number, text, type Field, type FieldValue } from '$lib/engine';
import type { Sampling, StageName } from '$lib/engine/words';
import { viewFields } from './view-options';

/** Stages that open, in the order in which data flow. */
const stageNames = [
  'embedding',
  'position',
  'input',
  'norm1',
  'query',
  'key',
  'value',
  'scores',
  'attention',
  'mixed',
  'projection',
  'added1',
  'norm2',
  'hidden',
  'activated',
  'contracted',
  'added2',
  'norm',
  'logits',
  'probabilities',
] as const satisfies readonly StageName[];

/** What a link says about the word machine's page rather than about its run. */
export const wordViewFields = {
  /** What is continued; the beginning of the training text when empty. */
  prompt: text('', 'live', 400),
  /** Steps a second, or as fast as it goes. */
  speed: choice('30', 'live', ['1', '5', '30', 'flat-out']),
  temperature: number(0.8, 'live', { min: 0.01, max: 10 }),
  /** 0: all tokens may be chosen. */
  topK: number(0, 'live', { min: 0, max: 10_000, integer: true }),
  topP: number(1, 'live', { min: 0.01, max: 1 }),
  greedy: flag(false, 'live'),
  /** Decides, with the probabilities, what is written. */
  writeSeed: text('1', 'live', 64),
  /** Whether the page shows how the model learns, or how it is used. */
  mode: choice('training', 'live', ['training', 'writing']),
  /** The stage that is open, of which block, and which head is looked at; counted from 0. */
  stage: choice('none', 'live', ['none', ...stageNames]),
  block: number(0, 'live', { min: 0, max: 3, integer: true }),
  head: number(0, 'live', { min: 0, max: 7, integer: true }),
  /** What is left out to see what breaks without it. */
  lesson: choice('none', 'live', ['none', 'noPositions', 'noMask', 'oneHead', 'noFeedForward', 'noNorm']),
  lang: viewFields.lang,
} as const satisfies Record<string, Field>;

export type WordViewKey = keyof typeof wordViewFields;
export type WordViewOptions = {
  readonly [Key in WordViewKey]: FieldValue<(typeof wordViewFields)[Key]>;
};

/** A stage that is open, and of which block. */
export type OpenStage = Pick<WordViewOptions, 'stage' | 'block'>;

export const wordViewKeys = Object.keys(wordViewFields) as WordViewKey[];

export const defaultWordView = Object.freeze(
  Object.fromEntries(wordViewKeys.map((key) => [key, wordViewFields[key].fallback])),
) as WordViewOptions;

export const samplingOf = ({ temperature, topK, topP, greedy }: WordViewOptions): Sampling => ({
  temperature,
  topK,
  topP,
  greedy,
});
