import { textOfBytes } from './byte-text';
import { learnMerges, mergeTokens } from './byte-pairs';
import { numberedCharacters, type NumberedCharacters } from './code-points';

/** One learned merge: the two tokens that stand beside each other most often become one. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly token: number;
  /** At how many places of the text it was made: of pairs that overlap, as in aaa, the first. */
  readonly count: number;
}

/** Cuts text into tokens and puts it together again. */
export interface Tokenizer {
  readonly kind: 'characters' | 'bytePairs';
  /** What each token stands for; bytes that are no whole character are escaped (byte-text.ts). */
  readonly pieces: readonly string[];
  /** In the order in which they were learned; empty for characters. */
  readonly merges: readonly Merge[];
  /**
   * @throws {UnknownCharacters} where a character (for byte pairs, a byte) does not occur in the training text
   */
  encode(text: string): number[];
  decode(tokens: readonly number[]): string;
  /** Whether a token does not go on with a character that may have begun before it. */
  beginsCharacter(token: number): boolean;
}

/** A text has characters for which a tokenizer has no tokens. */
export class UnknownCharacters extends Error {
  override readonly name = 'UnknownCharacters';

  constructor(readonly characters: readonly string[]) {
    super(`text: expected characters of the training text, got ${characters.join(' ')}`);
  }
}

/** A text cut into the tokens that it teaches. */
interface CutText {
  readonly tokenizer: Tokenizer;
  readonly tokens: Int32Array;
}

/** The tokenizer that a text teaches. */
export function createTokenizer(kind: Tokenizer['kind'], text: string, vocabulary: number): Tokenizer {
  return cutText(kind, text, vocabulary).tokenizer;
}

/**
 * The tokenizer that a text teaches, and what it makes of this text.
 * @param characters the text's, where they are known
 */
export function cutText(
  kind: Tokenizer['kind'],
  text: string,
  vocabulary: number,
  characters?: NumberedCharacters,
): CutText {
  if (kind === 'bytePairs') return cutIntoBytePairs(text, vocabulary);
  return cutIntoCharacters(characters ?? numberedCharacters(text));
}

function cutIntoBytePairs(text: string, vocabulary: number): CutText {
  const bytes = new TextEncoder().encode(text);
  const singles = singlesOf(bytes);
  const lineEnd = singles.indexOf(LINE_END);
  const { merges, tokens } = learnMerges(singleTokens(bytes, singles), singles.length, vocabulary, lineEnd);
  return { tokenizer: bytePairTokenizer(singles, merges), tokens };
}

const LINE_END = 10;

/** The bytes that occur in a text, by size: the tokens that byte pairs begin with. */
export function singleBytes(text: string): number[] {
  return singlesOf(new TextEncoder().encode(text));
}

function singlesOf(bytes: Uint8Array): number[] {
  const occurs = new Uint8Array(256);
  for (let place = 0; place < bytes.length; place++) occurs[bytes[place]] = 1;
  return Array.from(occurs.keys()).filter((byte) => occurs[byte] === 1);
}

/** The tokens of single bytes. */
function singleTokens(bytes: Uint8Array, singles: readonly number[]): Int32Array {
  const tokenOf = new Int32Array(256);
  singles.forEach((byte, token) => (tokenOf[byte] = token));
  const tokens = new Int32Array(bytes.length);
  for (let place = 0; place < bytes.length; place++) tokens[place] = tokenOf[bytes[place]];
  return tokens;
}

/** The most frequent characters are the first tokens, of equally frequent ones the first by code point. */
function cutIntoCharacters({ numbers, kinds, counts }: NumberedCharacters): CutText {
  const order = [...kinds.keys()].sort((a, b) => counts[b] - counts[a] || kinds[a] - kinds[b]);
  const tokenOf = new Int32Array(kinds.length);
  order.forEach((number, token) => (tokenOf[number] = token));
  const tokens = new Int32Array(numbers.length);
  for (let place = 0; place < tokens.length; place++) tokens[place] = tokenOf[numbers[place]];
  const tokenizer = characterTokenizer(order.map((number) => String.fromCodePoint(kinds[number])));
  return { tokenizer, tokens };
}

/** A token for each of these characters. */
function characterTokenizer(pieces: readonly string[]): Tokenizer {
  const tokenOf = new Map(pieces.map((piece, token) => [piece, token]));
  return {
    kind: 'characters',
    pieces,
    merges: [],
    encode: (text) => {
      const characters = [...text];
      const unknown = new Set(characters.filter((character) => !tokenOf.has(character)));
      if (unknown.size > 0) throw new UnknownCharacters([...unknown]);
      return characters.map((character) => tokenOf.get(character) ?? 0);
    },
    decode: (tokens) => tokens.map((token) => pieces[token]).join(''),
    beginsCharacter: () => true,
  };
}

/** A token for each of these bytes, and one for each merge. */
export function bytePairTokenizer(singles: readonly number[], merges: readonly Merge[]): Tokenizer {
  const bytesOf: (readonly number[])[] = singles.map((byte) => [byte]);
  for (const { left, right } of merges) bytesOf.push([...bytesOf[left], ...bytesOf[right]]);
  const known = new Set(singles);
  const bytesIn = (text: string) => new TextEncoder().encode(text);
  const textOf = (bytes: readonly number[]) => decoder.decode(Uint8Array.from(bytes));
  const isKnown = (bytes: Uint8Array) => bytes.every((byte) => known.has(byte));
  return {
    kind: 'bytePairs',
    pieces: bytesOf.map(textOfBytes),
    merges,
    encode: (text) => {
      const bytes = bytesIn(text);
      if (!isKnown(bytes)) {
        throw new UnknownCharacters([...new Set(text)].filter((character) => !isKnown(bytesIn(character))));
      }
      return [...mergeTokens(singleTokens(bytes, singles), singles.length, merges)];
    },
    decode: (tokens) => textOf(tokens.flatMap((token) => bytesOf[token])),
    beginsCharacter: (token) => !goesOn(bytesOf[token][0]),
  };
}

/** Whether a byte of UTF-8 is none with which a character begins. */
const goesOn = (byte: number) => byte >= 0x80 && byte < 0xc0;

/** Keeps a byte order mark that a text begins with. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
