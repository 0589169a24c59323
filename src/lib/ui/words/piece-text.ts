/** A token as it is shown by itself: what is white stays visible, bytes that are no whole character in base 16. */
export const pieceText = (piece: string) =>
  piece
    .replaceAll(' ', '␣')
    .replaceAll('\n', '↵')
    .replaceAll('\t', '⇥')
    .replace(/[\udc80-\udcff]+/gu, (escaped) => `‹${Array.from(escaped, byteText).join('')}›`);

const byteText = (escaped: string) => (escaped.charCodeAt(0) & 0xff).toString(16).toUpperCase();

/** How wide a text is, in halves of East Asian characters: about as many as it has letters. */
export const halvesOf = (piece: string) =>
  [...piece].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
