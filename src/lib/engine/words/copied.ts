import type { WrittenSpan } from './snapshot';

/** So many characters in a row are copied rather than met by chance: of a script of words, and of one of characters. */
const FEWEST_LATIN = 12;
const FEWEST_HAN = 4;

/** Marks which parts of a written text stand so in a training text. */
export class CopyMarker {
  readonly #text: readonly string[];
  readonly #fewest: number;
  /** Places of the text by the characters that stand there. */
  #places: Map<string, number[]> | undefined;

  constructor(text: string) {
    this.#text = [...text];
    const isHan = new TextEncoder().encode(text).length > 1.5 * this.#text.length;
    this.#fewest = isHan ? FEWEST_HAN : FEWEST_LATIN;
  }

  /** The text in spans, from left to right as long as possible each. */
  mark(written: string): WrittenSpan[] {
    const characters = [...written];
    const spans: WrittenSpan[] = [];
    const add = (text: string, isCopied: boolean) => {
      const last = spans.at(-1);
      if (last && !last.isCopied && !isCopied) spans[spans.length - 1] = { text: last.text + text, isCopied };
      else spans.push({ text, isCopied });
    };
    for (let place = 0; place < characters.length;) {
      const length = this.#longestAt(characters, place);
      const isCopied = length >= this.#fewest;
      const end = place + (isCopied ? length : 1);
      add(characters.slice(place, end).join(''), isCopied);
      place = end;
    }
    return spans;
  }

  /** How many characters from here on stand in the training text one after another; 0 for fewer than count. */
  #longestAt(characters: readonly string[], place: number): number {
    const places = (this.#places ??= this.#index());
    const key = characters.slice(place, place + this.#fewest).join('');
    let longest = 0;
    for (const start of places.get(key) ?? []) {
      let length = this.#fewest;
      while (
        place + length < characters.length &&
        characters[place + length] === this.#text[start + length]
      ) {
        length++;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }

  #index(): Map<string, number[]> {
    const places = new Map<string, number[]>();
    for (let place = 0; place + this.#fewest <= this.#text.length; place++) {
      const key = this.#text.slice(place, place + this.#fewest).join('');
      const at = places.get(key);
      if (at) at.push(place);
      else places.set(key, [place]);
    }
    return places;
  }
}
