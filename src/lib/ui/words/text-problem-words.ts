import type { TextFault } from '$lib/engine/words';
import { m } from '$lib/paraglide/messages.js';
import { bytesText } from './sizes-text';

type Numbers = Pick<TextFault, 'is' | 'expected'>;

const words: Readonly<Record<TextFault['kind'], (numbers: Numbers) => string>> = {
  empty: m.words_text_empty,
  tooShort: m.words_text_too_short,
  singleCharacter: m.words_text_single_character,
  tooLong: ({ is, expected }) => m.words_text_too_long({ is: bytesText(is), expected: bytesText(expected) }),
  binary: m.words_text_binary,
  notUtf8: m.words_text_not_utf8,
  utf16: m.words_text_utf16,
  unreadable: m.words_text_unreadable,
  tooManyCharacters: m.words_text_too_many_characters,
};

/** What is wrong with a text, and what to do. */
export const textProblemWords = ({ kind, is, expected }: TextFault) => words[kind]({ is, expected });
