import { expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { bytesOfText, textOfBytes } from '$lib/engine/words/byte-text';

const text = '\ufeff天下大势，é 😀 naïve\0\n—';
const bytes = [...new TextEncoder().encode(text)];

test('whole texts are what they are, also with a byte order mark', () => {
  expect(textOfBytes(bytes)).toBe(text);
  expect(bytesOfText(text)).toEqual(bytes);
});

test('bytes cut anywhere are had back, and together are the text again', () => {
  const random = createRandom('cuts');
  for (let round = 0; round < 50; round++) {
    const pieces: number[][] = [];
    for (let place = 0; place < bytes.length;) {
      const end = place + 1 + Math.floor(4 * random());
      pieces.push(bytes.slice(place, end));
      place = end;
    }
    const texts = pieces.map(textOfBytes);
    expect(texts.map(bytesOfText)).toEqual(pieces);
    expect(textOfBytes(bytesOfText(texts.join('')))).toBe(text);
  }
});

test('bytes that are no UTF-8 are had back', () => {
  const odd = [0xff, 0x80, 0xc3, 0x28, 0xe4, 0xbd, 0xf0, 0x9f, 0x98, 0xed, 0xa0, 0x80];
  expect(bytesOfText(textOfBytes(odd))).toEqual(odd);
  expect(textOfBytes([0xe4, 0xbd])).toBe('\udce4\udcbd');
});
