import { gradientTile1, gradientTile4, gradientTile6 } from './gradient-tiles';

/** Rows of the largest tile that fits into the registers. */
const TALL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/** Adds dᵀ [outputs][rows] · x [rows][8 · blocks] to out [outputs][8 · blocks]; strides are bytes from row to row. */
export function gradientProduct(
  out: usize,
  outStride: usize,
  d: usize,
  dStride: usize,
  x: usize,
  xStride: usize,
  rows: i32,
  outputs: i32,
  blocks: i32,
): void {
  for (let block = 0; block < blocks; block++) {
    let place = out;
    let from = d;
    let left = outputs;
    for (; left >= TALL && !(TALL == 6 && left == 8); left -= TALL) {
      if (TALL == 6) gradientTile6(place, outStride, from, dStride, x, xStride, rows);
      else gradientTile4(place, outStride, from, dStride, x, xStride, rows);
      place += TALL * outStride;
      from += TALL << 2;
    }
    for (; left >= 4; left -= 4) {
      gradientTile4(place, outStride, from, dStride, x, xStride, rows);
      place += outStride << 2;
      from += 16;
    }
    for (; left > 0; left--) {
      gradientTile1(place, outStride, from, dStride, x, xStride, rows);
      place += outStride;
      from += 4;
    }
    out += 32;
    x += 32;
  }
}

/** Adds the sums of d's columns [rows][columns], columns a multiple of 4, to sums [columns]. */
export function columnSums(sums: usize, d: usize, stride: usize, rows: i32, columns: i32): void {
  const end = sums + (<usize>columns << 2);
  for (; sums != end; sums += 16, d += 16) {
    let sum = v128.load(sums);
    let place = d;
    for (let row = 0; row < rows; row++, place += stride) sum = f32x4.add(sum, v128.load(place));
    v128.store(sums, sum);
  }
}
