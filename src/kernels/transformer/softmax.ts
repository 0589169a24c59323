import { exponential } from '../functions';
import { laneMask, sumOfLanes } from '../vector';

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
 * Replaces `count` float32 by the powers of e of what they are above `most`.
 * @returns their sum
 */
export function exponentials(row: usize, count: i32, most: f32): f32 {
  const mosts = f32x4.splat(most);
  let sum = f32x4.splat(0);
  let left = count;
  for (; left >= 4; left -= 4) {
    const power = exponential(f32x4.sub(v128.load(row), mosts));
    v128.store(row, power);
    sum = f32x4.add(sum, power);
    row += 16;
  }
  if (left > 0) {
    const power = v128.and(exponential(f32x4.sub(v128.load(row), mosts)), laneMask(left));
    v128.store(row, power);
    sum = f32x4.add(sum, power);
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
