import { m } from '$lib/paraglide/messages.js';
import type { WordControlKey } from './word-controls';

/** A field of the word machine has words of its own where those of the playground's field do not fit. */
const said = (key: string) => m[(`words_${key}` in m ? `words_${key}` : key) as 'field_seed_label']();

export const wordLabelOf = (key: WordControlKey | 'speed') => said(`field_${key}_label`);
export const wordHintOf = (key: WordControlKey | 'speed') => said(`field_${key}_hint`);
export const wordOptionText = (key: WordControlKey | 'speed', option: string) =>
  said(`option_${key}_${option.replaceAll(/\W/g, '_')}`);
