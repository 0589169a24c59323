import type { NumberedCharacters } from './code-points';
import type { WordExperiment } from './spec';
import { checkLength, checkText } from './text-check';
import { trainingText } from './texts';
import { cutText, type Tokenizer } from './tokenizer';

/** A text to learn from, as its tokens. */
export interface TokenText {
  readonly text: string;
  readonly characters: NumberedCharacters;
  readonly tokenizer: Tokenizer;
  readonly tokens: Int32Array;
}

/**
 * The text of an experiment in the tokens that it teaches.
 * @throws {TextProblem} when nothing can be learned from it
 */
export function tokenTextOf(experiment: WordExperiment): TokenText {
  const text = trainingText(experiment);
  const characters = checkText(text, experiment.tokens);
  const { tokenizer, tokens } = cutText(experiment.tokens, text, experiment.vocabulary, characters);
  checkLength(tokens.length, experiment.context);
  return { text, characters, tokenizer, tokens };
}
