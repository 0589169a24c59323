import { multiplyAdd } from './vector';

// Elementary functions of four float32 at a time. pmin and pmax return their first operand where it is NaN, so
// that NaN passes through all of them.

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

/** exp z = 2ⁿ · exp r with |r| ≤ ln 2 / 2 and Taylor's polynomial of degree 7; clamped to −87 … 88. */
// @ts-ignore: decorator
@inline
export function exponential(z: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(z, f32x4.splat(88)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
  // ln 2 in two parts, the first with so few digits that n times it is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693145751953125)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(0.0000014286068203094173)));
  let p = multiplyAdd(r, f32x4.splat(1.0 / 5040), f32x4.splat(1.0 / 720));
  p = multiplyAdd(r, p, f32x4.splat(1.0 / 120));
  p = multiplyAdd(r, p, f32x4.splat(1.0 / 24));
  p = multiplyAdd(r, p, f32x4.splat(1.0 / 6));
  p = multiplyAdd(r, p, f32x4.splat(0.5));
  p = multiplyAdd(r, p, f32x4.splat(1));
  p = multiplyAdd(r, p, f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** ln(1 + exp z) = max(z, 0) + 2 artanh(s), where s = t / (2 + t) ≤ 1/3 and t = exp −|z|. */
// @ts-ignore: decorator
@inline
export function softplus(z: v128): v128 {
  const t = exponential(f32x4.neg(f32x4.abs(z)));
  const s = f32x4.div(t, f32x4.add(t, f32x4.splat(2)));
  const u = f32x4.mul(s, s);
  let p = multiplyAdd(u, f32x4.splat(1.0 / 15), f32x4.splat(1.0 / 13));
  p = multiplyAdd(u, p, f32x4.splat(1.0 / 11));
  p = multiplyAdd(u, p, f32x4.splat(1.0 / 9));
  p = multiplyAdd(u, p, f32x4.splat(1.0 / 7));
  p = multiplyAdd(u, p, f32x4.splat(1.0 / 5));
  p = multiplyAdd(u, p, f32x4.splat(1.0 / 3));
  p = multiplyAdd(u, p, f32x4.splat(1));
  return multiplyAdd(f32x4.add(s, s), p, f32x4.pmax(z, f32x4.splat(0)));
}

/**
 * The standard normal Φ(z) = (1 + erf(z / √2)) / 2, with erf x = x · P(x²) / Q(x²), degrees 4 and 5, fitted as
 * tanh and clamped at 3.9: 5.5e-7 relative error of erf in float32.
 */
// @ts-ignore: decorator
@inline
export function normalCumulative(z: v128): v128 {
  const scaled = f32x4.mul(z, f32x4.splat(0.7071067811865476));
  const x = f32x4.pmax(f32x4.pmin(scaled, f32x4.splat(3.9)), f32x4.splat(-3.9));
  const t = f32x4.mul(x, x);
  let p = multiplyAdd(t, f32x4.splat(17.091350555419922), f32x4.splat(478.02886962890625));
  let q = f32x4.add(t, f32x4.splat(120.44078063964844));
  p = multiplyAdd(t, p, f32x4.splat(3810.281494140625));
  q = multiplyAdd(t, q, f32x4.splat(1388.1251220703125));
  p = multiplyAdd(t, p, f32x4.splat(17674.484375));
  q = multiplyAdd(t, q, f32x4.splat(9232.7607421875));
  p = multiplyAdd(t, p, f32x4.splat(64243.18359375));
  q = multiplyAdd(t, q, f32x4.splat(34641.15625));
  q = multiplyAdd(t, q, f32x4.splat(56934.0546875));
  const half = f32x4.splat(0.5);
  return multiplyAdd(f32x4.div(f32x4.mul(x, p), q), half, half);
}

/** The standard normal density exp(−z²/2) / √(2π). */
// @ts-ignore: decorator
@inline
export function normalDensity(z: v128): v128 {
  const exponent = f32x4.mul(f32x4.mul(z, z), f32x4.splat(-0.5));
  return f32x4.mul(exponential(exponent), f32x4.splat(0.3989422804014327));
}

/** sin(z + shift · π) by the nearest multiple of π and Taylor's polynomial of degree 13; for |z| up to some 1e5. */
// @ts-ignore: decorator
@inline
export function sine(z: v128, shift: f32): v128 {
  const shifts = f32x4.splat(shift);
  const turns = f32x4.mul(z, f32x4.splat(0.3183098861837907));
  const n = f32x4.nearest(f32x4.add(turns, shifts));
  const whole = f32x4.sub(n, shifts);
  // π in three parts, the first two with so few digits that their products are exact.
  let r = f32x4.sub(z, f32x4.mul(whole, f32x4.splat(3.140625)));
  r = f32x4.sub(r, f32x4.mul(whole, f32x4.splat(0.00096702575683593750)));
  r = f32x4.sub(r, f32x4.mul(whole, f32x4.splat(6.2783295730096590e-7)));
  const limit = f32x4.splat(1.5707964);
  r = f32x4.pmax(f32x4.pmin(r, limit), f32x4.neg(limit));
  const t = f32x4.mul(r, r);
  let p = multiplyAdd(t, f32x4.splat(1.0 / 6227020800), f32x4.splat(-1.0 / 39916800));
  p = multiplyAdd(t, p, f32x4.splat(1.0 / 362880));
  p = multiplyAdd(t, p, f32x4.splat(-1.0 / 5040));
  p = multiplyAdd(t, p, f32x4.splat(1.0 / 120));
  p = multiplyAdd(t, p, f32x4.splat(-1.0 / 6));
  p = multiplyAdd(t, p, f32x4.splat(1));
  const sign = i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 31);
  return v128.xor(f32x4.mul(r, p), sign);
}
