import { multiplyAdd } from '../vector';

// Tiles of a few rows and 8 columns, whose sums stay in registers: 12 sums, two loads and one factor fit into 15 of
// them where multiplying and adding is one instruction; 8 sums where the product needs a register of its own. The
// loops are not unrolled: V8 then lifts loads out of order and spills.

/** 6 rows of x times a panel [inner][8], added to initial values. */
export function tile6(out: usize, outStride: usize, x: usize, xStride: usize, panel: usize, inner: i32, initial: usize, initialStride: usize, isRectified: bool): void {
  let a0 = v128.load(initial);
  let b0 = v128.load(initial, 16);
  let a1 = v128.load(initial + initialStride);
  let b1 = v128.load(initial + initialStride, 16);
  let a2 = v128.load(initial + 2 * initialStride);
  let b2 = v128.load(initial + 2 * initialStride, 16);
  let a3 = v128.load(initial + 3 * initialStride);
  let b3 = v128.load(initial + 3 * initialStride, 16);
  let a4 = v128.load(initial + 4 * initialStride);
  let b4 = v128.load(initial + 4 * initialStride, 16);
  let a5 = v128.load(initial + 5 * initialStride);
  let b5 = v128.load(initial + 5 * initialStride, 16);
  let x1 = x + xStride;
  let x2 = x + 2 * xStride;
  let x3 = x + 3 * xStride;
  let x4 = x + 4 * xStride;
  let x5 = x + 5 * xStride;
  const end = panel + (<usize>inner << 5);
  for (; panel != end; panel += 32) {
    const left = v128.load(panel);
    const right = v128.load(panel, 16);
    let s = v128.load32_splat(x);
    a0 = multiplyAdd(s, left, a0);
    b0 = multiplyAdd(s, right, b0);
    s = v128.load32_splat(x1);
    a1 = multiplyAdd(s, left, a1);
    b1 = multiplyAdd(s, right, b1);
    s = v128.load32_splat(x2);
    a2 = multiplyAdd(s, left, a2);
    b2 = multiplyAdd(s, right, b2);
    s = v128.load32_splat(x3);
    a3 = multiplyAdd(s, left, a3);
    b3 = multiplyAdd(s, right, b3);
    s = v128.load32_splat(x4);
    a4 = multiplyAdd(s, left, a4);
    b4 = multiplyAdd(s, right, b4);
    s = v128.load32_splat(x5);
    a5 = multiplyAdd(s, left, a5);
    b5 = multiplyAdd(s, right, b5);
    x += 4;
    x1 += 4;
    x2 += 4;
    x3 += 4;
    x4 += 4;
    x5 += 4;
  }
  if (isRectified) {
    const zero = f32x4.splat(0);
    a0 = f32x4.pmax(zero, a0);
    b0 = f32x4.pmax(zero, b0);
    a1 = f32x4.pmax(zero, a1);
    b1 = f32x4.pmax(zero, b1);
    a2 = f32x4.pmax(zero, a2);
    b2 = f32x4.pmax(zero, b2);
    a3 = f32x4.pmax(zero, a3);
    b3 = f32x4.pmax(zero, b3);
    a4 = f32x4.pmax(zero, a4);
    b4 = f32x4.pmax(zero, b4);
    a5 = f32x4.pmax(zero, a5);
    b5 = f32x4.pmax(zero, b5);
  }
  v128.store(out, a0);
  v128.store(out, b0, 16);
  v128.store(out + outStride, a1);
  v128.store(out + outStride, b1, 16);
  v128.store(out + 2 * outStride, a2);
  v128.store(out + 2 * outStride, b2, 16);
  v128.store(out + 3 * outStride, a3);
  v128.store(out + 3 * outStride, b3, 16);
  v128.store(out + 4 * outStride, a4);
  v128.store(out + 4 * outStride, b4, 16);
  v128.store(out + 5 * outStride, a5);
  v128.store(out + 5 * outStride, b5, 16);
}

