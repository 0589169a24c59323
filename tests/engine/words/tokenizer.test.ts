import { expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { idiomText } from '$lib/engine/words/texts/idioms';
import { rhymes } from '$lib/engine/words/texts/rhymes';
import { createTokenizer, cutText, UnknownCharacters, type Tokenizer } from '$lib/engine/words/tokenizer';
import { slowBytePairs } from './slow-byte-pairs';

/** The bytes of each token. */
function bytesOf({ pieces, merges }: Tokenizer, singles: readonly number[]): number[][] {
  const bytes = singles.map((byte) => [byte]);
  for (const { left, right, token } of merges) bytes[token] = [...bytes[left], ...bytes[right]];
  expect(bytes.length).toBe(pieces.length);
  return bytes;
}

/** Few letters in a row, so that pairs overlap and are often equally frequent. */
function randomText(letters: string, length: number): string {
  const random = createRandom(`${letters} ${length}`);
  return Array.from({ length }, () => [...letters][Math.floor(random() * [...letters].length)]).join('');
}

const texts: [string, string, number][] = [
  ['a rhyme', rhymes.slice(0, 900), 120],
  ['Chinese', idiomText.slice(0, 250), 200],
  ['overlapping pairs', 'aaaaaaaaabaaaaabbaaa\naaaa', 20],
  ['one letter', 'a'.repeat(100), 20],
  ['two letters', randomText('ab', 300), 64],
  ['letters, lines and emoji', randomText('ab\n麻🍎', 400), 90],
  ['halves of emoji', randomText('a\ud83c\udf4e', 200), 40],
  ['nothing but line ends', '\n\r\n\n\r\n', 16],
  ...Array.from({ length: 40 }, (_, k): [string, string, number] => [
    `random letters, the ${k + 1}th time`,
    randomText(['ab', 'abc', 'aab\n', 'abcdefgh '][k % 4], 3 + 4 * k),
    4 + 2 * k,
  ]),
];

test.each(texts)('byte pairs of %s are learned and applied as the slow way does', (_, text, vocabulary) => {
  const slow = slowBytePairs(text, vocabulary);
  const { tokenizer, tokens } = cutText('bytePairs', text, vocabulary);
  const singles = [...new Set(new TextEncoder().encode(text))].sort((a, b) => a - b);
  const bytes = bytesOf(tokenizer, singles);
  expect(tokenizer.merges.map(({ left, right }) => [bytes[left], bytes[right]])).toEqual(
    slow.merges.map(({ left, right }) => [left, right]),
  );
  expect(tokenizer.encode(text).map((token) => bytes[token])).toEqual(slow.pieces);
  expect([...tokens]).toEqual(tokenizer.encode(text));
});

test.each([rhymes, idiomText, randomText('a麻🍎\n\ud83c', 300)])(
  'characters of a text are the ones that its tokenizer finds, the most frequent first, then by code point',
  (text) => {
    const { tokenizer, tokens } = cutText('characters', text, 0);
    expect([...tokens]).toEqual(tokenizer.encode(text));
    expect(tokenizer.decode([...tokens])).toBe(text);
    const countOf = (piece: string) => [...text].filter((character) => character === piece).length;
    const pointOf = (piece: string) => piece.codePointAt(0) ?? 0;
    expect(tokenizer.pieces).toEqual(
      [...new Set(text)].sort((a, b) => countOf(b) - countOf(a) || pointOf(a) - pointOf(b)),
    );
  },
);

test.each([
  ['characters', 0],
  ['bytePairs', 300],
] as const)('%s put a text together again', (kind, vocabulary) => {
  const text = `${rhymes}${idiomText}\uFEFF 🍎🍏\r\n\ta\u0301`;
  const tokenizer = createTokenizer(kind, text, vocabulary);
  expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
  expect(tokenizer.decode(tokenizer.encode('🍏 马到成功\n'))).toBe('🍏 马到成功\n');
});

test('characters are whole code points, the most frequent first', () => {
  const tokenizer = createTokenizer('characters', '🍎ab🍎b🍎', 0);
  expect(tokenizer.pieces).toEqual(['🍎', 'b', 'a']);
  expect(tokenizer.encode('ab🍎')).toEqual([2, 1, 0]);
});

test('a merge tells how often it was made, and no pair crosses the end of a line', () => {
  const { merges, pieces } = createTokenizer('bytePairs', 'ab\nab\nab\nba', 64);
  expect(merges.map(({ token, count }) => [pieces[token], count])).toEqual([['ab', 3]]);
});

test('a vocabulary smaller than the single bytes merges nothing', () => {
  expect(createTokenizer('bytePairs', rhymes, 16).merges).toEqual([]);
});

test('a piece of a character stands as its bytes, a whole one whole', () => {
  const { pieces } = createTokenizer('bytePairs', '马a马b马', 64);
  expect(pieces).toEqual(['a', 'b', '\udca9', '\udcac', '\udce9', '\udce9\udca9', '马']);
});

test.each(['characters', 'bytePairs'] as const)('%s name what the text lacks', (kind) => {
  const tokenizer = createTokenizer(kind, '画龙点睛', 64);
  const encode = () => tokenizer.encode('画蛇添足，画蛇x');
  expect(encode).toThrow(UnknownCharacters);
  expect(encode).toThrow(expect.objectContaining({ characters: ['蛇', '添', '足', '，', 'x'] }));
});
