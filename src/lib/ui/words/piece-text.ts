/** A token as it is shown by itself: what is white stays visible. */
export const pieceText = (piece: string) =>
  piece.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥');
