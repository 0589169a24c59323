import { Norm, Plan } from './plan';
import { laneMask, multiplyAdd, sumOfFour, sumOfLanes } from '../vector';

// torch.nn.LayerNorm, four rows at a time so that their sums do not wait for each other.

const EPSILON: f32 = 1e-5;

/** Norm of all rows at hand: source to target. */
export function normalize(plan: Plan, norm: Norm): void {
  const stride = plan.widthStride;
  for (let row = 0; row < plan.rows; row += 4) {
    const at = row * stride;
    normalizeFour(plan, norm, norm.source + at, stride, norm.target + at, norm.statistics + (row << 3));
  }
}

/** Norm of one row. */
export function normalizeRow(plan: Plan, norm: Norm, source: usize, target: usize): void {
  const bytes = plan.paddedWidth << 2;
  const end = source + bytes;
  const mask = lastMask(plan);
  let sums = f32x4.splat(0);
  for (let x = source; x != end; x += 16) sums = f32x4.add(sums, v128.load(x));
  const mean = f32x4.splat(sumOfLanes(sums) / <f32>plan.width);
  let squares = f32x4.splat(0);
  let left = plan.width;
  for (let x = source; left > 0; x += 16) {
    const difference = v128.and(f32x4.sub(v128.load(x), mean), left < 4 ? mask : i32x4.splat(-1));
    squares = multiplyAdd(difference, difference, squares);
    left -= 4;
  }
  const inverse = f32x4.splat(1 / Mathf.sqrt(sumOfLanes(squares) / <f32>plan.width + EPSILON));
  const shift = f32x4.neg(f32x4.mul(mean, inverse));
  for (let i = 0; i < bytes; i += 16) {
    const normal = multiplyAdd(v128.load(source + i), inverse, shift);
    v128.store(target + i, multiplyAdd(normal, v128.load(norm.scales + i), v128.load(norm.shifts + i)));
  }
}

/** Of the last, partly filled vector of a row's numbers. */
// @ts-ignore: decorator
@inline
function lastMask(plan: Plan): v128 {
  return laneMask(plan.width & 3);
}

function normalizeFour(plan: Plan, norm: Norm, x: usize, stride: i32, y: usize, statistics: usize): void {
  const bytes: i32 = plan.paddedWidth << 2;
  const wholeBytes: i32 = (plan.width & ~3) << 2;
  const count = f32x4.splat(<f32>plan.width);
  const x1 = x + stride;
  const x2 = x1 + stride;
  const x3 = x2 + stride;
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let i = 0; i < bytes; i += 16) {
    a = f32x4.add(a, v128.load(x + i));
    b = f32x4.add(b, v128.load(x1 + i));
    c = f32x4.add(c, v128.load(x2 + i));
    d = f32x4.add(d, v128.load(x3 + i));
  }
  const means = f32x4.div(sumOfFour(a, b, c, d), count);
  const mean0 = v128.shuffle<f32>(means, means, 0, 0, 0, 0);
  const mean1 = v128.shuffle<f32>(means, means, 1, 1, 1, 1);
  const mean2 = v128.shuffle<f32>(means, means, 2, 2, 2, 2);
  const mean3 = v128.shuffle<f32>(means, means, 3, 3, 3, 3);
  a = f32x4.splat(0);
  b = a;
  c = a;
  d = a;
  for (let i = 0; i < wholeBytes; i += 16) {
    let difference = f32x4.sub(v128.load(x + i), mean0);
    a = multiplyAdd(difference, difference, a);
    difference = f32x4.sub(v128.load(x1 + i), mean1);
    b = multiplyAdd(difference, difference, b);
    difference = f32x4.sub(v128.load(x2 + i), mean2);
    c = multiplyAdd(difference, difference, c);
    difference = f32x4.sub(v128.load(x3 + i), mean3);
    d = multiplyAdd(difference, difference, d);
  }
  if (plan.width & 3) {
    const mask = lastMask(plan);
    let difference = v128.and(f32x4.sub(v128.load(x + wholeBytes), mean0), mask);
    a = multiplyAdd(difference, difference, a);
    difference = v128.and(f32x4.sub(v128.load(x1 + wholeBytes), mean1), mask);
    b = multiplyAdd(difference, difference, b);
    difference = v128.and(f32x4.sub(v128.load(x2 + wholeBytes), mean2), mask);
    c = multiplyAdd(difference, difference, c);
    difference = v128.and(f32x4.sub(v128.load(x3 + wholeBytes), mean3), mask);
    d = multiplyAdd(difference, difference, d);
  }
  const variances = f32x4.div(sumOfFour(a, b, c, d), count);
  const inverses = f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(variances, f32x4.splat(EPSILON))));
  const shifts = f32x4.neg(f32x4.mul(means, inverses));
  v128.store(statistics, v128.shuffle<f32>(inverses, shifts, 0, 4, 1, 5));
  v128.store(statistics, v128.shuffle<f32>(inverses, shifts, 2, 6, 3, 7), 16);
  const inverse0 = v128.load32_splat(statistics);
  const shift0 = v128.load32_splat(statistics, 4);
  const inverse1 = v128.load32_splat(statistics, 8);
  const shift1 = v128.load32_splat(statistics, 12);
  const inverse2 = v128.load32_splat(statistics, 16);
  const shift2 = v128.load32_splat(statistics, 20);
  const inverse3 = v128.load32_splat(statistics, 24);
  const shift3 = v128.load32_splat(statistics, 28);
  const toY = y - x;
  for (let i = 0; i < bytes; i += 16) {
    const scale = v128.load(norm.scales + i);
    const shift = v128.load(norm.shifts + i);
    v128.store(x + toY + i, multiplyAdd(multiplyAdd(v128.load(x + i), inverse0, shift0), scale, shift));
    v128.store(x1 + toY + i, multiplyAdd(multiplyAdd(v128.load(x1 + i), inverse1, shift1), scale, shift));
    v128.store(x2 + toY + i, multiplyAdd(multiplyAdd(v128.load(x2 + i), inverse2, shift2), scale, shift));
    v128.store(x3 + toY + i, multiplyAdd(multiplyAdd(v128.load(x3 + i), inverse3, shift3), scale, shift));
  }
}

