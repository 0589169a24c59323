import type { Merge } from './tokenizer';

/** A pair of tokens as one key. */
const PAIR = 2 ** 12;
const keyOf = (left: number, right: number) => left * PAIR + right;
const pairOf = (key: number) => [Math.floor(key / PAIR), key % PAIR] as const;

type Pair = (left: number, right: number, place: number) => void;

/** A text of tokens as a doubly linked list; a place whose token was merged into the one before holds −1. */
class TokenChain {
  readonly tokens: Int32Array;
  readonly next: Int32Array;
  readonly #previous: Int32Array;

  constructor(tokens: Int32Array) {
    this.tokens = tokens.slice();
    this.next = new Int32Array(tokens.length);
    this.#previous = new Int32Array(tokens.length);
    for (let place = 0; place < tokens.length; place++) {
      this.next[place] = place + 1;
      this.#previous[place] = place - 1;
    }
  }

  /** Tells of each two tokens beside each other, at the place of the left one. */
  eachPair(tell: Pair): void {
    const { tokens, next } = this;
    for (let place = 0; next[place] < tokens.length; place = next[place]) {
      tell(tokens[place], tokens[next[place]], place);
    }
  }

  stands(left: number, right: number, place: number): boolean {
    return this.tokens[place] === left && this.tokens[this.next[place]] === right;
  }

  /**
   * Merges a pair at those of the places where it still stands: in aaa the first two.
   * @param places from left to right. All places of a pair come up at once, either in the text as it was or when the
   * later of its two tokens was made, so that they are noted in this order
   * @returns how often
   */
  merge(
    { left, right, token }: Omit<Merge, 'count'>,
    places: readonly number[],
    came: Pair,
    went: Pair,
  ): number {
    const { tokens, next } = this;
    const previous = this.#previous;
    let count = 0;
    for (const place of places) {
      if (!this.stands(left, right, place)) continue;
      const second = next[place];
      count++;
      const [before, after] = [previous[place], next[second]];
      went(left, right, place);
      if (before >= 0) went(tokens[before], left, before);
      if (after < tokens.length) went(right, tokens[after], second);
      tokens[place] = token;
      tokens[second] = -1;
      next[place] = after;
      if (after < tokens.length) previous[after] = place;
      if (before >= 0) came(tokens[before], token, before);
      if (after < tokens.length) came(token, tokens[after], place);
    }
    return count;
  }

  get merged(): Int32Array {
    return this.tokens.filter((token) => token >= 0);
  }
}

/**
 * Learns byte-pair merges (Sennrich et al. 2016) from a text: again and again the pair of tokens that stands beside
 * each other most often becomes a token of its own; of equally frequent pairs the one that comes first in the text.
 * Pairs across line ends are none. Ends when there are `vocabulary` tokens, or no pair stands there twice.
 * @param tokens the text's single bytes as tokens 0 … first − 1
 * @param lineEnd the token of line ends, −1 where there are none
 */
export function learnMerges(tokens: Int32Array, first: number, vocabulary: number, lineEnd: number): Merge[] {
  const chain = new TokenChain(tokens);
  // Of each pair that ever stood there, by a number of its own.
  const numbers = new Map<number, number>();
  const keys: number[] = [];
  const counts: number[] = [];
  const places: number[][] = [];
  const came: Pair = (left, right, place) => {
    if (left === lineEnd || right === lineEnd) return;
    const key = keyOf(left, right);
    let number = numbers.get(key);
    if (number === undefined) {
      number = keys.push(key) - 1;
      numbers.set(key, number);
      counts.push(0);
      places.push([]);
    }
    counts[number]++;
    places[number].push(place);
  };
  const went: Pair = (left, right) => {
    const number = numbers.get(keyOf(left, right));
    if (number !== undefined) counts[number]--;
  };
  chain.eachPair(came);

  const merges: Merge[] = [];
  for (let token = first; token < vocabulary; token++) {
    const most = largest(counts);
    if (most < 2) break;
    let [best, bestPlace] = [0, Infinity];
    for (let number = counts.indexOf(most); number >= 0; number = counts.indexOf(most, number + 1)) {
      const [left, right] = pairOf(keys[number]);
      const place = places[number].find((candidate) => chain.stands(left, right, candidate)) ?? Infinity;
      if (place < bestPlace) [best, bestPlace] = [number, place];
    }
    const [left, right] = pairOf(keys[best]);
    const pair = { left, right, token };
    merges.push({ ...pair, count: chain.merge(pair, places[best], came, went) });
    places[best] = [];
  }
  return merges;
}

function largest(counts: readonly number[]): number {
  let most = 0;
  for (const count of counts) if (count > most) most = count;
  return most;
}

/** Puts single bytes' tokens together by merges, in the order in which these were learned, each from left to right. */
export function mergeTokens(tokens: Int32Array, merges: readonly Merge[]): Int32Array {
  const chain = new TokenChain(tokens);
  const ranks = new Map(merges.map(({ left, right }, rank) => [keyOf(left, right), rank]));
  const places = merges.map((): number[] => []);
  const came: Pair = (left, right, place) => {
    const rank = ranks.get(keyOf(left, right));
    if (rank !== undefined) places[rank].push(place);
  };
  chain.eachPair(came);
  merges.forEach((merge, rank) => chain.merge(merge, places[rank], came, () => undefined));
  return chain.merged;
}
