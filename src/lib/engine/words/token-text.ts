import type { NumberedCharacters } from './code-points';
import type { WordExperiment } from './spec';
import { checkLength, checkText } from './text-check';
import { trainingText } from './texts';
import { cutText, type Tokenizer } from './tokenizer';

/** A text to learn from, as its tokens. */
export interface TokenText {
  readonly text: string;
  readonly characters: NumberedCharacters;
  /** How many kinds of tokens there were to be, of byte pairs. */
  readonly vocabulary: number;
  readonly tokenizer: Tokenizer;
  readonly tokens: Int32Array;
}

/**
 * The text of an experiment in the tokens that it teaches.
 * @param before what was cut before: where it is the same, it is not cut again
 * @throws {TextProblem} when nothing can be learned from it
 */
export function tokenTextOf(experiment: WordExperiment, before?: TokenText): TokenText {
  const text = trainingText(experiment);
  const { tokens: kind, vocabulary, context } = experiment;
  const isBefore =
    before?.text === text &&
    before.tokenizer.kind === kind &&
    (kind === 'characters' || before.vocabulary === vocabulary);
  const found = isBefore ? before : cut(text, kind, vocabulary);
  checkLength(found.tokens.length, context);
  return found;
}

function cut(text: string, kind: Tokenizer['kind'], vocabulary: number): TokenText {
  const characters = checkText(text, kind);
  return { text, characters, vocabulary, ...cutText(kind, text, vocabulary, characters) };
}
