/**
 * Sines at even and cosines at odd columns of wavelengths from 2π to 10000 · 2π, for each position:
 * [context][width] (Vaswani et al. 2017, section 3.5).
 */
export function sinusoids(context: number, width: number): Float32Array {
  const rows = new Float32Array(context * width);
  for (let position = 0; position < context; position++) {
    for (let column = 0; column < width; column++) {
      const angle = position / 10_000 ** ((column - (column % 2)) / width);
      rows[position * width + column] = column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return rows;
}
