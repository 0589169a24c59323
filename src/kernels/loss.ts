import { derivative } from './activation';
import { softplus } from './functions';
import { laneMask, multiplyAdd, preciseSumOfLanes, rowBytes } from './vector';

// Codes as in src/lib/engine/losses.ts.
export const SQUARED: i32 = 0;
export const CROSS_ENTROPY: i32 = 1;
export const HUBER: i32 = 2;
export const HINGE: i32 = 3;
export const CATEGORICAL_CROSS_ENTROPY: i32 = 4;
export const PERCEPTRON: i32 = 5;

/** One output row: delta[s] = scale · ∂loss/∂(pre-activation z), 0 in the lanes beyond the last sample. */
export function outputDelta(
  delta: usize, z: usize, output: usize, target: usize, samples: i32, scale: f32, loss: i32, activation: i32,
): void {
  const bytes = rowBytes(samples);
  const scales = f32x4.splat(scale);
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  for (let s: usize = 0; s < bytes; s += 16) {
    const t = v128.load(target + s);
    const y = v128.load(output + s);
    let d: v128;
    if (loss == SQUARED) {
      d = f32x4.mul(f32x4.sub(y, t), derivative(y, activation));
    } else if (loss == HUBER) {
      const error = f32x4.pmax(f32x4.pmin(f32x4.sub(y, t), one), f32x4.neg(one));
      d = f32x4.mul(error, derivative(y, activation));
    } else if (loss == HINGE) {
      d = v128.and(f32x4.neg(t), f32x4.lt(f32x4.mul(t, v128.load(z + s)), one));
    } else {
      // Cross-entropies and the perceptron: targets −1 and 1 stand for the outputs 0 and 1.
      d = f32x4.sub(y, multiplyAdd(t, half, half));
    }
    v128.store(delta + s, f32x4.mul(d, scales));
  }
  const last = delta + bytes - 16;
  v128.store(last, v128.and(v128.load(last), laneMask(((samples - 1) & 3) + 1)));
}

/** Σ_s of the loss of one output row, in float64; not for the categorical cross-entropy. */
export function lossSum(z: usize, output: usize, target: usize, samples: i32, loss: i32): f64 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  let sum: f64 = 0;
  for (let s = 0; s < samples; s += 4, z += 16, output += 16, target += 16) {
    const t = v128.load(target);
    let value: v128;
    if (loss == SQUARED) {
      const error = f32x4.sub(v128.load(output), t);
      value = f32x4.mul(f32x4.mul(error, error), half);
    } else if (loss == HUBER) {
      const error = f32x4.abs(f32x4.sub(v128.load(output), t));
      const squared = f32x4.mul(f32x4.mul(error, error), half);
      value = v128.bitselect(squared, f32x4.sub(error, half), f32x4.lt(error, one));
    } else {
      const margin = f32x4.mul(t, v128.load(z));
      if (loss == CROSS_ENTROPY) value = softplus(f32x4.neg(margin));
      else if (loss == HINGE) value = f32x4.pmax(f32x4.sub(one, margin), zero);
      else value = f32x4.pmax(f32x4.neg(margin), zero);
    }
    if (samples - s < 4) value = v128.and(value, laneMask(samples - s));
    sum += preciseSumOfLanes(value);
  }
  return sum;
}

/**
 * Σ_s −ln(probability of the sample's class), in float64.
 * @param z [classes][samples], rows of `bytes`
 * @param target [classes][samples], rows of `stride`, 1 for the class and −1 for the others
 */
export function categoricalLossSum(
  z: usize, bytes: usize, target: usize, stride: usize, classes: i32, samples: i32,
): f64 {
  let sum: f64 = 0;
  for (let s = 0; s < samples; s++, z += 4, target += 4) {
    let largest = f32.load(z);
    for (let o = 1, at = z + bytes; o < classes; o++, at += bytes) largest = max(largest, f32.load(at));
    let total: f64 = 0;
    let ofClass: f64 = 0;
    for (let o = 0, at = z, wanted = target; o < classes; o++, at += bytes, wanted += stride) {
      const above = <f64>f32.load(at) - <f64>largest;
      total += Math.exp(above);
      if (f32.load(wanted) > 0) ofClass = above;
    }
    sum += Math.log(total) - ofClass;
  }
  return sum;
}

/** Σ_s (output − target)² of one output row, in float64. */
export function squaredErrors(output: usize, target: usize, samples: i32): f64 {
  return 2 * lossSum(output, output, target, samples, SQUARED);
}
