import { learnMerges } from './byte-pairs';

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
  const singles = [...new Set(bytes)].sort((a, b) => a - b);
  const tokenOf = new Map(singles.map((byte, token) => [byte, token]));
  const tokens = Int32Array.from(bytes, (byte) => tokenOf.get(byte) ?? 0);
  const { merges } = learnMerges(tokens, singles.length, vocabulary, tokenOf.get(LINE_END));
  return bytePairTokenizer(singles, merges);
}

const LINE_END = 10;

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
export function characterTokenizer(pieces: readonly string[]): Tokenizer {
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
  const bytesOf: number[][] = singles.map((byte) => [byte]);
  for (const { left, right } of merges) bytesOf.push([...bytesOf[left], ...bytesOf[right]]);
  const singleOf = new Map(singles.map((byte, token) => [byte, token]));
  const ranks = new Map(merges.map(({ left, right }, rank) => [`${left} ${right}`, rank]));
  const text = (bytes: readonly number[]) => new TextDecoder().decode(Uint8Array.from(bytes));
  const encodeLine = cached((line: string) => {
    const unknown = new Set<string>();
    const tokens: number[] = [];
    for (const character of line) {
      for (const byte of new TextEncoder().encode(character)) {
        const token = singleOf.get(byte);
        if (token === undefined) unknown.add(character);
        else tokens.push(token);
      }
    }
    if (unknown.size > 0) throw new UnknownCharacters([...unknown]);
    return mergeAll(tokens, merges, ranks);
  });
  return {
    kind: 'bytePairs',
    pieces: bytesOf.map(text),
    merges,
    // No merge crosses the end of a line.
    encode: (whole) => whole.split(/(?<=\n)|(?=\n)/).flatMap(encodeLine),
    decode: (tokens) => text(tokens.flatMap((token) => bytesOf[token])),
  };
}

/** Merges pairs in the order in which merges were learned, each from left to right. */
function mergeAll(
  tokens: readonly number[],
  merges: readonly Merge[],
  ranks: ReadonlyMap<string, number>,
): readonly number[] {
  let merged = [...tokens];
  for (;;) {
    let rank = Infinity;
    for (let k = 0; k + 1 < merged.length; k++) {
      rank = Math.min(rank, ranks.get(`${merged[k]} ${merged[k + 1]}`) ?? Infinity);
    }
    if (rank === Infinity) return merged;
    const { left, right, token } = merges[rank];
    const shorter: number[] = [];
    for (let k = 0; k < merged.length; k++) {
      const isPair = merged[k] === left && merged[k + 1] === right;
      shorter.push(isPair ? token : merged[k]);
      if (isPair) k++;
    }
    merged = shorter;
  }
}

function cached<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
