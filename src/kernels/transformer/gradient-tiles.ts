import { multiplyAdd } from '../vector';

// Tiles of a few rows and 8 columns, whose sums stay in registers: 12 sums, two loads and one factor fit into 15 of
// them where multiplying and adding is one instruction; 8 sums where the product needs a register of its own. The
// loops are not unrolled: V8 then lifts loads out of order and spills.

/** Adds dᵀ · x for 6 columns of d and 8 of x, over all rows. */
export function gradientTile6(out: usize, outStride: usize, d: usize, dStride: usize, x: usize, xStride: usize, rows: i32): void {
  let a0 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let b2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let b3 = f32x4.splat(0);
  let a4 = f32x4.splat(0);
  let b4 = f32x4.splat(0);
  let a5 = f32x4.splat(0);
  let b5 = f32x4.splat(0);
  const end = d + <usize>rows * dStride;
  for (; d != end; d += dStride) {
    const left = v128.load(x);
    const right = v128.load(x, 16);
    let s = v128.load32_splat(d);
    a0 = multiplyAdd(s, left, a0);
    b0 = multiplyAdd(s, right, b0);
    s = v128.load32_splat(d, 4);
    a1 = multiplyAdd(s, left, a1);
    b1 = multiplyAdd(s, right, b1);
    s = v128.load32_splat(d, 8);
    a2 = multiplyAdd(s, left, a2);
    b2 = multiplyAdd(s, right, b2);
    s = v128.load32_splat(d, 12);
    a3 = multiplyAdd(s, left, a3);
    b3 = multiplyAdd(s, right, b3);
    s = v128.load32_splat(d, 16);
    a4 = multiplyAdd(s, left, a4);
    b4 = multiplyAdd(s, right, b4);
    s = v128.load32_splat(d, 20);
    a5 = multiplyAdd(s, left, a5);
    b5 = multiplyAdd(s, right, b5);
    x += xStride;
  }
  v128.store(out, f32x4.add(v128.load(out), a0));
  v128.store(out, f32x4.add(v128.load(out, 16), b0), 16);
  v128.store(out + outStride, f32x4.add(v128.load(out + outStride), a1));
  v128.store(out + outStride, f32x4.add(v128.load(out + outStride, 16), b1), 16);
  v128.store(out + 2 * outStride, f32x4.add(v128.load(out + 2 * outStride), a2));
  v128.store(out + 2 * outStride, f32x4.add(v128.load(out + 2 * outStride, 16), b2), 16);
  v128.store(out + 3 * outStride, f32x4.add(v128.load(out + 3 * outStride), a3));
  v128.store(out + 3 * outStride, f32x4.add(v128.load(out + 3 * outStride, 16), b3), 16);
  v128.store(out + 4 * outStride, f32x4.add(v128.load(out + 4 * outStride), a4));
  v128.store(out + 4 * outStride, f32x4.add(v128.load(out + 4 * outStride, 16), b4), 16);
  v128.store(out + 5 * outStride, f32x4.add(v128.load(out + 5 * outStride), a5));
  v128.store(out + 5 * outStride, f32x4.add(v128.load(out + 5 * outStride, 16), b5), 16);
}

/** Adds dᵀ · x for 4 columns of d and 8 of x, over all rows. */
export function gradientTile4(out: usize, outStride: usize, d: usize, dStride: usize, x: usize, xStride: usize, rows: i32): void {
  let a0 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let b2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let b3 = f32x4.splat(0);
  const end = d + <usize>rows * dStride;
  for (; d != end; d += dStride) {
    const left = v128.load(x);
    const right = v128.load(x, 16);
    let s = v128.load32_splat(d);
    a0 = multiplyAdd(s, left, a0);
    b0 = multiplyAdd(s, right, b0);
    s = v128.load32_splat(d, 4);
    a1 = multiplyAdd(s, left, a1);
    b1 = multiplyAdd(s, right, b1);
    s = v128.load32_splat(d, 8);
    a2 = multiplyAdd(s, left, a2);
    b2 = multiplyAdd(s, right, b2);
    s = v128.load32_splat(d, 12);
    a3 = multiplyAdd(s, left, a3);
    b3 = multiplyAdd(s, right, b3);
    x += xStride;
  }
  v128.store(out, f32x4.add(v128.load(out), a0));
  v128.store(out, f32x4.add(v128.load(out, 16), b0), 16);
  v128.store(out + outStride, f32x4.add(v128.load(out + outStride), a1));
  v128.store(out + outStride, f32x4.add(v128.load(out + outStride, 16), b1), 16);
  v128.store(out + 2 * outStride, f32x4.add(v128.load(out + 2 * outStride), a2));
  v128.store(out + 2 * outStride, f32x4.add(v128.load(out + 2 * outStride, 16), b2), 16);
  v128.store(out + 3 * outStride, f32x4.add(v128.load(out + 3 * outStride), a3));
  v128.store(out + 3 * outStride, f32x4.add(v128.load(out + 3 * outStride, 16), b3), 16);
}

/** Adds dᵀ · x for 1 column of d and 8 of x, over all rows. */
export function gradientTile1(out: usize, outStride: usize, d: usize, dStride: usize, x: usize, xStride: usize, rows: i32): void {
  let a0 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  const end = d + <usize>rows * dStride;
  for (; d != end; d += dStride) {
    const left = v128.load(x);
    const right = v128.load(x, 16);
    let s = v128.load32_splat(d);
    a0 = multiplyAdd(s, left, a0);
    b0 = multiplyAdd(s, right, b0);
    x += xStride;
  }
  v128.store(out, f32x4.add(v128.load(out), a0));
  v128.store(out, f32x4.add(v128.load(out, 16), b0), 16);
}
