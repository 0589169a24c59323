import type { CountedContinuations } from './snapshot';

/**
 * Bits per character of the best guesses by counts alone: the entropy of single characters, and that of a character
 * after the one before it (Shannon 1951).
 */
export function countedBaselines(text: string): { single: number; pairs: number } {
  const { characters, kinds } = numbered(text);
  const singles = new Map<number, number>();
  const pairs = new Map<number, number>();
  characters.forEach((character, place) => {
    count(singles, character);
    if (place > 0) count(pairs, characters[place - 1] * kinds + character);
  });
  const single = entropyOf(singles);
  const last = characters[characters.length - 1];
  singles.set(last, (singles.get(last) ?? 0) - 1);
  // What is known of a pair, less what is known of its first character.
  return { single, pairs: entropyOf(pairs) - entropyOf(singles) };
}

/** A text's characters, each kind as a number of its own. */
function numbered(text: string): { characters: Int32Array; kinds: number } {
  const numbers = new Map<string, number>();
  const characters = new Int32Array(text.length);
  let length = 0;
  for (const character of text) {
    let number = numbers.get(character);
    if (number === undefined) numbers.set(character, (number = numbers.size));
    characters[length++] = number;
  }
  return { characters: characters.subarray(0, length), kinds: numbers.size };
}

function count(counts: Map<number, number>, item: number): void {
  counts.set(item, (counts.get(item) ?? 0) + 1);
}

function entropyOf(counts: ReadonlyMap<number, number>): number {
  let total = 0;
  let weighted = 0;
  for (const number of counts.values()) {
    total += number;
    if (number > 0) weighted += number * Math.log2(number);
  }
  return Math.log2(total) - weighted / total;
}

/** Finds what stands in a text of tokens after a context. */
export class ContinuationIndex {
  readonly #tokens: Int32Array;
  /** Of each token, the places that have a token after them. */
  #places: ReadonlyMap<number, Int32Array> | undefined;

  constructor(tokens: Int32Array) {
    this.#tokens = tokens;
  }

  /**
   * What follows the longest end of a context that occurs in the text with something after it.
   * @param most how many different continuations are told
   */
  after(context: readonly number[], most: number): CountedContinuations {
    const tokens = this.#tokens;
    this.#places ??= placesOf(tokens);
    const places = this.#places.get(context.at(-1) ?? -1)?.slice() ?? new Int32Array(0);
    let total = places.length;
    let length = Math.min(total, 1);
    for (; length > 0 && length < context.length; length++) {
      const wanted = context[context.length - 1 - length];
      let longer = 0;
      for (let k = 0; k < total; k++) if (tokens[places[k] - length] === wanted) places[longer++] = places[k];
      if (longer === 0) break;
      total = longer;
    }
    const counts = new Map<number, number>();
    for (let k = 0; k < total; k++) count(counts, tokens[places[k] + 1]);
    const continuations = [...counts].map(([token, number]) => ({ token, count: number }));
    continuations.sort((a, b) => b.count - a.count || a.token - b.token);
    return {
      context: context.slice(context.length - length),
      total,
      continuations: continuations.slice(0, most),
    };
  }
}

function placesOf(tokens: Int32Array): Map<number, Int32Array> {
  const places = new Map<number, number[]>();
  for (let place = 0; place + 1 < tokens.length; place++) {
    const at = places.get(tokens[place]);
    if (at) at.push(place);
    else places.set(tokens[place], [place]);
  }
  return new Map([...places].map(([token, at]) => [token, Int32Array.from(at)]));
}
