import { wordFields, type WordExperiment, type WordFieldKey } from '$lib/engine/words';
import { scheduleControls, type Control } from './control';

/** In the bar, under one of the headings behind its button "More", or in a part of the page made for it alone. */
export type WordControlPlace = 'bar' | 'model' | 'training' | 'apart';

interface WordControl extends Control<WordExperiment> {
  readonly place: WordControlPlace;
}

const always = () => true;

/** How each field of a word experiment is presented, in the order in which the controls stand. */
export const wordControls = {
  blocks: { place: 'bar' },
  heads: { place: 'bar' },
  width: { place: 'bar' },
  context: { place: 'bar' },
  positions: { place: 'bar' },
  tokens: { place: 'bar' },
  vocabulary: { place: 'bar', input: 'number', applies: ({ tokens }) => tokens === 'bytePairs' },
  learningRate: { place: 'bar', input: 'rate', smallest: 1e-5 },

  norm: { place: 'model' },
  activation: { place: 'model', applies: ({ feedForward }) => feedForward },
  mask: { place: 'model' },
  feedForward: { place: 'model' },

  batchSize: { place: 'training', input: 'rate', smallest: 1 },
  ...scheduleControls,
  weightDecay: { place: 'training', input: 'rate', smallest: 0.0001 },

  // The panel of the text, and the line of the seed.
  text: { place: 'apart' },
  ownText: { place: 'apart' },
  seed: { place: 'apart' },
} as const satisfies Record<WordFieldKey, WordControl>;

/** The fields whose controls are made from the table. */
export type WordControlKey = {
  [Key in WordFieldKey]: (typeof wordControls)[Key]['place'] extends 'apart' ? never : Key;
}[WordFieldKey];

export const wordControlOf = (key: WordControlKey): WordControl => wordControls[key];

const wordControlKeys = (Object.keys(wordControls) as WordFieldKey[]).filter(
  (key): key is WordControlKey => wordControls[key].place !== 'apart',
);

/** The controls of a place that this experiment has. */
export function wordControlsAt(place: WordControlPlace, experiment: WordExperiment): WordControlKey[] {
  return wordControlKeys.filter((key) => {
    const { place: own, applies = always } = wordControlOf(key);
    return own === place && applies(experiment);
  });
}

/** Whether a field holds what it holds when no link names it. */
export const isUsualWord = (key: WordControlKey, experiment: WordExperiment) =>
  experiment[key] === wordFields[key].fallback;
