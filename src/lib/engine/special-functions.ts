/** ln(1 + exp z) without overflow. */
export function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** 1 / (1 + exp −z). */
export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** Below this size the error function's power series is used, above it the continued fraction. */
const SERIES_LIMIT = 2.5;

/** The error function 2/√π · ∫₀ˣ exp(−t²) dt, to about 1e-15 (Abramowitz and Stegun 7.1.6, 7.1.14). */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size < SERIES_LIMIT) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-18; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = size;
  for (let n = 60; n > 0; n--) fraction = size + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction));
}

/** The standard normal distribution's Φ(x). */
export function normalCumulative(x: number): number {
  return 0.5 * (1 + erf(x * Math.SQRT1_2));
}

/** The standard normal distribution's density φ(x). */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}
