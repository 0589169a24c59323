import { learnMerges, mergeTokens } from './byte-pairs';

/** One learned merge: the two tokens that stand beside each other most often become one. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly token: number;
  /** How often the pair stood in the text when it was merged. */
  readonly count: number;
}

/** Cuts text into tokens and puts it together again. */
export interface Tokenizer {
  readonly kind: 'characters' | 'bytePairs';
  /** What each token stands for; bytes that are no whole character show as U+FFFD. */
  readonly pieces: readonly string[];
  /** In the order in which they were learned; empty for characters. */
  readonly merges: readonly Merge[];
  /**
   * @throws {UnknownCharacters} where a character (for byte pairs, a byte) does not occur in the training text
   */
  encode(text: string): number[];
  decode(tokens: readonly number[]): string;
}

/** A text has characters for which a tokenizer has no tokens. */
export class UnknownCharacters extends Error {
  override readonly name = 'UnknownCharacters';

  constructor(readonly characters: readonly string[]) {
    super(`text: expected characters of the training text, got ${characters.join(' ')}`);
  }
}

/** The tokenizer that a text teaches. */
export function createTokenizer(kind: Tokenizer['kind'], text: string, vocabulary: number): Tokenizer {
  if (kind === 'characters') return characterTokenizer(charactersOf(text));
  const bytes = new TextEncoder().encode(text);
  const singles = singleBytes(text);
  const lineEnd = singles.indexOf(LINE_END);
  const merges = learnMerges(singleTokens(bytes, singles), singles.length, vocabulary, lineEnd);
  return bytePairTokenizer(singles, merges);
}

const LINE_END = 10;

/** The bytes that occur in a text, by size: the tokens that byte pairs begin with. */
export function singleBytes(text: string): number[] {
  return [...new Set(new TextEncoder().encode(text))].sort((a, b) => a - b);
}

/** The tokens of single bytes. */
function singleTokens(bytes: Uint8Array, singles: readonly number[]): Int32Array {
  const tokenOf = new Int32Array(256);
  singles.forEach((byte, token) => (tokenOf[byte] = token));
  const tokens = new Int32Array(bytes.length);
  for (let place = 0; place < bytes.length; place++) tokens[place] = tokenOf[bytes[place]];
  return tokens;
}

/** A text's characters, the most frequent first, of equally frequent ones by code point. */
function charactersOf(text: string): string[] {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.keys()].sort(
    (a, b) =>
      (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0),
  );
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
    pieces: bytesOf.map(textOf),
    merges,
    encode: (text) => {
      const bytes = bytesIn(text);
      if (!isKnown(bytes)) {
        throw new UnknownCharacters([...new Set(text)].filter((character) => !isKnown(bytesIn(character))));
      }
      return [...mergeTokens(singleTokens(bytes, singles), merges)];
    },
    decode: (tokens) => textOf(tokens.flatMap((token) => bytesOf[token])),
  };
}

/** Keeps a byte order mark that a text begins with. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
