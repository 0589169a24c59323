/**
 * A token as it is shown by itself: what is white stays visible, what has no look at all and bytes that are no whole
 * character stand in base 16, and an accent sits on a circle.
 */
export const pieceText = (piece: string) =>
  piece
    .replaceAll(' ', '␣')
    .replaceAll('\n', '↵')
    .replaceAll('\r', '␍')
    .replaceAll('\t', '⇥')
    .replace(/[\udc80-\udcff]+/gu, (escaped) => `‹${Array.from(escaped, byteText).join('')}›`)
    .replace(/^[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]+$/u, (hidden) =>
      Array.from(hidden, codeText).join(''),
    )
    .replace(/^\p{M}/u, '◌$&');

const codeText = (hidden: string) =>
  `‹U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;

const byteText = (escaped: string) => (escaped.charCodeAt(0) & 0xff).toString(16).toUpperCase();

/** How wide a text is, in halves of East Asian characters: about as many as it has letters. */
export const halvesOf = (piece: string) =>
  [...piece].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
