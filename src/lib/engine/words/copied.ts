import type { NumberedCharacters } from './code-points';
import type { WrittenSpan } from './snapshot';

/** So many characters in a row are copied rather than met by chance: of letters, and of a script whose characters are words. */
const FEWEST_LETTERS = 12;
const FEWEST_SIGNS = 4;
const sign = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function isInSigns({ numbers, kinds, counts }: NumberedCharacters): boolean {
  let signs = 0;
  kinds.forEach((point, number) => {
    if (sign.test(String.fromCodePoint(point))) signs += counts[number];
  });
  return 3 * signs > numbers.length;
}

/** No number of a character. */
const UNKNOWN = -1;

/** Finds what of other texts stands so in a training text. */
export class CopyMarker {
  /** Whether each character of the training text says about as much as a word of letters. */
  readonly isInSigns: boolean;
  /** So many characters in a row are a copy. */
  readonly fewest: number;
  readonly #text: Int32Array;
  /** Of each character of the training text, as it stands there. */
  readonly #numberOf: ReadonlyMap<string, number>;
  #index: PlaceIndex | undefined;

  /** @param characters of the training text */
  constructor(characters: NumberedCharacters) {
    this.#text = characters.numbers;
    this.#numberOf = new Map(characters.kinds.map((point, number) => [String.fromCodePoint(point), number]));
    this.isInSigns = isInSigns(characters);
    this.fewest = this.isInSigns ? FEWEST_SIGNS : FEWEST_LETTERS;
  }

  /** The text in spans: from left to right the longest that stands so in the training text, and what is between. */
  mark(written: string): readonly WrittenSpan[] {
    const text = new MarkedText(this);
    text.replaceFrom(0, [...written]);
    return text.spans;
  }

  /** What a character counts as here. */
  numberOf(character: string): number {
    return this.#numberOf.get(character) ?? UNKNOWN;
  }

  /** How many characters from here on stand in the training text one after another; 0 for fewer than count. */
  longestAt(numbers: readonly number[], place: number): number {
    const text = this.#text;
    const index = (this.#index ??= indexOf(text, this.fewest));
    let longest = 0;
    if (place + this.fewest > numbers.length) return 0;
    const hash = hashAt(numbers, place, this.fewest);
    // Nothing can be longer than what is left.
    for (let at = index.first[hash]; at >= 0 && place + longest < numbers.length; at = index.next[at]) {
      // Where the next character differs, nothing longer begins.
      if (numbers[place + longest] !== text[at + longest]) continue;
      let length = 0;
      while (place + length < numbers.length && numbers[place + length] === text[at + length]) length++;
      longest = Math.max(longest, length);
    }
    return longest >= this.fewest ? longest : 0;
  }
}

/** A text in spans that are copied or new. Where its end changes, only what may have changed is marked anew. */
export class MarkedText {
  readonly #marker: CopyMarker;
  #text = '';
  /** Where each character begins in the text. */
  readonly #starts: number[] = [];
  readonly #numbers: number[] = [];
  readonly #spans: WrittenSpan[] = [];
  /** In characters, where each span ends. */
  readonly #ends: number[] = [];

  constructor(marker: CopyMarker) {
    this.#marker = marker;
  }

  get spans(): readonly WrittenSpan[] {
    return this.#spans;
  }

  /**
   * Puts other characters in the place of all from a certain one on.
   * @returns how many spans stay as they were
   */
  replaceFrom(place: number, characters: readonly string[]): number {
    const firstAnew = this.#forgetFrom(place);
    const kept = this.#spans.length;
    let start = this.#text.length;
    for (const character of characters) {
      this.#starts.push(start);
      this.#numbers.push(this.#marker.numberOf(character));
      start += character.length;
    }
    this.#text += characters.join('');
    let at = Math.max(firstAnew, this.#end);
    while (at < this.#numbers.length) {
      const length = this.#marker.longestAt(this.#numbers, at);
      if (length > 0) {
        this.#close(at, false);
        this.#close(at + length, true);
      }
      at += Math.max(length, 1);
    }
    this.#close(this.#numbers.length, false);
    return kept;
  }

  /** @returns from where on a copy may begin that did not before */
  #forgetFrom(place: number): number {
    let firstAnew = place - this.#marker.fewest + 1;
    // Where a copy ends follows from the character after it, where a new span ends from the copy after it.
    while (this.#spans.length > 0 && !(this.#spans[this.#spans.length - 1].isCopied && this.#end < place)) {
      this.#ends.pop();
      if (this.#spans.pop()?.isCopied) firstAnew = Math.min(firstAnew, this.#end);
    }
    this.#text = this.#text.slice(0, this.#starts[place]);
    this.#starts.splice(place);
    this.#numbers.splice(place);
    return firstAnew;
  }

  #close(end: number, isCopied: boolean): void {
    const begin = this.#end;
    if (end === begin) return;
    this.#spans.push({ text: this.#text.slice(this.#starts[begin], this.#starts[end]), isCopied });
    this.#ends.push(end);
  }

  /** Where the last span ends. */
  get #end(): number {
    return this.#ends.at(-1) ?? 0;
  }
}

/** Places of a text by a hash of the characters that begin there: the latest of each hash, and of each the one before. */
interface PlaceIndex {
  readonly first: Int32Array;
  readonly next: Int32Array;
}

function indexOf(text: Int32Array, length: number): PlaceIndex {
  const first = new Int32Array(HASHES).fill(-1);
  const next = new Int32Array(text.length);
  for (let place = 0; place + length <= text.length; place++) {
    const hash = hashAt(text, place, length);
    next[place] = first[hash];
    first[hash] = place;
  }
  return { first, next };
}

const HASHES = 2 ** 18;

/** FNV-1a of so many characters, folded. */
function hashAt(numbers: ArrayLike<number>, place: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < length; k++) hash = Math.imul(hash ^ numbers[place + k], 0x01000193);
  return (hash ^ (hash >>> 15)) & (HASHES - 1);
}
