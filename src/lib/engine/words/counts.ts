import type { NumberedCharacters } from './code-points';
import type { CountedContinuations } from './snapshot';

/**
 * Bits per character of the best guesses by counts alone: the entropy of single characters, and that of a character
 * after the one before it (Shannon 1951).
 */
export function countedBaselines({ numbers, counts }: NumberedCharacters): {
  single: number;
  pairs: number;
} {
  const firsts = counts.slice();
  firsts[numbers[numbers.length - 1]]--;
  // What is known of a pair, less what is known of its first character.
  const pairs = entropyOf(pairCounts(numbers, counts.length)) - entropyOf(firsts);
  return { single: entropyOf(counts), pairs };
}

/** How often each pair of numbers stands there that does. */
function pairCounts(numbers: Int32Array, kinds: number): number[] {
  const { starts, places } = placesOf(numbers.subarray(0, -1), kinds);
  const counts: number[] = [];
  const after = new Int32Array(kinds);
  for (let first = 0; first < kinds; first++) {
    const found = places.subarray(starts[first], starts[first + 1]);
    for (const place of found) after[numbers[place + 1]]++;
    for (const place of found) {
      const second = numbers[place + 1];
      if (after[second] > 0) counts.push(after[second]);
      after[second] = 0;
    }
  }
  return counts;
}

function entropyOf(counts: Iterable<number>): number {
  let total = 0;
  let weighted = 0;
  for (const count of counts) {
    total += count;
    if (count > 0) weighted += count * Math.log2(count);
  }
  return Math.log2(total) - weighted / total;
}

/** Finds what stands in a text of tokens after a context. */
export class ContinuationIndex {
  readonly #tokens: Int32Array;
  /** Those that have a token after them. */
  #places: NumberPlaces | undefined;

  constructor(tokens: Int32Array) {
    this.#tokens = tokens;
  }

  /**
   * What follows the longest end of a context that occurs in the text with something after it.
   * @param most how many different continuations are told
   */
  after(context: readonly number[], most: number): CountedContinuations {
    const tokens = this.#tokens;
    const { starts, places: all } = (this.#places ??= placesOf(
      tokens.subarray(0, -1),
      largestOf(tokens) + 1,
    ));
    const last = context.at(-1) ?? Infinity;
    const places = all.slice(starts[last] ?? all.length, starts[last + 1] ?? all.length);
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
    for (let k = 0; k < total; k++) {
      const next = tokens[places[k] + 1];
      counts.set(next, (counts.get(next) ?? 0) + 1);
    }
    const continuations = [...counts].map(([token, number]) => ({ token, count: number }));
    continuations.sort((a, b) => b.count - a.count || a.token - b.token);
    return {
      context: context.slice(context.length - length),
      total,
      continuations: continuations.slice(0, most),
    };
  }
}

function largestOf(tokens: Int32Array): number {
  let largest = 0;
  for (const token of tokens) if (token > largest) largest = token;
  return largest;
}

/** Places of numbers: those of number k from left to right between start k and start k + 1. */
interface NumberPlaces {
  readonly starts: Int32Array;
  readonly places: Int32Array;
}

function placesOf(numbers: Int32Array, kinds: number): NumberPlaces {
  const starts = new Int32Array(kinds + 1);
  for (let place = 0; place < numbers.length; place++) starts[numbers[place] + 1]++;
  for (let number = 0; number < kinds; number++) starts[number + 1] += starts[number];
  const ends = starts.slice();
  const places = new Int32Array(numbers.length);
  for (let place = 0; place < numbers.length; place++) places[ends[numbers[place]]++] = place;
  return { starts, places };
}
