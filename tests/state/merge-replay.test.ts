import { expect, test } from 'vitest';
import { createTokenizer } from '$lib/engine/words';
import { MergeReplay } from '$lib/state/merge-replay';

const text = '马到成功，马上成功。\nmaa';
const { merges, pieces } = createTokenizer('bytePairs', text, 64);
const replay = new MergeReplay(text, merges);
const cut = (count: number) => replay.cut(text, count);

test('before any merge each byte is a piece: letters as such, parts of characters as bytes', () => {
  expect(cut(0).map(({ text: piece }) => piece)).toEqual(
    Array.from(new TextEncoder().encode(text), (byte) =>
      String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte),
    ),
  );
});

test('each merge joins pieces, and tells which are new', () => {
  for (let count = 1; count <= merges.length; count++) {
    const before = cut(count - 1);
    const after = cut(count);
    const fresh = after.filter(({ isNew }) => isNew);
    expect(fresh.length).toBe(merges[count - 1].count);
    expect(before.length - after.length).toBe(fresh.length);
  }
});

test('after all merges the pieces are the tokens of the text', () => {
  expect(cut(merges.length).flatMap(({ ids }) => ids)).toEqual(
    createTokenizer('bytePairs', text, 64).encode(text),
  );
  expect(cut(merges.length).map(({ text: piece }) => piece)).toEqual(
    createTokenizer('bytePairs', text, 64)
      .encode(text)
      .map((token) => pieces[token]),
  );
});

test('whole characters stand whole beside parts of others', () => {
  // 马成 and 马戏 share a character and a half.
  const mixed = '马成马戏马成马戏';
  const learned = createTokenizer('bytePairs', mixed, 64).merges;
  const texts = new MergeReplay(mixed, learned).pieces;
  expect(texts.some((piece) => /^[\udc80-\udcff]+马$|^马[\udc80-\udcff]+$/u.test(piece))).toBe(true);
  expect(texts).toContain('马成马戏');
});
