import { expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { numberedCharacters } from '$lib/engine/words/code-points';

test('characters of all planes, and halves of pairs, are numbered as they come up, and counted', () => {
  const random = createRandom('code points');
  const ranges = [0x7f, 0x80, 0xff, 0x100, 0x9fff, 0xdfff, 0xffff, 0x1ffff, 0x10ffff];
  for (let round = 0; round < 100; round++) {
    const text = Array.from({ length: 200 }, () => {
      const end = ranges[Math.floor(random() * ranges.length)];
      return String.fromCodePoint(end - Math.floor(6 * random()));
    }).join('');
    const { numbers, kinds, counts } = numberedCharacters(text);
    const characters = Array.from(text);
    const different = [...new Set(characters)];
    expect(kinds.map((point) => String.fromCodePoint(point))).toEqual(different);
    expect([...numbers].map((number) => different[number])).toEqual(characters);
    expect([...counts]).toEqual(different.map((kind) => characters.filter((one) => one === kind).length));
  }
});
