import { exponential } from '../functions';
import { laneMask, sumOfLanes } from '../vector';

/** The largest of scale · x [count], in every lane. */
// @ts-ignore: decorator
@inline
function largest(x: usize, count: i32, scales: v128): v128 {
  let most = f32x4.splat(-Infinity);
  for (let k: usize = 0, left = count; left > 0; k += 16, left -= 4) {
    const value = f32x4.mul(v128.load(x + k), scales);
    most = f32x4.pmax(most, v128.bitselect(value, f32x4.splat(-Infinity), laneMask(left)));
  }
  most = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
  return f32x4.pmax(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2));
}

/**
 * out [seen] = softmax of scale · x [seen]; beyond, up to `room`, a multiple of 4, out is 0. May work in place.
 */
// @ts-ignore: decorator
@inline
export function softmaxRow(out: usize, x: usize, seen: i32, room: i32, scale: f32): void {
  const scales = f32x4.splat(scale);
  const end = <usize>room << 2;
  const most = largest(x, seen, scales);
  let sum = f32x4.splat(0);
  for (let k: usize = 0, left = seen; k < end; k += 16, left -= 4) {
    if (left <= 0) {
      v128.store(out + k, f32x4.splat(0));
      continue;
    }
    const power = exponential(f32x4.sub(f32x4.mul(v128.load(x + k), scales), most));
    const shown = v128.and(power, laneMask(left));
    sum = f32x4.add(sum, shown);
    v128.store(out + k, shown);
  }
  const share = f32x4.splat(<f32>1 / sumOfLanes(sum));
  for (let k: usize = 0, left = seen; left > 0; k += 16, left -= 4) {
    v128.store(out + k, f32x4.mul(v128.load(out + k), share));
  }
}

/** Softmax of each row of x [rows][columns] to out, strides in bytes, multiples of 16. */
export function softmax(out: usize, x: usize, stride: usize, rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++, out += stride, x += stride) {
    softmaxRow(out, x, columns, <i32>(stride >> 2), 1);
  }
}

/**
 * The sum of the cross-entropies of logits [rows][classes] and targets [rows]; the logits become `share` of its gradient,
 * 0 beyond the classes. The stride is bytes, a multiple of 16.
 */
export function crossEntropy(
  logits: usize,
  stride: usize,
  targets: usize,
  rows: i32,
  classes: i32,
  share: f32,
): f64 {
  let loss: f64 = 0;
  const shares = f32x4.splat(share);
  const end = <usize>((classes + 3) & ~3) << 2;
  for (let row = 0; row < rows; row++, logits += stride, targets += 4) {
    const place = logits + (<usize>i32.load(targets) << 2);
    const most = f32x4.extract_lane(largest(logits, classes, f32x4.splat(1)), 0);
    // Of the logits, not of a probability, which may be too small for a number.
    loss += <f64>most - <f64>f32.load(place);
    softmaxRow(logits, logits, classes, <i32>(stride >> 2), 1);
    loss -= Math.log(<f64>f32x4.extract_lane(largest(logits, classes, f32x4.splat(1)), 0));
    f32.store(place, f32.load(place) - 1);
    for (let k: usize = 0; k < end; k += 16) v128.store(logits + k, f32x4.mul(v128.load(logits + k), shares));
  }
  return loss;
}
