/** Of the longest wavelength, as a multiple of the shortest, 2π. */
const BASE = 10_000;

/**
 * The sinusoid of one column: sine at even, cosine at odd ones, of position / divisor
 * (Vaswani et al. 2017, section 3.5).
 */
export function sinusoidOf(
  column: number,
  width: number,
): { readonly wave: 'sine' | 'cosine'; readonly divisor: number; readonly at: (position: number) => number } {
  const isSine = column % 2 === 0;
  const divisor = power(BASE, (column - (column % 2)) / width);
  return {
    wave: isSine ? 'sine' : 'cosine',
    divisor,
    at: (position) => sine(position / divisor, isSine ? 0 : 1),
  };
}

/** The sinusoids of all columns, for each position: [context][width]. */
export function sinusoids(context: number, width: number): Float32Array {
  const rows = new Float32Array(context * width);
  for (let column = 0; column < width; column++) {
    const { at } = sinusoidOf(column, width);
    for (let position = 0; position < context; position++) rows[position * width + column] = at(position);
  }
  return rows;
}

// Math.sin and ** may differ between browsers in the last digit, and with them a whole run. What follows uses only
// what IEEE 754 rounds alike everywhere.

/** A base to the power of a share in [0, 1), of which each binary digit is one more square root. */
function power(base: number, share: number): number {
  let [product, root, left] = [1, base, share];
  while (left > 0) {
    root = Math.sqrt(root);
    left *= 2;
    if (left < 1) continue;
    product *= root;
    left -= 1;
  }
  return product;
}

/** π / 2 in two parts; the first has 33 bits, so that its multiples up to 2²⁰ are exact. */
const QUARTER = [1.57079632673412561417, 6.07710050650619224932e-11] as const;
/** Terms of the series after which it no longer changes, up to π / 4. */
const TERMS = 20;

/** sin(angle + quarters · π / 2) by its power series about the nearest multiple of π / 2; angles below 2¹⁰. */
function sine(angle: number, quarters: number): number {
  const nearest = Math.round(angle / (Math.PI / 2));
  const rest = angle - nearest * QUARTER[0] - nearest * QUARTER[1];
  const turn = (nearest + quarters) % 4;
  // Around odd multiples the cosine's terms.
  let [sum, term] = [0, 1];
  for (let n = 0; n < TERMS; n++) {
    if (n % 2 !== turn % 2) sum += n % 4 < 2 ? term : -term;
    term *= rest / (n + 1);
  }
  return turn < 2 ? sum : -sum;
}