/**
 * Slopes of a norm's result, to those of its source: written to `dx`, or added to what stands there. Adds to the
 * norm's gradients. `dy` may be `dx` where nothing is added.
 */
export function normalizeBack(plan: Plan, norm: Norm, dy: usize, dx: usize, isAdded: bool): void {
  const stride = plan.widthStride;
  for (let row = 0; row < plan.rows; row += 4) {
    const at = row * stride;
    normalizeFourBack(plan, norm, norm.source + at, dy + at, dx + at, norm.statistics + (row << 3), isAdded);
  }
}

function normalizeFourBack(
  plan: Plan,
  norm: Norm,
  x: usize,
  dy: usize,
  dx: usize,
  statistics: usize,
  isAdded: bool,
): void {
  const stride = plan.widthStride;
  const bytes: i32 = plan.paddedWidth << 2;
  const dScales = norm.scales + plan.toGradients;
  const dShifts = norm.shifts + plan.toGradients;
  // Of each row: the sums of slope · scale, and of that times the normalized number.
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let a1 = a;
  let b1 = a;
  let c1 = a;
  let d1 = a;
  for (let i = 0; i < bytes; i += 16) {
    const scale = v128.load(norm.scales + i);
    let dScale = v128.load(dScales + i);
    let dShift = v128.load(dShifts + i);
    let xi = x + i;
    let dyi = dy + i;
    let slope = v128.load(dyi);
    let normal = multiplyAdd(v128.load(xi), v128.load32_splat(statistics), v128.load32_splat(statistics, 4));
    dScale = multiplyAdd(slope, normal, dScale);
    dShift = f32x4.add(dShift, slope);
    slope = f32x4.mul(slope, scale);
    a = f32x4.add(a, slope);
    a1 = multiplyAdd(slope, normal, a1);
    xi += stride;
    dyi += stride;
    slope = v128.load(dyi);
    normal = multiplyAdd(v128.load(xi), v128.load32_splat(statistics, 8), v128.load32_splat(statistics, 12));
    dScale = multiplyAdd(slope, normal, dScale);
    dShift = f32x4.add(dShift, slope);
    slope = f32x4.mul(slope, scale);
    b = f32x4.add(b, slope);
    b1 = multiplyAdd(slope, normal, b1);
    xi += stride;
    dyi += stride;
    slope = v128.load(dyi);
    normal = multiplyAdd(v128.load(xi), v128.load32_splat(statistics, 16), v128.load32_splat(statistics, 20));
    dScale = multiplyAdd(slope, normal, dScale);
    dShift = f32x4.add(dShift, slope);
    slope = f32x4.mul(slope, scale);
    c = f32x4.add(c, slope);
    c1 = multiplyAdd(slope, normal, c1);
    xi += stride;
    dyi += stride;
    slope = v128.load(dyi);
    normal = multiplyAdd(v128.load(xi), v128.load32_splat(statistics, 24), v128.load32_splat(statistics, 28));
    dScale = multiplyAdd(slope, normal, dScale);
    dShift = f32x4.add(dShift, slope);
    slope = f32x4.mul(slope, scale);
    d = f32x4.add(d, slope);
    d1 = multiplyAdd(slope, normal, d1);
    v128.store(dScales + i, dScale);
    v128.store(dShifts + i, dShift);
  }
  const share = f32x4.splat(-1 / <f32>plan.width);
  const sums = f32x4.mul(sumOfFour(a, b, c, d), share);
  const alongs = f32x4.mul(sumOfFour(a1, b1, c1, d1), share);
  for (let row = 0; row < 4; row++) {
    const inverse = v128.load32_splat(statistics);
    const shift = v128.load32_splat(statistics, 4);
    const sum = f32x4.splat(laneOf(sums, row));
    const along = f32x4.splat(laneOf(alongs, row));
    for (let i = 0; i < bytes; i += 16) {
      const normal = multiplyAdd(v128.load(x + i), inverse, shift);
      const own = multiplyAdd(v128.load(dy + i), v128.load(norm.scales + i), sum);
      let slope = f32x4.mul(inverse, multiplyAdd(normal, along, own));
      if (isAdded) slope = f32x4.add(slope, v128.load(dx + i));
      v128.store(dx + i, slope);
    }
    clearPadding(plan, dx);
    x += stride;
    dy += stride;
    dx += stride;
    statistics += 8;
  }
}

// @ts-ignore: decorator
@inline
function laneOf(vector: v128, lane: i32): f32 {
  if (lane == 0) return f32x4.extract_lane(vector, 0);
  if (lane == 1) return f32x4.extract_lane(vector, 1);
  return lane == 2 ? f32x4.extract_lane(vector, 2) : f32x4.extract_lane(vector, 3);
}

/** Nothing is where a row is only filled up. */
// @ts-ignore: decorator
@inline
function clearPadding(plan: Plan, row: usize): void {
  for (let c = plan.width; c < plan.paddedWidth; c++) f32.store(row + (c << 2), 0);
}
