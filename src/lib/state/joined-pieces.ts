import { bytesOfText, textOfBytes } from '$lib/engine/words';

/** Tokens one after another as text: bytes that together are a character are one. */
export const joinedPieces = (pieces: readonly string[], tokens: readonly number[]): string =>
  textOfBytes(tokens.flatMap((token) => bytesOfText(pieces[token] ?? '')));
