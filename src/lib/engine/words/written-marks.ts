import { MarkedText, type CopyMarker } from './copied';
import type { SpansChange } from './snapshot';
import type { Tokenizer } from './tokenizer';

/** Marks a text that is written token by token, and goes over what changes alone. */
export class WrittenMarks {
  readonly #tokenizer: Tokenizer;
  readonly #text: MarkedText;
  #tokens: readonly number[] = [];
  /** Characters before each token, and before the end; none where a token goes on with the character before it. */
  readonly #places: (number | undefined)[] = [0];

  constructor(tokenizer: Tokenizer, marker: CopyMarker) {
    this.#tokenizer = tokenizer;
    this.#text = new MarkedText(marker);
  }

  /** How the spans of a text of tokens differ from those of the text that was marked before. */
  mark(tokens: readonly number[]): SpansChange {
    let first = 0;
    while (first < tokens.length && tokens[first] === this.#tokens[first]) first++;
    while (first > 0 && !(this.#beginsAt(tokens, first) && this.#places[first] !== undefined)) first--;
    const place = this.#places[first] ?? 0;
    const characters: string[] = [];
    this.#places.length = first;
    for (let next = first; next < tokens.length;) {
      const begin = next++;
      while (!this.#beginsAt(tokens, next)) next++;
      this.#places[begin] = place + characters.length;
      characters.push(...this.#tokenizer.decode(tokens.slice(begin, next)));
    }
    this.#places[tokens.length] = place + characters.length;
    this.#tokens = tokens;
    const kept = this.#text.replaceFrom(place, characters);
    return { kept, spans: this.#text.spans.slice(kept) };
  }

  /** Whether a character begins at this token, or the text ends before it. */
  #beginsAt(tokens: readonly number[], index: number): boolean {
    return index === tokens.length || this.#tokenizer.beginsCharacter(tokens[index]);
  }
}
