import { PairQueue } from './pair-queue';
import type { Merge } from './tokenizer';

type Pair = (left: number, right: number, place: number) => void;

/** Stands where no token begins or ends: no number of a token. */
const NONE = 0xffff;

/**
 * A text of single bytes whose tokens grow by merges. Each token stands at the first of its bytes and at the last, so
 * that its neighbours are found from how long tokens are. Where one began that is merged into the one before, it
 * stands no longer.
 */
class GrowingTokens {
  /** One more than there are bytes. */
  readonly #at: Uint16Array;
  /** Bytes of each token. */
  readonly #lengths: number[];

  /** @param singles how many different bytes there are */
  constructor(bytes: Int32Array, singles: number) {
    this.#at = new Uint16Array(bytes.length + 1);
    this.#at.set(bytes);
    this.#at[bytes.length] = NONE;
    this.#lengths = new Array<number>(singles).fill(1);
  }

  /** Tells of each two tokens beside each other, at the place of the left one. */
  eachPair(tell: Pair): void {
    const at = this.#at;
    for (let place = 0; at[place] !== NONE;) {
      const after = place + this.#lengths[at[place]];
      if (at[after] !== NONE) tell(at[place], at[after], place);
      place = after;
    }
  }

  stands(left: number, right: number, place: number): boolean {
    return this.#at[place] === left && this.#at[place + this.#lengths[left]] === right;
  }

  /**
   * Merges a pair at those of the places where it still stands: in aaa the first two.
   * @param places from left to right; overwritten
   * @param went tells which pairs stand there no longer, `came` which stand there now, from left to right
   * @returns how often
   */
  merge({ left, right, token }: Omit<Merge, 'count'>, places: Int32Array, came: Pair, went: Pair): number {
    const at = this.#at;
    const lengths = this.#lengths;
    const length = lengths[left] + lengths[right];
    lengths[token] = length;
    let count = 0;
    for (let k = 0; k < places.length; k++) {
      const place = places[k];
      if (!this.stands(left, right, place)) continue;
      const second = place + lengths[left];
      const before = place > 0 ? at[place - 1] : NONE;
      const after = at[place + length];
      went(left, right, place);
      // The pair with a token that was made just now has not been told of.
      if (before !== NONE && before !== token) went(before, left, place - lengths[before]);
      if (after !== NONE) went(right, after, second);
      at[second] = NONE;
      at[place] = token;
      at[place + length - 1] = token;
      places[count++] = place;
    }
    for (let k = 0; k < count; k++) {
      const place = places[k];
      const before = place > 0 ? at[place - 1] : NONE;
      const after = at[place + length];
      if (before !== NONE && before !== token) came(before, token, place - lengths[before]);
      if (after !== NONE) came(token, after, place);
    }
    return count;
  }

  get tokens(): Int32Array {
    const tokens = new Int32Array(this.#at.length - 1);
    let count = 0;
    for (let place = 0; place < tokens.length; place += this.#lengths[this.#at[place]]) {
      tokens[count++] = this.#at[place];
    }
    return tokens.slice(0, count);
  }
}

/**
 * Where pairs stand, and how often. All places of a pair come up at once, either in the text as it was or when the
 * later of its two tokens was made; from then on they only become fewer.
 */
class PairPlaces {
  readonly #text: GrowingTokens;
  readonly #size: number;
  readonly #lineEnd: number;
  /** Of each pair, by left · size + right. */
  readonly #counts: Int32Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** Pair after pair the places at which it came up, between start and end. */
  readonly #places: Int32Array;
  #placeCount = 0;
  /** Pairs that came up, in the order of their places. */
  readonly #newPairs: Int32Array;
  readonly #newPlaces: Int32Array;
  #newCount = 0;
  readonly #queue = new PairQueue();

