/** A byte that belongs to no whole character stands as the lone surrogate U+DC00 + byte, as in Python's PEP 383. */
const ESCAPE = 0xdc00;

/** Any bytes as a text from which they can be had back: whole characters of UTF-8 as such, other bytes escaped. */
export function textOfBytes(bytes: readonly number[]): string {
  let text = '';
  for (let place = 0; place < bytes.length;) {
    const character = Uint8Array.from(bytes.slice(place, place + lengthAt(bytes[place])));
    const whole = wholeCharacter(character);
    text += whole ?? String.fromCharCode(ESCAPE + bytes[place]);
    place += whole === undefined ? 1 : character.length;
  }
  return text;
}

/** The bytes of a text in which some may stand escaped. */
export function bytesOfText(text: string): number[] {
  return Array.from(text).flatMap((character) => {
    const byte = character.charCodeAt(0) - ESCAPE;
    return byte >= 0x80 && byte < 0x100 ? [byte] : [...encoder.encode(character)];
  });
}

function wholeCharacter(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of the character of UTF-8 that begins with this byte; 1 where none does. */
function lengthAt(byte: number): number {
  if (byte < 0xc0) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
