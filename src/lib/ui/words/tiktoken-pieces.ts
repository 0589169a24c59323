import type { Tiktoken } from 'js-tiktoken/lite';
import type { TokenPiece } from './TokenPieces.svelte';

/** What large chat models cut text with; each table is a file of one to two megabytes. */
const tables = {
  o200k_base: () => import('js-tiktoken/ranks/o200k_base'),
  cl100k_base: () => import('js-tiktoken/ranks/cl100k_base'),
} as const;

export type Encoding = keyof typeof tables;
export const encodings = Object.keys(tables) as Encoding[];

export async function loadEncoding(name: Encoding): Promise<Tiktoken> {
  const [{ Tiktoken }, { default: table }] = await Promise.all([import('js-tiktoken/lite'), tables[name]()]);
  return new Tiktoken(table);
}

/** A text in pieces; tokens that only together are whole characters make one. */
export function tiktokenPieces(tiktoken: Tiktoken, text: string): TokenPiece[] {
  const pieces: TokenPiece[] = [];
  let ids: number[] = [];
  let place = 0;
  for (const id of tiktoken.encode(text, [], [])) {
    ids.push(id);
    const piece = tiktoken.decode(ids);
    if (!text.startsWith(piece, place)) continue;
    pieces.push({ text: piece, ids });
    place += piece.length;
    ids = [];
  }
  // Half of a character, as it may stand at the end, stands for itself.
  if (ids.length > 0) pieces.push({ text: tiktoken.decode(ids), ids });
  return pieces;
}