/** 4 rows of x times a panel [inner][8], added to initial values. */
export function tile4(out: usize, outStride: usize, x: usize, xStride: usize, panel: usize, inner: i32, initial: usize, initialStride: usize, isRectified: bool): void {
  let a0 = v128.load(initial);
  let b0 = v128.load(initial, 16);
  let a1 = v128.load(initial + initialStride);
  let b1 = v128.load(initial + initialStride, 16);
  let a2 = v128.load(initial + 2 * initialStride);
  let b2 = v128.load(initial + 2 * initialStride, 16);
  let a3 = v128.load(initial + 3 * initialStride);
  let b3 = v128.load(initial + 3 * initialStride, 16);
  let x1 = x + xStride;
  let x2 = x + 2 * xStride;
  let x3 = x + 3 * xStride;
  const end = panel + (<usize>inner << 5);
  for (; panel != end; panel += 32) {
    const left = v128.load(panel);
    const right = v128.load(panel, 16);
    let s = v128.load32_splat(x);
    a0 = multiplyAdd(s, left, a0);
    b0 = multiplyAdd(s, right, b0);
    s = v128.load32_splat(x1);
    a1 = multiplyAdd(s, left, a1);
    b1 = multiplyAdd(s, right, b1);
    s = v128.load32_splat(x2);
    a2 = multiplyAdd(s, left, a2);
    b2 = multiplyAdd(s, right, b2);
    s = v128.load32_splat(x3);
    a3 = multiplyAdd(s, left, a3);
    b3 = multiplyAdd(s, right, b3);
    x += 4;
    x1 += 4;
    x2 += 4;
    x3 += 4;
  }
  if (isRectified) {
    const zero = f32x4.splat(0);
    a0 = f32x4.pmax(zero, a0);
    b0 = f32x4.pmax(zero, b0);
    a1 = f32x4.pmax(zero, a1);
    b1 = f32x4.pmax(zero, b1);
    a2 = f32x4.pmax(zero, a2);
    b2 = f32x4.pmax(zero, b2);
    a3 = f32x4.pmax(zero, a3);
    b3 = f32x4.pmax(zero, b3);
  }
  v128.store(out, a0);
  v128.store(out, b0, 16);
  v128.store(out + outStride, a1);
  v128.store(out + outStride, b1, 16);
  v128.store(out + 2 * outStride, a2);
  v128.store(out + 2 * outStride, b2, 16);
  v128.store(out + 3 * outStride, a3);
  v128.store(out + 3 * outStride, b3, 16);
}

/** 1 row of x times a panel [inner][8], added to initial values. */
export function tile1(out: usize, outStride: usize, x: usize, xStride: usize, panel: usize, inner: i32, initial: usize, initialStride: usize, isRectified: bool): void {
  let a0 = v128.load(initial);
  let b0 = v128.load(initial, 16);
  const end = panel + (<usize>inner << 5);
  for (; panel != end; panel += 32) {
    const left = v128.load(panel);
    const right = v128.load(panel, 16);
    let s = v128.load32_splat(x);
    a0 = multiplyAdd(s, left, a0);
    b0 = multiplyAdd(s, right, b0);
    x += 4;
  }
  if (isRectified) {
    const zero = f32x4.splat(0);
    a0 = f32x4.pmax(zero, a0);
    b0 = f32x4.pmax(zero, b0);
  }
  v128.store(out, a0);
  v128.store(out, b0, 16);
}

/** One row × 32 columns of four neighbouring panels: a single row would wait for its own sums. */
export function wideRow(out: usize, x: usize, panel: usize, panelBytes: usize, inner: i32, initial: usize, isRectified: bool): void {
  let a0 = v128.load(initial);
  let a1 = v128.load(initial, 16);
  let a2 = v128.load(initial, 32);
  let a3 = v128.load(initial, 48);
  let a4 = v128.load(initial, 64);
  let a5 = v128.load(initial, 80);
  let a6 = v128.load(initial, 96);
  let a7 = v128.load(initial, 112);
  let panel1 = panel + panelBytes;
  let panel2 = panel + 2 * panelBytes;
  let panel3 = panel + 3 * panelBytes;
  const end = panel + (<usize>inner << 5);
  for (; panel != end; panel += 32) {
    const s = v128.load32_splat(x);
    a0 = multiplyAdd(s, v128.load(panel), a0);
    a1 = multiplyAdd(s, v128.load(panel, 16), a1);
    a2 = multiplyAdd(s, v128.load(panel1), a2);
    a3 = multiplyAdd(s, v128.load(panel1, 16), a3);
    a4 = multiplyAdd(s, v128.load(panel2), a4);
    a5 = multiplyAdd(s, v128.load(panel2, 16), a5);
    a6 = multiplyAdd(s, v128.load(panel3), a6);
    a7 = multiplyAdd(s, v128.load(panel3, 16), a7);
    x += 4;
    panel1 += 32;
    panel2 += 32;
    panel3 += 32;
  }
  if (isRectified) {
    const zero = f32x4.splat(0);
    a0 = f32x4.pmax(zero, a0);
    a1 = f32x4.pmax(zero, a1);
    a2 = f32x4.pmax(zero, a2);
    a3 = f32x4.pmax(zero, a3);
    a4 = f32x4.pmax(zero, a4);
    a5 = f32x4.pmax(zero, a5);
    a6 = f32x4.pmax(zero, a6);
    a7 = f32x4.pmax(zero, a7);
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out, a2, 32);
  v128.store(out, a3, 48);
  v128.store(out, a4, 64);
  v128.store(out, a5, 80);
  v128.store(out, a6, 96);
  v128.store(out, a7, 112);
}
