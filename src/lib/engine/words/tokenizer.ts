/** One learned merge: the two tokens that stand beside each other most often become one. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly token: number;
  /** How often the pair stood in the text when it was merged. */
  readonly count: number;
}

/** Cuts text into tokens and puts it together again. */
export interface Tokenizer {
  readonly kind: 'characters' | 'bytePairs';
  /** What each token stands for; bytes that are no whole character show as U+FFFD. */
  readonly pieces: readonly string[];
  /** In the order in which they were learned; empty for characters. */
  readonly merges: readonly Merge[];
  /**
   * @throws {UnknownCharacters} where a character (for byte pairs, a byte) does not occur in the training text
   */
  encode(text: string): number[];
  decode(tokens: readonly number[]): string;
}
