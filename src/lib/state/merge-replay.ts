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
  readonly #bytes: readonly (readonly number[])[];

  constructor(text: string, merges: readonly Merge[]) {
    this.#singles = singleBytes(text);
    this.#merges = merges;
    const bytes: (readonly number[])[] = this.#singles.map((byte) => [byte]);
    for (const { left, right } of merges) bytes.push([...bytes[left], ...bytes[right]]);
    this.#bytes = bytes;
  }

  /** A part of the text, cut as it was after so many merges. */
  cut(part: string, count: number): ReplayedPiece[] {
    const merges = this.#merges.slice(0, count);
    const newest = merges.at(-1)?.token;
    return bytePairTokenizer(this.#singles, merges)
      .encode(part)
      .map((token) => ({ text: this.textOf(token), ids: [token], isNew: token === newest }));
  }

  /** What a token stands for; bytes that are no whole character in base 16. */
  textOf(token: number): string {
    const bytes = this.#bytes[token];
    let text = '';
    for (let place = 0; place < bytes.length;) {
      const length = lengthAt(bytes[place]);
      const character = bytes.slice(place, place + length);
      const isWhole =
        length > 0 && character.length === length && character.slice(1).every((byte) => byte >> 6 === 2);
      text += isWhole
        ? new TextDecoder().decode(Uint8Array.from(character))
        : `‹${bytes[place].toString(16).toUpperCase()}›`;
      place += isWhole ? character.length : 1;
    }
    return text;
  }
}

/** Bytes of the character of UTF-8 that begins with this byte; 0 where none does. */
function lengthAt(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0) return 0;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
