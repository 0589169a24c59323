import { defaultWordExperiment, type WordExperiment } from '$lib/engine/words';
import { defaultWordView, type WordViewOptions } from './word-view-options';

/** What the word machine opens with when no link says otherwise. */
export const firstWordExperiment: WordExperiment = { ...defaultWordExperiment, seed: '1' };
export const firstWordView: WordViewOptions = { ...defaultWordView, prompt: '对酒当歌，' };
