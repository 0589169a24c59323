import { multiplyAdd, numberAt, polynomial } from './vector';

// Elementary functions of four float32 at a time. pmin and pmax return their first operand where it is NaN, so
// that NaN passes through all of them. Functions of many numbers read them from memory; loops over tanh are so short
// that engines unroll them, and then hold its numbers.

/**
 * x · P(x²) / Q(x²) with P and Q of degree 4, fitted to the least relative error on |x| ≤ 8 (iteratively
 * reweighted least squares) and clamped there: 3.4e-7 relative error in float32, never beyond ±1.
 */
// @ts-ignore: decorator
@inline
export function tanh(z: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(z, f32x4.splat(7.95)), f32x4.splat(-7.95));
  const t = f32x4.mul(x, x);
  let p = multiplyAdd(t, f32x4.splat(0.017906464636325836), f32x4.splat(25.65126609802246));
  let q = f32x4.add(t, f32x4.splat(399.2111511230469));
  p = multiplyAdd(t, p, f32x4.splat(4176.47265625));
  q = multiplyAdd(t, q, f32x4.splat(30580.154296875));
  p = multiplyAdd(t, p, f32x4.splat(157087.21875));
  q = multiplyAdd(t, q, f32x4.splat(546469.25));
  p = multiplyAdd(t, p, f32x4.splat(1168146.25));
  q = multiplyAdd(t, q, f32x4.splat(1168146.25));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** 1 / (1 + exp −z). */
// @ts-ignore: decorator
@inline
export function logistic(z: v128): v128 {
  const half = f32x4.splat(0.5);
  return multiplyAdd(tanh(f32x4.mul(z, half)), half, half);
}

/** exp z − 1 for z ≤ 0. */
// @ts-ignore: decorator
@inline
export function exponentialMinusOne(z: v128): v128 {
  const t = tanh(f32x4.mul(z, f32x4.splat(0.5)));
  return f32x4.div(f32x4.add(t, t), f32x4.sub(f32x4.splat(1), t));
}

/**
 * Bounds of z; 1 / ln 2; ln 2 in two parts, the first with so few digits that n times it is exact; 1 / 7! … 1 / 0!.
 */
const exponentialNumbers = memory.data<f32>([
  88, -87, 1.4426950408889634, 0.693145751953125, 0.0000014286068203094173,
  1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1,
]);

/** exp z = 2ⁿ · exp r with |r| ≤ ln 2 / 2 and Taylor's polynomial of degree 7; clamped to −87 … 88. */
// @ts-ignore: decorator
@inline
export function exponential(z: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(z, numberAt(exponentialNumbers, 0)), numberAt(exponentialNumbers, 1));
  const n = f32x4.nearest(f32x4.mul(x, numberAt(exponentialNumbers, 2)));
  let r = f32x4.sub(x, f32x4.mul(n, numberAt(exponentialNumbers, 3)));
  r = f32x4.sub(r, f32x4.mul(n, numberAt(exponentialNumbers, 4)));
  const p = multiplyAdd(r, polynomial(r, exponentialNumbers, 5), numberAt(exponentialNumbers, 12));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** 2; of artanh's series 1 / 15, 1 / 13 … 1. */
const softplusNumbers = memory.data<f32>([2, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 1]);

/** ln(1 + exp z) = max(z, 0) + 2 artanh(s), where s = t / (2 + t) ≤ 1/3 and t = exp −|z|. */
// @ts-ignore: decorator
@inline
export function softplus(z: v128): v128 {
  const t = exponential(f32x4.neg(f32x4.abs(z)));
  const s = f32x4.div(t, f32x4.add(t, numberAt(softplusNumbers, 0)));
  const u = f32x4.mul(s, s);
  const p = multiplyAdd(u, polynomial(u, softplusNumbers, 1), numberAt(softplusNumbers, 8));
  return multiplyAdd(f32x4.add(s, s), p, f32x4.pmax(z, f32x4.splat(0)));
}

