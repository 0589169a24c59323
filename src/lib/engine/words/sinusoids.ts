import { power, sine } from '../portable-functions';

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
