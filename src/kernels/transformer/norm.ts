import { multiplyAdd, sumOfLanes } from '../vector';

const EPSILON: f32 = 1e-5;

/** Rows of x with mean 0 and variance 1, scaled and shifted; statistics [rows][2] keep means and inverse deviations. */
export function norm(
  out: usize,
  statistics: usize,
  x: usize,
  weight: usize,
  bias: usize,
  rows: i32,
  width: i32,
): void {
  const bytes = <usize>width << 2;
  for (let row = 0; row < rows; row++, out += bytes, x += bytes, statistics += 8) {
    let sum = f32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) sum = f32x4.add(sum, v128.load(x + k));
    const mean = sumOfLanes(sum) / <f32>width;
    const means = f32x4.splat(mean);
    let squares = f32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) {
      const difference = f32x4.sub(v128.load(x + k), means);
      squares = multiplyAdd(difference, difference, squares);
    }
    const scale = <f32>1 / sqrt<f32>(sumOfLanes(squares) / <f32>width + EPSILON);
    const scales = f32x4.splat(scale);
    for (let k: usize = 0; k < bytes; k += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + k), means), scales);
      v128.store(out + k, multiplyAdd(normal, v128.load(weight + k), v128.load(bias + k)));
    }
    f32.store(statistics, mean);
    f32.store(statistics, scale, 4);
  }
}

/**
 * The gradient of x from that of the norm, d: into dx, or added to it; dx may be d. Adds to the gradients of scale and
 * shift.
 */
export function normBackward(
  dx: usize,
  d: usize,
  x: usize,
  statistics: usize,
  weight: usize,
  dWeight: usize,
  dBias: usize,
  rows: i32,
  width: i32,
  isAdded: bool,
): void {
  const bytes = <usize>width << 2;
  for (let row = 0; row < rows; row++, dx += bytes, d += bytes, x += bytes, statistics += 8) {
    const means = v128.load32_splat(statistics);
    const scales = v128.load32_splat(statistics, 4);
    let sum = f32x4.splat(0);
    let along = f32x4.splat(0);
    for (let k: usize = 0; k < bytes; k += 16) {
      const gradient = v128.load(d + k);
      const normal = f32x4.mul(f32x4.sub(v128.load(x + k), means), scales);
      v128.store(dWeight + k, multiplyAdd(gradient, normal, v128.load(dWeight + k)));
      v128.store(dBias + k, f32x4.add(gradient, v128.load(dBias + k)));
      const weighted = f32x4.mul(gradient, v128.load(weight + k));
      sum = f32x4.add(sum, weighted);
      along = multiplyAdd(weighted, normal, along);
    }
    const share = <f32>-1 / <f32>width;
    const sums = f32x4.splat(share * sumOfLanes(sum));
    const alongs = f32x4.splat(share * sumOfLanes(along));
    for (let k: usize = 0; k < bytes; k += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + k), means), scales);
      const weighted = f32x4.mul(v128.load(d + k), v128.load(weight + k));
      const value = f32x4.mul(scales, multiplyAdd(normal, alongs, f32x4.add(weighted, sums)));
      v128.store(dx + k, isAdded ? f32x4.add(v128.load(dx + k), value) : value);
    }
  }
}
