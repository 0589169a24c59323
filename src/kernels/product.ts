import { multiplyAdd } from './vector';

/**
 * out[r][s] = bias[r] + Σ_k M(r, k) · in[k][s], samples s across lanes.
 * M(r, k) stands at matrix + r·rowStep + k·columnStep, so that the same code multiplies by the weights
 * (forward) and by their transpose (backward). Steps and strides in bytes; out's rows are `bytes` long,
 * whole vectors; bias 0 stands for zeros.
 */
export function product(
  out: usize, rows: i32, bytes: usize, bias: usize,
  matrix: usize, rowStep: usize, columnStep: usize,
  input: usize, stride: usize, depth: i32,
): void {
  for (; rows >= 4; rows -= 4) {
    fourRows(out, bytes, bias, matrix, rowStep, columnStep, input, stride, depth);
    out += bytes << 2;
    matrix += rowStep << 2;
    if (bias) bias += 16;
  }
  for (; rows > 0; rows--) {
    oneRow(out, bytes, bias, matrix, columnStep, input, stride, depth);
    out += bytes;
    matrix += rowStep;
    if (bias) bias += 4;
  }
}

// @ts-ignore: decorator
@inline
function biasLanes(bias: usize, row: usize): v128 {
  return bias ? v128.load_splat<f32>(bias + (row << 2)) : f32x4.splat(0);
}

function fourRows(
  out: usize, bytes: usize, bias: usize, matrix: usize, rowStep: usize, columnStep: usize,
  input: usize, stride: usize, depth: i32,
): void {
  const bias0 = biasLanes(bias, 0);
  const bias1 = biasLanes(bias, 1);
  const bias2 = biasLanes(bias, 2);
  const bias3 = biasLanes(bias, 3);
  const row1 = out + bytes;
  const row2 = row1 + bytes;
  const row3 = row2 + bytes;
  const span = stride * depth;
  let s: usize = 0;
  for (; s + 32 <= bytes; s += 32) {
    let a0 = bias0, a1 = bias1, a2 = bias2, a3 = bias3;
    let b0 = bias0, b1 = bias1, b2 = bias2, b3 = bias3;
    let m0 = matrix, m1 = matrix + rowStep, m2 = m1 + rowStep, m3 = m2 + rowStep;
    const end = input + s + span;
    for (let x = input + s; x != end; x += stride) {
      const a = v128.load(x);
      const b = v128.load(x, 16);
      let w = v128.load_splat<f32>(m0);
      a0 = multiplyAdd(w, a, a0);
      b0 = multiplyAdd(w, b, b0);
      w = v128.load_splat<f32>(m1);
      a1 = multiplyAdd(w, a, a1);
      b1 = multiplyAdd(w, b, b1);
      w = v128.load_splat<f32>(m2);
      a2 = multiplyAdd(w, a, a2);
      b2 = multiplyAdd(w, b, b2);
      w = v128.load_splat<f32>(m3);
      a3 = multiplyAdd(w, a, a3);
      b3 = multiplyAdd(w, b, b3);
      m0 += columnStep;
      m1 += columnStep;
      m2 += columnStep;
      m3 += columnStep;
    }
    v128.store(out + s, a0);
    v128.store(out + s, b0, 16);
    v128.store(row1 + s, a1);
    v128.store(row1 + s, b1, 16);
    v128.store(row2 + s, a2);
    v128.store(row2 + s, b2, 16);
    v128.store(row3 + s, a3);
    v128.store(row3 + s, b3, 16);
  }
  if (s < bytes) {
    let a0 = bias0, a1 = bias1, a2 = bias2, a3 = bias3;
    let m0 = matrix, m1 = matrix + rowStep, m2 = m1 + rowStep, m3 = m2 + rowStep;
    const end = input + s + span;
    for (let x = input + s; x != end; x += stride) {
      const a = v128.load(x);
      a0 = multiplyAdd(v128.load_splat<f32>(m0), a, a0);
      a1 = multiplyAdd(v128.load_splat<f32>(m1), a, a1);
      a2 = multiplyAdd(v128.load_splat<f32>(m2), a, a2);
      a3 = multiplyAdd(v128.load_splat<f32>(m3), a, a3);
      m0 += columnStep;
      m1 += columnStep;
      m2 += columnStep;
      m3 += columnStep;
    }
    v128.store(out + s, a0);
    v128.store(row1 + s, a1);
    v128.store(row2 + s, a2);
    v128.store(row3 + s, a3);
  }
}

function oneRow(
  out: usize, bytes: usize, bias: usize, matrix: usize, columnStep: usize,
  input: usize, stride: usize, depth: i32,
): void {
  const start = biasLanes(bias, 0);
  const span = stride * depth;
  let s: usize = 0;
  for (; s + 32 <= bytes; s += 32) {
    let a = start, b = start;
    let m = matrix;
    const end = input + s + span;
    for (let x = input + s; x != end; x += stride) {
      const w = v128.load_splat<f32>(m);
      a = multiplyAdd(w, v128.load(x), a);
      b = multiplyAdd(w, v128.load(x, 16), b);
      m += columnStep;
    }
    v128.store(out + s, a);
    v128.store(out + s, b, 16);
  }
  if (s < bytes) {
    let a = start;
    let m = matrix;
    const end = input + s + span;
    for (let x = input + s; x != end; x += stride) {
      a = multiplyAdd(v128.load_splat<f32>(m), v128.load(x), a);
      m += columnStep;
    }
    v128.store(out + s, a);
  }
}
