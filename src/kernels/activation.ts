// Codes as in src/lib/engine/activations.ts.
export const TANH: i32 = 0;
export const RELU: i32 = 1;
export const SIGMOID: i32 = 2;
export const LINEAR: i32 = 3;

/**
 * x · P(x²) / Q(x²) with P and Q of degree 4, fitted to the least relative error on |x| ≤ 8 (iteratively
 * reweighted least squares) and clamped there: 3.4e-7 relative error in float32, never beyond ±1.
 * pmin and pmax return their first operand where it is NaN.
 */
// @ts-ignore: decorator
@inline
function tanh(z: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(z, f32x4.splat(7.95)), f32x4.splat(-7.95));
  const t = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(t, f32x4.splat(0.017906464636325836)), f32x4.splat(25.65126609802246));
  let q = f32x4.add(t, f32x4.splat(399.2111511230469));
  p = f32x4.add(f32x4.mul(t, p), f32x4.splat(4176.47265625));
  q = f32x4.add(f32x4.mul(t, q), f32x4.splat(30580.154296875));
  p = f32x4.add(f32x4.mul(t, p), f32x4.splat(157087.21875));
  q = f32x4.add(f32x4.mul(t, q), f32x4.splat(546469.25));
  p = f32x4.add(f32x4.mul(t, p), f32x4.splat(1168146.25));
  q = f32x4.add(f32x4.mul(t, q), f32x4.splat(1168146.25));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** values[i] = f(inputs[i]) over whole vectors; values may be inputs. */
export function activate(values: usize, inputs: usize, bytes: usize, code: i32): void {
  const end = inputs + bytes;
  if (code == TANH) {
    for (; inputs < end; inputs += 16, values += 16) v128.store(values, tanh(v128.load(inputs)));
  } else if (code == RELU) {
    const zero = f32x4.splat(0);
    for (; inputs < end; inputs += 16, values += 16) v128.store(values, f32x4.pmax(v128.load(inputs), zero));
  } else if (code == SIGMOID) {
    const half = f32x4.splat(0.5);
    for (; inputs < end; inputs += 16, values += 16) {
      const y = tanh(f32x4.mul(v128.load(inputs), half));
      v128.store(values, f32x4.add(f32x4.mul(y, half), half));
    }
  } else if (values != inputs) {
    for (; inputs < end; inputs += 16, values += 16) v128.store(values, v128.load(inputs));
  }
}

/** f′ from the stored output y. */
// @ts-ignore: decorator
@inline
export function derivative(y: v128, code: i32): v128 {
  const one = f32x4.splat(1);
  if (code == TANH) return f32x4.sub(one, f32x4.mul(y, y));
  if (code == RELU) return v128.and(one, f32x4.gt(y, f32x4.splat(0)));
  if (code == SIGMOID) return f32x4.mul(y, f32x4.sub(one, y));
  return one;
}
