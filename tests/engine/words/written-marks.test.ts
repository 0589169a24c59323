import { describe, expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { numberedCharacters } from '$lib/engine/words/code-points';
import { CopyMarker } from '$lib/engine/words/copied';
import { idiomText } from '$lib/engine/words/texts/idioms';
import { rhymes } from '$lib/engine/words/texts/rhymes';
import { createTokenizer, type Tokenizer } from '$lib/engine/words/tokenizer';
import type { WrittenSpan } from '$lib/engine/words';
import { WrittenMarks } from '$lib/engine/words/written-marks';

/** Many copies of each other, so that a longer one may begin where a shorter one ended. */
const repeated = 'abababacababacab'.repeat(20) + 'aaaaaaaaaaaaaaaaaaaaaaab';

describe.each<[kind: Tokenizer['kind'], text: string, what: string]>([
  ['characters', rhymes, 'rhymes'],
  ['characters', repeated, 'repetitions'],
  ['characters', `${idiomText}🍎🍏🍎🍏`, 'idioms'],
  ['bytePairs', rhymes, 'rhymes'],
  ['bytePairs', `${idiomText}🍎🍏🍎🍏é€`, 'idioms, some tokens of which are parts of characters'],
])('a text of %s that is written, cut back and replaced', (kind, text, what) => {
  test(`is marked as from scratch: ${what}`, () => {
    const random = createRandom(`marks ${kind}`);
    const below = (end: number) => Math.floor(random() * end);
    const marker = new CopyMarker(numberedCharacters(text));
    const tokenizer = createTokenizer(kind, text, 300);
    const all = tokenizer.encode(text);
    const marks = new WrittenMarks(tokenizer, marker);
    let tokens: number[] = [];
    let shown: readonly WrittenSpan[] = [];
    for (let round = 0; round < 200; round++) {
      if (random() < 0.3) tokens = tokens.slice(0, below(tokens.length + 1));
      const other = random() < 0.2 ? below(tokens.length) : -1;
      tokens = tokens.map((token, place) => (place === other ? below(tokenizer.pieces.length) : token));
      const start = below(all.length);
      const more = random() < 0.5 ? [below(tokenizer.pieces.length)] : all.slice(start, start + below(25));
      tokens = [...tokens, ...more];
      const { kept, spans } = marks.mark(tokens);
      shown = [...shown.slice(0, kept), ...spans];
      expect(shown).toEqual(marker.mark(tokenizer.decode(tokens)));
    }
  });
});
