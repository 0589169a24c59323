import { expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { numberedCharacters } from '$lib/engine/words/code-points';
import { ContinuationIndex, countedBaselines } from '$lib/engine/words/counts';
import { idiomText } from '$lib/engine/words/texts/idioms';
import { rhymes } from '$lib/engine/words/texts/rhymes';

test('bits per character by counts, of texts whose entropy is known', () => {
  expect(countedBaselines(numberedCharacters('abababab'))).toEqual({ single: 1, pairs: 0 });
  // After a and after b either letter stands once in two times.
  const { single, pairs } = countedBaselines(numberedCharacters('aabba'));
  expect(single).toBeCloseTo(-0.6 * Math.log2(0.6) - 0.4 * Math.log2(0.4), 12);
  expect(pairs).toBeCloseTo(1, 12);
  expect(countedBaselines(numberedCharacters('马🍎马🍎')).single).toBe(1);
});

test('bits per character agree with those of the shares of each character and each pair', () => {
  const text = rhymes.slice(0, 700) + idiomText.slice(0, 300);
  const bitsOf = (items: readonly string[]) => {
    const shares = [...new Set(items)].map(
      (kind) => items.filter((item) => item === kind).length / items.length,
    );
    return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
  };
  const characters = [...text];
  const pairs = characters.slice(1).map((character, place) => characters[place] + character);
  const found = countedBaselines(numberedCharacters(text));
  expect(found.single).toBeCloseTo(bitsOf(characters), 10);
  expect(found.pairs).toBeCloseTo(bitsOf(pairs) - bitsOf(characters.slice(0, -1)), 10);
});

test('what follows the longest end of the context that goes on in the text', () => {
  const index = new ContinuationIndex(Int32Array.from([1, 2, 3, 1, 2, 4, 1, 2, 3, 9]));
  expect(index.after([1, 2], 5)).toEqual({
    context: [1, 2],
    total: 3,
    continuations: [
      { token: 3, count: 2 },
      { token: 4, count: 1 },
    ],
  });
  expect(index.after([7, 4, 1, 2], 1)).toEqual({
    context: [4, 1, 2],
    total: 1,
    continuations: [{ token: 3, count: 1 }],
  });
  // The text's last token has nothing after it.
  expect(index.after([9], 5)).toEqual({ context: [], total: 0, continuations: [] });
  expect(index.after([], 5)).toEqual({ context: [], total: 0, continuations: [] });
});

test('agrees with counting place by place', () => {
  const random = createRandom('continuations');
  const draw = (length: number) => Array.from({ length }, () => Math.floor(3 * random()));
  const text = draw(200);
  const index = new ContinuationIndex(Int32Array.from(text));
  for (let round = 0; round < 40; round++) {
    const context = draw(8);
    const found = index.after(context, 3);
    const follows = (end: readonly number[]) =>
      text.flatMap((token, place) =>
        place >= end.length && String(text.slice(place - end.length, place)) === String(end) ? [token] : [],
      );
    const longest = context.map((_, place) => context.slice(place)).find((end) => follows(end).length > 0);
    expect(found.context).toEqual(longest);
    const next = follows(found.context);
    expect(found.total).toBe(next.length);
    const counted = [0, 1, 2].map((token) => ({ token, count: next.filter((one) => one === token).length }));
    // Sorting keeps equal ones in the order of their numbers.
    const expected = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
    expect(found.continuations).toEqual(expected);
  }
});
