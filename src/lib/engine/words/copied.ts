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

/** Marks which parts of a written text stand so in a training text. */
export class CopyMarker {
  /** Whether each character of the training text says about as much as a word of letters. */
  readonly isInSigns: boolean;
  readonly #text: Int32Array;
  /** Of each character of the training text, as it stands there. */
  readonly #numberOf: ReadonlyMap<string, number>;
  readonly #fewest: number;
  #index: PlaceIndex | undefined;

  /** @param characters of the training text */
  constructor(characters: NumberedCharacters) {
    this.#text = characters.numbers;
    this.#numberOf = new Map(characters.kinds.map((point, number) => [String.fromCodePoint(point), number]));
    this.isInSigns = isInSigns(characters);
    this.#fewest = this.isInSigns ? FEWEST_SIGNS : FEWEST_LETTERS;
  }

  /** The text in spans: from left to right the longest that stands so in the training text, and what is between. */
  mark(written: string): WrittenSpan[] {
    const characters = [...written];
    const numbers = characters.map((character) => this.#numberOf.get(character) ?? UNKNOWN);
    const spans: WrittenSpan[] = [];
    let begin = 0;
    const close = (end: number, isCopied: boolean) => {
      if (end > begin) spans.push({ text: characters.slice(begin, end).join(''), isCopied });
      begin = end;
    };
    let place = 0;
    while (place < numbers.length) {
      const length = this.#longestAt(numbers, place);
      if (length > 0) {
        close(place, false);
        close(place + length, true);
      }
      place += Math.max(length, 1);
    }
    close(numbers.length, false);
    return spans;
  }

  /** How many characters from here on stand in the training text one after another; 0 for fewer than count. */
  #longestAt(numbers: ArrayLike<number>, place: number): number {
    const text = this.#text;
    const index = (this.#index ??= indexOf(text, this.#fewest));
    let longest = 0;
    if (place + this.#fewest > numbers.length) return 0;
    const hash = hashAt(numbers, place, this.#fewest);
    // Nothing can be longer than what is left.
    for (let at = index.first[hash]; at >= 0 && place + longest < numbers.length; at = index.next[at]) {
      // Where the next character differs, nothing longer begins.
      if (numbers[place + longest] !== text[at + longest]) continue;
      let length = 0;
      while (place + length < numbers.length && numbers[place + length] === text[at + length]) length++;
      longest = Math.max(longest, length);
    }
    return longest >= this.#fewest ? longest : 0;
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
