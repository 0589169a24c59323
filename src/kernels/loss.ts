import { derivative } from './activation';
import { laneMask, rowBytes } from './vector';

// Codes as in src/lib/engine/losses.ts.
export const SQUARED: i32 = 0;
export const CROSS_ENTROPY: i32 = 1;

/**
 * One output row: delta[s] = scale · ∂loss/∂(pre-activation), 0 in the lanes beyond the last sample.
 * Cross-entropy maps targets ±1 to 0 and 1; its derivative at a sigmoid output is output − target.
 */
export function outputDelta(
  delta: usize, output: usize, target: usize, samples: i32, scale: f32, loss: i32, activation: i32,
): void {
  const bytes = rowBytes(samples);
  const scales = f32x4.splat(scale);
  const slope = f32x4.splat(loss == CROSS_ENTROPY ? 0.5 : 1);
  const shift = f32x4.splat(loss == CROSS_ENTROPY ? 0.5 : 0);
  for (let s: usize = 0; s < bytes; s += 16) {
    const t = f32x4.add(f32x4.mul(v128.load(target + s), slope), shift);
    const y = v128.load(output + s);
    let d = f32x4.mul(f32x4.sub(y, t), scales);
    if (loss == SQUARED) d = f32x4.mul(d, derivative(y, activation));
    v128.store(delta + s, d);
  }
  const last = delta + bytes - 16;
  v128.store(last, v128.and(v128.load(last), laneMask(((samples - 1) & 3) + 1)));
}

/** Σ_s of the loss of one output row, in float64. */
export function lossSum(preActivation: usize, output: usize, target: usize, samples: i32, loss: i32): f64 {
  let sum: f64 = 0;
  if (loss == SQUARED) {
    for (let s = 0; s < samples; s++) {
      const error = <f64>f32.load(output + (s << 2)) - <f64>f32.load(target + (s << 2));
      sum += 0.5 * error * error;
    }
  } else {
    for (let s = 0; s < samples; s++) {
      const z = <f64>f32.load(preActivation + (s << 2));
      sum += softplus(z) - 0.5 * (1 + <f64>f32.load(target + (s << 2))) * z;
    }
  }
  return sum;
}

/** ln(1 + exp z) without overflow. */
function softplus(z: f64): f64 {
  return (z > 0 ? z : 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** How many samples of one output row have z > 0 exactly where the target is > 0. */
export function rightAnswers(preActivation: usize, target: usize, samples: i32): i32 {
  const zero = f32x4.splat(0);
  let count = i32x4.splat(0);
  for (let s = 0; s < samples; s += 4) {
    const answer = f32x4.gt(v128.load(preActivation + (s << 2)), zero);
    const wanted = f32x4.gt(v128.load(target + (s << 2)), zero);
    count = i32x4.sub(count, v128.andnot(laneMask(samples - s), v128.xor(answer, wanted)));
  }
  return (
    i32x4.extract_lane(count, 0) + i32x4.extract_lane(count, 1) +
    i32x4.extract_lane(count, 2) + i32x4.extract_lane(count, 3)
  );
}
