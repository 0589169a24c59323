/** How many code points Unicode has room for. */
const CODE_POINTS = 0x110000;

/** A text's characters by their numbers; half a surrogate pair counts as a character. */
export function codePointsOf(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let count = 0;
  for (let place = 0; place < text.length; place++) {
    const point = text.codePointAt(place) ?? 0;
    if (point > 0xffff) place++;
    points[count++] = point;
  }
  return points.subarray(0, count);
}

/** A text's characters, each kind as a number of its own from 0 on in the order in which they come up. */
export function numberedCharacters(text: string): {
  readonly numbers: Int32Array;
  readonly kinds: readonly number[];
} {
  const points = codePointsOf(text);
  const numberOf = new Int32Array(CODE_POINTS);
  const kinds: number[] = [];
  const numbers = new Int32Array(points.length);
  for (let place = 0; place < points.length; place++) {
    const point = points[place];
    if (numberOf[point] === 0) numberOf[point] = kinds.push(point);
    numbers[place] = numberOf[point] - 1;
  }
  return { numbers, kinds };
}

/** How often each number occurs. */
export function countsOf(numbers: Int32Array, kinds: number): Int32Array {
  const counts = new Int32Array(kinds);
  for (let place = 0; place < numbers.length; place++) counts[numbers[place]]++;
  return counts;
}
