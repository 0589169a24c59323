import type { Merge } from '$lib/engine/words';
import { bytePairTokenizer, singleBytes } from '$lib/engine/words/tokenizer';

/** A piece of a text after so many merges. */
export interface ReplayedPiece {
  readonly text: string;
  readonly ids: readonly number[];
  /** Whether the latest merge made it. */
  readonly isNew: boolean;
}

/** Byte pairs of a text as they were learned, one merge after another. */
export class MergeReplay {
  readonly #singles: readonly number[];
  readonly #merges: readonly Merge[];
  /** What each token stands for, as in the tokenizer. */
  readonly pieces: readonly string[];

  constructor(text: string, merges: readonly Merge[]) {
    this.#singles = singleBytes(text);
    this.#merges = merges;
    this.pieces = bytePairTokenizer(this.#singles, merges).pieces;
  }

  /** A part of the text, cut as it was after so many merges. */
  cut(part: string, count: number): ReplayedPiece[] {
    const merges = this.#merges.slice(0, count);
    const newest = merges.at(-1)?.token;
    return bytePairTokenizer(this.#singles, merges)
      .encode(part)
      .map((token) => ({ text: this.pieces[token], ids: [token], isNew: token === newest }));
  }
}
