import { numberedCharacters, type NumberedCharacters } from './code-points';

/** What can be wrong with a training text. */
type TextProblemKind =
  | 'empty'
  | 'tooShort'
  | 'singleCharacter'
  | 'tooLong'
  | 'binary'
  | 'notUtf8'
  | 'utf16'
  | 'unreadable'
  | 'tooManyCharacters';

/** Why nothing can be learned from a text. */
export interface TextFault {
  readonly kind: TextProblemKind;
  /** How much there is of what counts: tokens, bytes, characters. */
  readonly is: number;
  /** How much there should be. */
  readonly expected: number;
}

/** Nothing can be learned from a text, and why. */
export class TextProblem extends Error {
  override readonly name = 'TextProblem';
  readonly fault: TextFault;

  constructor(kind: TextProblemKind, is = 0, expected = 0) {
    super(`training text: ${kind}, got ${is}, expected ${expected}`);
    this.fault = { kind, is, expected };
  }
}

/** Bytes of UTF-8 that an own text may have. */
const MOST_BYTES = 2 ** 20;
/** Different characters for which there may be tokens of their own. */
const MOST_CHARACTERS = 8192;
/** A file with more of them than one in so many characters is no text. */
const LEAST_PER_CONTROL = 100;
// eslint-disable-next-line no-control-regex -- what is looked for
const control = /[\0-\x08\x0e-\x1f\x7f]/;

/**
 * Checks how large a text is, in bytes of UTF-8.
 * @throws {TextProblem}
 */
export function checkSize(bytes: number): void {
  if (bytes > MOST_BYTES) throw new TextProblem('tooLong', bytes, MOST_BYTES);
}

/**
 * A text file's text.
 * @throws {TextProblem} when it is none, or none in UTF-8
 */
export function readText(bytes: Uint8Array): string {
  checkSize(bytes.length);
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new TextProblem('utf16');
  }
  if (bytes.includes(0)) throw new TextProblem('binary');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TextProblem('notUtf8');
  }
}

/**
 * Checks a text that is to be learned from.
 * @returns its characters
 * @throws {TextProblem}
 */
export function checkText(text: string, tokens: 'characters' | 'bytePairs'): NumberedCharacters {
  if (text.trim() === '') throw new TextProblem('empty');
  checkSize(new TextEncoder().encode(text).length);
  const numbered = numberedCharacters(text);
  const { kinds, counts } = numbered;
  const controlCount = counts
    .filter((_, number) => control.test(String.fromCodePoint(kinds[number])))
    .reduce((sum, count) => sum + count, 0);
  if (text.includes('\0') || controlCount * LEAST_PER_CONTROL > text.length) throw new TextProblem('binary');
  const characters = kinds.length;
  if (characters === 1) throw new TextProblem('singleCharacter', 1, 2);
  if (tokens === 'characters' && characters > MOST_CHARACTERS) {
    throw new TextProblem('tooManyCharacters', characters, MOST_CHARACTERS);
  }
  return numbered;
}

/**
 * Checks that a text has room for one window.
 * @throws {TextProblem}
 */
export function checkLength(tokens: number, context: number): void {
  if (tokens <= context) throw new TextProblem('tooShort', tokens, context + 1);
}
