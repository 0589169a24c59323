import { expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { numberedCharacters } from '$lib/engine/words/code-points';
import { CopyMarker } from '$lib/engine/words/copied';
import { idiomText } from '$lib/engine/words/texts/idioms';
import { rhymes } from '$lib/engine/words/texts/rhymes';

const markerOf = (text: string) => new CopyMarker(numberedCharacters(text));
const copied = (marker: CopyMarker, written: string) =>
  marker
    .mark(written)
    .filter(({ isCopied }) => isCopied)
    .map(({ text }) => text);

test('Chinese from four characters on, in the longest pieces, what is between as new', () => {
  const marker = markerOf('画龙点睛，睛目不转，转危为安。🍎🍏🍎🍏');
  expect(marker.mark('大画龙点睛，转危为马，转危为安。马🍎🍏🍎🍏')).toEqual([
    { text: '大', isCopied: false },
    { text: '画龙点睛，', isCopied: true },
    { text: '转危为马', isCopied: false },
    { text: '，转危为安。', isCopied: true },
    { text: '马', isCopied: false },
    { text: '🍎🍏🍎🍏', isCopied: true },
  ]);
  expect(marker.mark('')).toEqual([]);
});

test('English words alone are no copies, a few in a row are', () => {
  const marker = markerOf(rhymes);
  expect(copied(marker, 'my horse likes the moon and sky')).toEqual([]);
  expect(copied(marker, 'a fat cat went up the hill')).toEqual([' went up the hill']);
});

test('spans put together are the text; copied ones stand in the training text and cannot be longer', () => {
  const marker = markerOf(idiomText);
  const random = createRandom('copied');
  for (let round = 0; round < 50; round++) {
    const parts = Array.from({ length: 20 }, () => {
      const start = Math.floor(random() * idiomText.length);
      return idiomText.slice(start, start + 1 + Math.floor(8 * random()));
    });
    const written = parts.join('');
    const spans = marker.mark(written);
    expect(spans.map(({ text }) => text).join('')).toBe(written);
    let place = 0;
    for (const { text, isCopied } of spans) {
      if (isCopied) {
        expect(idiomText).toContain(text);
        expect(text.length).toBeGreaterThanOrEqual(4);
        const longer = written.slice(place, place + text.length + 1);
        if (longer.length > text.length) expect(idiomText).not.toContain(longer);
      } else {
        for (let k = place; k < place + text.length && k + 4 <= written.length; k++) {
          expect(idiomText).not.toContain(written.slice(k, k + 4));
        }
      }
      place += text.length;
    }
  }
});

test('a text shorter than what counts as copied copies nothing', () => {
  expect(copied(markerOf('画龙'), '画龙画龙画龙')).toEqual([]);
});

test('a text of any length is marked', () => {
  const spans = markerOf(rhymes).mark('🍎🍏'.repeat(100_000));
  expect(spans).toEqual([{ text: '🍎🍏'.repeat(100_000), isCopied: false }]);
});
