/** A token as it is shown by itself: what is white stays visible. */
export const pieceText = (piece: string) =>
  piece.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');

/** How wide a text is, in halves of East Asian characters: about as many as it has letters. */
export const halvesOf = (piece: string) =>
  [...piece].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
