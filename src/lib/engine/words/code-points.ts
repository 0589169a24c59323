/** A text by the kinds of its characters. */
export interface NumberedCharacters {
  /** Of each character the kind. */
  readonly numbers: Int32Array;
  /** The code point of each kind, in the order in which they come up. */
  readonly kinds: readonly number[];
  /** How often each kind occurs. */
  readonly counts: Int32Array;
}

/** A text's characters, each kind as a number of its own from 0 on; half a surrogate pair counts as a character. */
export function numberedCharacters(text: string): NumberedCharacters {
  /** One more than the number of each code point that occurs; as long as those met so far need. */
  let numberOf = new Int32Array(128);
  const kinds: number[] = [];
  const counts: number[] = [];
  const numbers = new Int32Array(text.length);
  let count = 0;
  for (let place = 0; place < text.length; place++) {
    const point = text.codePointAt(place) ?? 0;
    if (point > 0xffff) place++;
    if (point >= numberOf.length) numberOf = lengthened(numberOf, point);
    let number = numberOf[point] - 1;
    if (number < 0) {
      number = kinds.push(point) - 1;
      numberOf[point] = number + 1;
      counts.push(0);
    }
    counts[number]++;
    numbers[count++] = number;
  }
  return { numbers: numbers.subarray(0, count), kinds, counts: Int32Array.from(counts) };
}

/** With room for an index, so that there are few lengths to go through. */
function lengthened(numbers: Int32Array, index: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 ** Math.ceil(Math.log2(index + 1)));
  longer.set(numbers);
  return longer;
}
