import {
  exponential, exponentialMinusOne, logistic, normalCumulative, normalDensity, sine, softplus, tanh,
} from './functions';
import { multiplyAdd } from './vector';

// Codes as in src/lib/engine/activations.ts.
export const TANH: i32 = 0;
export const RELU: i32 = 1;
export const SIGMOID: i32 = 2;
export const LINEAR: i32 = 3;
export const LEAKY_RELU: i32 = 4;
export const ELU: i32 = 5;
export const GELU: i32 = 6;
export const SILU: i32 = 7;
export const SOFTPLUS: i32 = 8;
export const SINE: i32 = 9;
export const STEP: i32 = 10;
export const SOFTMAX: i32 = 11;
/** Not an activation: the derivatives themselves have been stored. */
export const STORED: i32 = 12;

/** values[i] = f(inputs[i]) over whole vectors; values may be inputs. Softmax, which needs all outputs, is below. */
export function activate(values: usize, inputs: usize, bytes: usize, code: i32): void {
  const end = inputs + bytes;
  switch (code) {
    case TANH:
      for (; inputs < end; inputs += 16, values += 16) v128.store(values, tanh(v128.load(inputs)));
      break;
    case RELU:
      for (; inputs < end; inputs += 16, values += 16) {
        v128.store(values, f32x4.pmax(v128.load(inputs), f32x4.splat(0)));
      }
      break;
    case SIGMOID:
      for (; inputs < end; inputs += 16, values += 16) v128.store(values, logistic(v128.load(inputs)));
      break;
    case LINEAR:
      if (values == inputs) break;
      for (; inputs < end; inputs += 16, values += 16) v128.store(values, v128.load(inputs));
      break;
    case LEAKY_RELU:
      for (; inputs < end; inputs += 16, values += 16) {
        const z = v128.load(inputs);
        const zero = f32x4.splat(0);
        v128.store(values, multiplyAdd(f32x4.pmin(z, zero), f32x4.splat(0.01), f32x4.pmax(z, zero)));
      }
      break;
    case ELU:
      for (; inputs < end; inputs += 16, values += 16) {
        const z = v128.load(inputs);
        const isPositive = f32x4.gt(z, f32x4.splat(0));
        v128.store(values, v128.bitselect(z, exponentialMinusOne(z), isPositive));
      }
      break;
    case GELU:
      for (; inputs < end; inputs += 16, values += 16) {
        const z = v128.load(inputs);
        v128.store(values, f32x4.mul(z, normalCumulative(z)));
      }
      break;
    case SILU:
      for (; inputs < end; inputs += 16, values += 16) {
        const z = v128.load(inputs);
        v128.store(values, f32x4.mul(z, logistic(z)));
      }
      break;
    case SOFTPLUS:
      for (; inputs < end; inputs += 16, values += 16) v128.store(values, softplus(v128.load(inputs)));
      break;
    case SINE:
      for (; inputs < end; inputs += 16, values += 16) v128.store(values, sine(v128.load(inputs), 0));
      break;
    case STEP:
      for (; inputs < end; inputs += 16, values += 16) {
        const z = v128.load(inputs);
        const step = v128.and(f32x4.splat(1), f32x4.gt(z, f32x4.splat(0)));
        v128.store(values, v128.bitselect(step, z, f32x4.eq(z, z)));
      }
      break;
  }
}

/** Whether f′ cannot be had from f's value alone. */
// @ts-ignore: decorator
@inline
export function needsSlopes(code: i32): bool {
  return code >= GELU && code <= SINE;
}

/** f′ from the stored output y; y itself where derivatives have been stored. */
// @ts-ignore: decorator
@inline
export function derivative(y: v128, code: i32): v128 {
  const one = f32x4.splat(1);
  if (code == TANH) return f32x4.sub(one, f32x4.mul(y, y));
  const isPositive = f32x4.gt(y, f32x4.splat(0));
  if (code == RELU) return v128.and(one, isPositive);
  if (code == SIGMOID) return f32x4.mul(y, f32x4.sub(one, y));
  if (code == STORED) return y;
  if (code == LEAKY_RELU) return v128.bitselect(one, f32x4.splat(0.01), isPositive);
  if (code == ELU) return v128.bitselect(one, f32x4.add(y, one), isPositive);
  if (code == STEP) return f32x4.splat(0);
  return one;
}

/** values[i] = f(values[i]) and slopes[i] = f′ at the same place, over whole vectors. */
export function activateWithSlopes(values: usize, slopes: usize, bytes: usize, code: i32): void {
  const end = values + bytes;
  if (!needsSlopes(code)) {
    activate(values, values, bytes, code);
    for (; values < end; values += 16, slopes += 16) v128.store(slopes, derivative(v128.load(values), code));
    return;
  }
  for (; values < end; values += 16, slopes += 16) {
    const z = v128.load(values);
    let y: v128, slope: v128;
    if (code == GELU) {
      const cumulative = normalCumulative(z);
      y = f32x4.mul(z, cumulative);
      slope = multiplyAdd(z, normalDensity(z), cumulative);
    } else if (code == SILU) {
      const s = logistic(z);
      y = f32x4.mul(z, s);
      slope = multiplyAdd(s, f32x4.sub(z, y), s);
    } else if (code == SOFTPLUS) {
      y = softplus(z);
      slope = logistic(z);
    } else {
      y = sine(z, 0);
      slope = sine(z, 0.5);
    }
    v128.store(values, y);
    v128.store(slopes, slope);
  }
}

/** Probabilities of classes: outputs[o][s] = exp z[o][s] / Σ exp z; rows of `bytes`, whole vectors. */
export function softmax(outputs: usize, z: usize, count: i32, bytes: usize): void {
  for (let s: usize = 0; s < bytes; s += 16) {
    let largest = v128.load(z + s);
    for (let o = 1, at = z + s + bytes; o < count; o++, at += bytes) {
      largest = f32x4.pmax(largest, v128.load(at));
    }
    let sum = f32x4.splat(0);
    for (let o = 0, at = s; o < count; o++, at += bytes) {
      const power = exponential(f32x4.sub(v128.load(z + at), largest));
      v128.store(outputs + at, power);
      sum = f32x4.add(sum, power);
    }
    for (let o = 0, at = s; o < count; o++, at += bytes) {
      v128.store(outputs + at, f32x4.div(v128.load(outputs + at), sum));
    }
  }
}