/** P's and Q's coefficients from the highest, Q's highest being 1; √½; where |x| is clamped; 0.5. */
const normalNumbers = memory.data<f32>([
  17.091350555419922, 478.02886962890625, 3810.281494140625, 17674.484375, 64243.18359375,
  120.44078063964844, 1388.1251220703125, 9232.7607421875, 34641.15625, 56934.0546875,
  0.7071067811865476, 3.9, -3.9, 0.5,
]);

/**
 * The standard normal Φ(z) = (1 + erf(z / √2)) / 2, with erf x = x · P(x²) / Q(x²), degrees 4 and 5, fitted as
 * tanh and clamped at 3.9: 5.5e-7 relative error of erf in float32.
 */
// @ts-ignore: decorator
@inline
export function normalCumulative(z: v128): v128 {
  const scaled = f32x4.mul(z, numberAt(normalNumbers, 10));
  const x = f32x4.pmax(f32x4.pmin(scaled, numberAt(normalNumbers, 11)), numberAt(normalNumbers, 12));
  const t = f32x4.mul(x, x);
  let p = multiplyAdd(t, numberAt(normalNumbers, 0), numberAt(normalNumbers, 1));
  let q = f32x4.add(t, numberAt(normalNumbers, 5));
  p = multiplyAdd(t, p, numberAt(normalNumbers, 2));
  q = multiplyAdd(t, q, numberAt(normalNumbers, 6));
  p = multiplyAdd(t, p, numberAt(normalNumbers, 3));
  q = multiplyAdd(t, q, numberAt(normalNumbers, 7));
  p = multiplyAdd(t, p, numberAt(normalNumbers, 4));
  q = multiplyAdd(t, q, numberAt(normalNumbers, 8));
  q = multiplyAdd(t, q, numberAt(normalNumbers, 9));
  const half = numberAt(normalNumbers, 13);
  return multiplyAdd(f32x4.div(f32x4.mul(x, p), q), half, half);
}

const densityNumbers = memory.data<f32>([-0.5, 0.3989422804014327]);

/** The standard normal density exp(−z²/2) / √(2π). */
// @ts-ignore: decorator
@inline
export function normalDensity(z: v128): v128 {
  const exponent = f32x4.mul(f32x4.mul(z, z), numberAt(densityNumbers, 0));
  return f32x4.mul(exponential(exponent), numberAt(densityNumbers, 1));
}

/**
 * 1 / π; π in three parts, the first two with so few digits that their products are exact; ±π / 2; 1 / 13!, −1 / 11!
 * … 1.
 */
const sineNumbers = memory.data<f32>([
  0.3183098861837907, 3.140625, 0.00096702575683593750, 6.2783295730096590e-7, 1.5707964, -1.5707964,
  1.0 / 6227020800, -1.0 / 39916800, 1.0 / 362880, -1.0 / 5040, 1.0 / 120, -1.0 / 6, 1,
]);

/** sin(z + shift · π) by the nearest multiple of π and Taylor's polynomial of degree 13; for |z| up to some 1e5. */
// @ts-ignore: decorator
@inline
export function sine(z: v128, shift: f32): v128 {
  const shifts = f32x4.splat(shift);
  const turns = f32x4.mul(z, numberAt(sineNumbers, 0));
  const n = f32x4.nearest(f32x4.add(turns, shifts));
  const whole = f32x4.sub(n, shifts);
  let r = f32x4.sub(z, f32x4.mul(whole, numberAt(sineNumbers, 1)));
  r = f32x4.sub(r, f32x4.mul(whole, numberAt(sineNumbers, 2)));
  r = f32x4.sub(r, f32x4.mul(whole, numberAt(sineNumbers, 3)));
  r = f32x4.pmax(f32x4.pmin(r, numberAt(sineNumbers, 4)), numberAt(sineNumbers, 5));
  const t = f32x4.mul(r, r);
  const sign = i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 31);
  return v128.xor(f32x4.mul(r, polynomial(t, sineNumbers, 6)), sign);
}
