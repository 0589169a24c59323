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
  const x = f32x4.pmax(f32x4.pmin(z, f32x4.splat(8)), f32x4.splat(-8));
  const t = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(t, f32x4.splat(1.5230375183250544e-8)), f32x4.splat(2.1894631572649814e-5));
  let q = f32x4.add(f32x4.mul(t, f32x4.splat(8.522429197910242e-7)), f32x4.splat(3.411289071664214e-4));
  p = f32x4.add(f32x4.mul(t, p), f32x4.splat(3.5715962294489145e-3));
  q = f32x4.add(f32x4.mul(t, q), f32x4.splat(2.616443671286106e-2));
  p = f32x4.add(f32x4.mul(t, p), f32x4.splat(0.1344449669122696));
  q = f32x4.add(f32x4.mul(t, q), f32x4.splat(0.4677782356739044));
  p = f32x4.add(f32x4.mul(t, p), f32x4.splat(1));
  q = f32x4.add(f32x4.mul(t, q), f32x4.splat(1));
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

/** deltas[i] ·= f′, the derivative taken from the stored output values[i]. */
export function multiplyByDerivative(deltas: usize, values: usize, bytes: usize, code: i32): void {
  const end = deltas + bytes;
  const one = f32x4.splat(1);
  if (code == TANH) {
    for (; deltas < end; deltas += 16, values += 16) {
      const y = v128.load(values);
      v128.store(deltas, f32x4.mul(v128.load(deltas), f32x4.sub(one, f32x4.mul(y, y))));
    }
  } else if (code == RELU) {
    const zero = f32x4.splat(0);
    for (; deltas < end; deltas += 16, values += 16) {
      v128.store(deltas, v128.and(v128.load(deltas), f32x4.gt(v128.load(values), zero)));
    }
  } else if (code == SIGMOID) {
    for (; deltas < end; deltas += 16, values += 16) {
      const y = v128.load(values);
      v128.store(deltas, f32x4.mul(v128.load(deltas), f32x4.mul(y, f32x4.sub(one, y))));
    }
  }
}