  constructor(text: GrowingTokens, length: number, size: number, lineEnd: number) {
    this.#text = text;
    this.#size = size;
    this.#lineEnd = lineEnd;
    this.#counts = new Int32Array(size * size);
    this.#starts = new Int32Array(size * size);
    this.#ends = new Int32Array(size * size);
    // Each merge makes a token less and at most two pairs.
    this.#places = new Int32Array(3 * length);
    this.#newPairs = new Int32Array(length);
    this.#newPlaces = new Int32Array(length);
    text.eachPair(this.#came);
    this.#sortNew();
  }

  /** The most frequent pair, of equally frequent ones the first in the text; undefined where none stands there twice. */
  mostFrequent(): { left: number; right: number } | undefined {
    const queue = this.#queue;
    for (let pair = queue.first; pair >= 0; pair = queue.first) {
      const left = Math.floor(pair / this.#size);
      const right = pair % this.#size;
      const count = this.#counts[pair];
      if (count >= 2) {
        while (!this.#text.stands(left, right, this.#places[this.#starts[pair]])) this.#starts[pair]++;
        const place = this.#places[this.#starts[pair]];
        if (queue.isFirstAt(count, place)) return { left, right };
        queue.drop();
        queue.add(pair, count, place);
      } else queue.drop();
    }
    return undefined;
  }

  /** @returns how often it stood there */
  merge(merge: Omit<Merge, 'count'>): number {
    const pair = merge.left * this.#size + merge.right;
    const places = this.#places.subarray(this.#starts[pair], this.#ends[pair]);
    const count = this.#text.merge(merge, places, this.#came, this.#went);
    this.#sortNew();
    return count;
  }

  readonly #came: Pair = (left, right, place) => {
    if (left === this.#lineEnd || right === this.#lineEnd) return;
    const pair = left * this.#size + right;
    this.#counts[pair]++;
    this.#newPairs[this.#newCount] = pair;
    this.#newPlaces[this.#newCount++] = place;
  };

  readonly #went: Pair = (left, right) => {
    this.#counts[left * this.#size + right]--;
  };

  /** Puts the places of each pair that came up more than once beside each other. */
  #sortNew(): void {
    for (let k = 0; k < this.#newCount; k++) {
      const pair = this.#newPairs[k];
      if (this.#counts[pair] < 2) continue;
      if (this.#ends[pair] === 0) {
        this.#starts[pair] = this.#ends[pair] = this.#placeCount;
        this.#placeCount += this.#counts[pair];
        this.#queue.add(pair, this.#counts[pair], this.#newPlaces[k]);
      }
      this.#places[this.#ends[pair]++] = this.#newPlaces[k];
    }
    this.#newCount = 0;
  }
}

/**
 * Learns byte-pair merges (Sennrich et al. 2016) from a text: again and again the pair of tokens that stands beside
 * each other most often becomes a token of its own; of equally frequent pairs the one that comes first in the text.
 * Pairs across line ends are none. Ends when there are `vocabulary` tokens, or no pair stands there twice.
 * @param bytes the text's single bytes as tokens 0 … first − 1
 * @param lineEnd the token of line ends, −1 where there are none
 * @returns the merges, and the text's tokens after all of them
 */
export function learnMerges(
  bytes: Int32Array,
  first: number,
  vocabulary: number,
  lineEnd: number,
): { merges: Merge[]; tokens: Int32Array } {
  const text = new GrowingTokens(bytes, first);
  const merges: Merge[] = [];
  if (vocabulary > first) {
    const pairs = new PairPlaces(text, bytes.length, vocabulary, lineEnd);
    for (let token = first; token < vocabulary; token++) {
      const pair = pairs.mostFrequent();
      if (!pair) break;
      merges.push({ ...pair, token, count: pairs.merge({ ...pair, token }) });
    }
  }
  return { merges, tokens: text.tokens };
}

/** Puts single bytes' tokens together by merges, in the order in which these were learned, each from left to right. */
export function mergeTokens(bytes: Int32Array, first: number, merges: readonly Merge[]): Int32Array {
  const text = new GrowingTokens(bytes, first);
  const keyOf = (left: number, right: number) => left * NONE + right;
  const ranks = new Map(merges.map(({ left, right }, rank) => [keyOf(left, right), rank]));
  const places = merges.map((): number[] => []);
  const came: Pair = (left, right, place) => {
    const rank = ranks.get(keyOf(left, right));
    if (rank !== undefined) places[rank].push(place);
  };
  text.eachPair(came);
  merges.forEach((merge, rank) => text.merge(merge, Int32Array.from(places[rank]), came, () => undefined));
  return text.tokens;
}
