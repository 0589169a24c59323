import { multiplyAdd } from '../vector';

// The inner loops of all matrix products: four rows by eight columns, whose sums stay in registers. They are not
// unrolled, and no larger: engines lift all loads of a step before its products, and with the sums these must fit into
// 15 registers.

// What is done with a sum before it is stored.
export const PLAIN: i32 = 0;
/** Adds what stands at `other`. */
export const ADD: i32 = 1;
export const RELU: i32 = 2;
/** Leaves only what stands where `other` is positive. */
export const MASK: i32 = 3;

/**
 * y [rows][8] = a [rows][depth] · b [depth][8] + bias; bias may be 0 for none. Rows: a multiple of 4.
 * Steps and strides are bytes from one row to the next.
 */
export function multiplyRows(
  a: usize,
  aStride: i32,
  rows: i32,
  b: usize,
  bStep: i32,
  depth: i32,
  y: usize,
  yStride: i32,
  bias: usize,
  ending: i32,
  other: usize,
  otherStride: i32,
): void {
  const bEnd = b + depth * bStep;
  const bias0 = bias ? v128.load(bias) : f32x4.splat(0);
  const bias1 = bias ? v128.load(bias, 16) : f32x4.splat(0);
  for (; rows > 0; rows -= 4) {
    fourRows(a, aStride, b, bStep, bEnd, y, yStride, bias0, bias1, ending, other, otherStride);
    a += 4 * aStride;
    y += 4 * yStride;
    other += 4 * otherStride;
  }
}

/**
 * y [columns][8] = aᵀ · b, with a [depth][columns] and b [depth][8]; added to what y holds, if asked.
 * Columns: a multiple of 4. Strides are bytes from one row to the next.
 */
export function multiplyColumns(
  a: usize,
  aStride: i32,
  columns: i32,
  b: usize,
  bStride: i32,
  depth: i32,
  y: usize,
  yStride: i32,
  isAdded: bool,
): void {
  const bEnd = b + depth * bStride;
  for (; columns > 0; columns -= 4) {
    fourColumns(a, aStride, b, bStride, bEnd, y, yStride, isAdded);
    a += 16;
    y += 4 * yStride;
  }
}

// @ts-ignore: decorator
@inline
function fourRows(
  a: usize,
  aStride: i32,
  b: usize,
  bStep: i32,
  bEnd: usize,
  y: usize,
  yStride: i32,
  bias0: v128,
  bias1: v128,
  ending: i32,
  other: usize,
  otherStride: i32,
): void {
  let a1 = a + aStride;
  let a2 = a1 + aStride;
  let a3 = a2 + aStride;
  let c00 = bias0;
  let c01 = bias1;
  let c10 = bias0;
  let c11 = bias1;
  let c20 = bias0;
  let c21 = bias1;
  let c30 = bias0;
  let c31 = bias1;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load32_splat(a1);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load32_splat(a2);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load32_splat(a3);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    b += bStep;
  } while (b != bEnd);
  endRow(y, c00, c01, ending, other);
  endRow((y += yStride), c10, c11, ending, (other += otherStride));
  endRow((y += yStride), c20, c21, ending, (other += otherStride));
  endRow((y += yStride), c30, c31, ending, (other += otherStride));
}

// @ts-ignore: decorator
@inline
function endRow(y: usize, sum0: v128, sum1: v128, ending: i32, other: usize): void {
  if (ending == ADD) {
    sum0 = f32x4.add(sum0, v128.load(other));
    sum1 = f32x4.add(sum1, v128.load(other, 16));
  } else if (ending == RELU) {
    sum0 = f32x4.pmax(sum0, f32x4.splat(0));
    sum1 = f32x4.pmax(sum1, f32x4.splat(0));
  } else if (ending == MASK) {
    sum0 = v128.and(sum0, f32x4.gt(v128.load(other), f32x4.splat(0)));
    sum1 = v128.and(sum1, f32x4.gt(v128.load(other, 16), f32x4.splat(0)));
  }
  v128.store(y, sum0);
  v128.store(y, sum1, 16);
}

// @ts-ignore: decorator
@inline
function fourColumns(
  a: usize,
  aStride: i32,
  b: usize,
  bStride: i32,
  bEnd: usize,
  y: usize,
  yStride: i32,
  isAdded: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(x, b0, c00);
    c01 = multiplyAdd(x, b1, c01);
    x = v128.load32_splat(a, 4);
    c10 = multiplyAdd(x, b0, c10);
    c11 = multiplyAdd(x, b1, c11);
    x = v128.load32_splat(a, 8);
    c20 = multiplyAdd(x, b0, c20);
    c21 = multiplyAdd(x, b1, c21);
    x = v128.load32_splat(a, 12);
    c30 = multiplyAdd(x, b0, c30);
    c31 = multiplyAdd(x, b1, c31);
    a += aStride;
    b += bStride;
  } while (b != bEnd);
  endColumn(y, c00, c01, isAdded);
  endColumn((y += yStride), c10, c11, isAdded);
  endColumn((y += yStride), c20, c21, isAdded);
  endColumn((y += yStride), c30, c31, isAdded);
}

// @ts-ignore: decorator
@inline
function endColumn(y: usize, sum0: v128, sum1: v128, isAdded: bool): void {
  if (isAdded) {
    sum0 = f32x4.add(sum0, v128.load(y));
    sum1 = f32x4.add(sum1, v128.load(y, 16));
  }
  v128.store(y, sum0);
  v128.store(y, sum1, 16);
}
