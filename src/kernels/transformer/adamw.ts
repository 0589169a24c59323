import { multiplyAdd, preciseSumOfLanes } from '../vector';

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.999;
const EPSILON: f32 = 1e-8;

/** The sum of squares; count a multiple of 4. */
export function sumOfSquares(values: usize, count: i32): f64 {
  const end = values + (<usize>count << 2);
  let sum: f64 = 0;
  while (values != end) {
    // Some squares in float32, then on in float64.
    const stop = min(end, values + 1024);
    let squares = f32x4.splat(0);
    for (; values != stop; values += 16) {
      const value = v128.load(values);
      squares = multiplyAdd(value, value, squares);
    }
    sum += preciseSumOfLanes(squares);
  }
  return sum;
}

/**
 * One step for all parameters; count a multiple of 4.
 * @param share of the gradient that clipping leaves
 * @param rate the learning rate over 1 − β₁ᵗ
 * @param correction 1 / √(1 − β₂ᵗ)
 * @param kept of each parameter after weight decay
 */
export function adamw(
  parameters: usize,
  gradients: usize,
  first: usize,
  second: usize,
  count: i32,
  share: f32,
  rate: f32,
  correction: f32,
  kept: f32,
): void {
  const end = parameters + (<usize>count << 2);
  const shares = f32x4.splat(share);
  const rates = f32x4.splat(-rate);
  const corrections = f32x4.splat(correction);
  const keep = f32x4.splat(kept);
  for (; parameters != end; parameters += 16, gradients += 16, first += 16, second += 16) {
    const g = f32x4.mul(v128.load(gradients), shares);
    const m = multiplyAdd(v128.load(first), f32x4.splat(BETA1), f32x4.mul(g, f32x4.splat(1 - BETA1)));
    const v = multiplyAdd(
      v128.load(second),
      f32x4.splat(BETA2),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(1 - BETA2)),
    );
    v128.store(first, m);
    v128.store(second, v);
    const size = multiplyAdd(f32x4.sqrt(v), corrections, f32x4.splat(EPSILON));
    const step = f32x4.div(f32x4.mul(rates, m), size);
    v128.store(parameters, multiplyAdd(v128.load(parameters), keep, step));
  }
}
