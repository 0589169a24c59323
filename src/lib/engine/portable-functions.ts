// Math.sin, Math.cos and ** may differ between browsers in the last digit, and with them a whole run. What follows uses
// only what IEEE 754 rounds alike everywhere.

/** A base above 0 to the power of an exponent from 0 on. */
export function power(base: number, exponent: number): number {
  let product = 1;
  // The whole part's binary digits, each one more square.
  let square = base;
  for (let whole = Math.floor(exponent); whole > 0; whole = Math.floor(whole / 2)) {
    if (whole % 2 === 1) product *= square;
    square *= square;
  }
  // The fraction's, each one more square root.
  let root = base;
  for (let left = exponent % 1; left > 0; left %= 1) {
    root = Math.sqrt(root);
    left *= 2;
    if (left >= 1) product *= root;
  }
  return product;
}

/** π / 2 in two parts; the first has 33 bits, so that its multiples up to 2²⁰ are exact. */
const QUARTER = [1.57079632673412561417, 6.07710050650619224932e-11] as const;
/** Terms of the series after which it no longer changes, up to π / 4. */
const TERMS = 20;

/** sin(angle + quarters · π / 2) by its power series about the nearest multiple of π / 2; angles from 0 to 2¹⁰. */
export function sine(angle: number, quarters: 0 | 1): number {
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
