import { expect, test } from 'vitest';
import { defaultWordExperiment, type WordExperiment } from '$lib/engine/words';
import { checkText, readText } from '$lib/engine/words/text-check';
import { tokenTextOf } from '$lib/engine/words/token-text';

const MEGABYTE = 2 ** 20;
const utf8 = (text: string) => new TextEncoder().encode(text);
const problem = (kind: string, is = 0, expected = 0): unknown =>
  expect.objectContaining({ fault: { kind, is, expected } });

test('reads UTF-8, with or without its mark', () => {
  expect(readText(utf8('汉字\r\n🍎'))).toBe('汉字\r\n🍎');
  expect(readText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
});

test.each([
  ['UTF-16 with its mark', [0xff, 0xfe, 0x61, 0], 'utf16'],
  ['UTF-16, the other way round', [0xfe, 0xff, 0, 0x61], 'utf16'],
  ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0], 'binary'],
  ['Chinese in GBK', [0xba, 0xba, 0xd7, 0xd6], 'notUtf8'],
  ['a character cut off', [0x61, 0xe6, 0xb1], 'notUtf8'],
])('says that %s is no text in UTF-8', (_, bytes, kind) => {
  expect(() => readText(Uint8Array.from(bytes))).toThrow(problem(kind));
});

test('says how large a file is that is too large', () => {
  expect(() => readText(new Uint8Array(5 * MEGABYTE).fill(0x61))).toThrow(
    problem('tooLong', 5 * MEGABYTE, MEGABYTE),
  );
});

test.each([
  ['nothing', '', 'empty', 0, 0],
  ['nothing but white', ' \n\t ', 'empty', 0, 0],
  ['one character over and over', '啊'.repeat(500), 'singleCharacter', 1, 2],
  ['control characters', 'a\u0001b\u0002c', 'binary', 0, 0],
  ['more bytes than there may be', '啊吧'.repeat(200_000), 'tooLong', 1_200_000, MEGABYTE],
] as const)('refuses %s', (_, text, kind, is, expected) => {
  expect(() => checkText(text, 'characters')).toThrow(problem(kind, is, expected));
});

test('characters may be too many for tokens of their own, bytes may not', () => {
  const text = Array.from({ length: 9000 }, (_, k) => String.fromCodePoint(0x4e00 + k)).join('');
  expect(() => checkText(text, 'characters')).toThrow(problem('tooManyCharacters', 9000, 8192));
  checkText(text, 'bytePairs');
});

test('a stray control character does no harm', () => {
  checkText(`${'page one '.repeat(50)}\f\u001b${'page two '.repeat(50)}`, 'characters');
});

test('a text has to hold one token more than the context', () => {
  const own = (patch: Partial<WordExperiment>) =>
    tokenTextOf({ ...defaultWordExperiment, text: 'own', context: 8, ...patch });
  expect(() => own({ ownText: '天下大事' })).toThrow(problem('tooShort', 4, 9));
  expect(() => own({ ownText: '天下大事必作于细' })).toThrow(problem('tooShort', 8, 9));
  expect(own({ ownText: '天下大事必作于细' + '，' }).tokens).toHaveLength(9);
  // As byte pairs the same letters are fewer tokens.
  expect(() => own({ ownText: 'ababababab', tokens: 'bytePairs' })).toThrow(problem('tooShort', 3, 9));
});
