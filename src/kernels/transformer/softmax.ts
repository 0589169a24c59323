import { laneMask, numberAt, polynomial, sumOfLanes } from '../vector';

/** What stands for nothing at all in a maximum; not infinite, so that differences stay numbers. */
const LOWEST: f32 = -1e30;

/** The largest of `count` float32. */
export function maximumOf(row: usize, count: i32): f32 {
  const lowest = f32x4.splat(LOWEST);
  let most = lowest;
  let left = count;
  for (; left >= 4; left -= 4) {
    most = f32x4.pmax(most, v128.load(row));
    row += 16;
  }
  if (left > 0) most = f32x4.pmax(most, v128.bitselect(v128.load(row), lowest, laneMask(left)));
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 2, 3));
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 1, 1, 1, 1));
  return f32x4.extract_lane(most, 0);
}

/**
 * What `power` reckons with. 1.5 · 2²³, added to a small number, leaves the nearest whole one in the lowest bits.
 */
const numbers = memory.data<f32>([
  -87, 1.4426950408889634, 12582912, 0.0001534581242594868, 0.0013399930903688073, 0.009618489071726799,
  0.05550328642129898, 0.24022646248340607, 0.6931471824645996, 1,
]);

/**
 * exp x = 2ⁿ · 2ᶠ for x ≤ 0, with f at most a half: 2ᶠ by a polynomial of degree 6 fitted to the least relative error
 * (1e-7 in float32, exact at 0), n added to its exponent. Below −87 as at −87.
 */
// @ts-ignore: decorator
@inline
function power(x: v128): v128 {
  const rounding = numberAt(numbers, 2);
  const scaled = f32x4.mul(f32x4.pmax(x, numberAt(numbers, 0)), numberAt(numbers, 1));
  const shifted = f32x4.add(scaled, rounding);
  const f = f32x4.sub(scaled, f32x4.sub(shifted, rounding));
  return i32x4.add(polynomial(f, numbers, 3), i32x4.shl(shifted, 23));
}

/**
 * Replaces `count` float32 by the powers of e of what they are above `most`.
 * @returns their sum
 */
export function exponentials(row: usize, count: i32, most: f32): f32 {
  const mosts = f32x4.splat(most);
  let sum = f32x4.splat(0);
  let left = count;
  for (; left >= 4; left -= 4) {
    const share = power(f32x4.sub(v128.load(row), mosts));
    v128.store(row, share);
    sum = f32x4.add(sum, share);
    row += 16;
  }
  if (left > 0) {
    const share = v128.and(power(f32x4.sub(v128.load(row), mosts)), laneMask(left));
    v128.store(row, share);
    sum = f32x4.add(sum, share);
  }
  return sumOfLanes(sum);
}

/** Multiplies `count` float32, rounded up to whole vectors, and clears what follows up to `padded`. */
export function scaleRow(row: usize, count: i32, padded: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = row + (padded << 2);
  const scaledEnd = row + (((count + 3) & ~3) << 2);
  for (; row != scaledEnd; row += 16) v128.store(row, f32x4.mul(v128.load(row), factors));
  for (; row != end; row += 16) v128.store(row, f32x4.splat(0));
}

/** Shares of `count` float32 by their powers of e, zeros up to `padded`, a multiple of 4. */
export function softmaxRow(row: usize, count: i32, padded: i32): void {
  const sum = exponentials(row, count, maximumOf(row, count));
  scaleRow(row, count, padded, 1 / sum);
}
