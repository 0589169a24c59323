import type { CountedContinuations } from './snapshot';

/**
 * Bits per character of the best guesses by counts alone: the entropy of single characters, and that of a character
 * after the one before it (Shannon 1951).
 */
export function countedBaselines(text: string): { single: number; pairs: number } {
  const characters = [...text];
  const single = entropyOf(countsOf(characters));
  const pairs = countsOf(characters.slice(1).map((character, place) => characters[place] + character));
  // What is known of a pair, less what is known of its first character.
  const firsts = entropyOf(countsOf(characters.slice(0, -1)));
  return { single, pairs: entropyOf(pairs) - firsts };
}

function countsOf(items: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts.values()];
}

function entropyOf(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((bits, count) => bits - (count / total) * Math.log2(count / total), 0);
}

/** Finds what stands in a text of tokens after a context. */
export class ContinuationIndex {
  readonly #tokens: Int32Array;
  /** Places of the text, by what stands before them, read backwards. */
  #order: Int32Array | undefined;

  constructor(tokens: Int32Array) {
    this.#tokens = tokens;
  }

  /**
   * What follows the longest end of a context that occurs in the text with something after it.
   * @param most how many different continuations are told
   */
  after(context: readonly number[], most: number): CountedContinuations {
    let [first, end] = [0, this.#tokens.length - 1];
    const order = (this.#order ??= this.#sorted());
    let length = 0;
    for (; length < context.length; length++) {
      const wanted = context[context.length - 1 - length];
      const from = this.#boundary(order, first, end, length, (token) => token >= wanted);
      const to = this.#boundary(order, from, end, length, (token) => token > wanted);
      if (from === to) break;
      [first, end] = [from, to];
    }
    if (length === 0) return { context: [], total: 0, continuations: [] };
    const counts = new Map<number, number>();
    for (let k = first; k < end; k++) {
      const next = this.#tokens[order[k] + 1];
      counts.set(next, (counts.get(next) ?? 0) + 1);
    }
    const continuations = [...counts].map(([token, count]) => ({ token, count }));
    continuations.sort((a, b) => b.count - a.count || a.token - b.token);
    return {
      context: context.slice(-length),
      total: end - first,
      continuations: continuations.slice(0, most),
    };
  }

  /** The first of the places [first, end) in order whose token `back` tokens before fulfils a condition. */
  #boundary(
    order: Int32Array,
    first: number,
    end: number,
    back: number,
    isReached: (token: number) => boolean,
  ): number {
    let [low, high] = [first, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isReached(this.#tokenAt(order[middle] - back))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** All places but the last, ordered by the tokens up to them read backwards, as far as the longest context. */
  #sorted(): Int32Array {
    const places = Int32Array.from({ length: this.#tokens.length - 1 }, (_, place) => place);
    return places.sort((a, b) => {
      for (let back = 0; back < LONGEST; back++) {
        const difference = this.#tokenAt(a - back) - this.#tokenAt(b - back);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
  }

  /** Before the text stands nothing. */
  #tokenAt(place: number): number {
    return place < 0 ? -1 : this.#tokens[place];
  }
}

/** Tokens, the longest context there may be. */
const LONGEST = 128;
