import { normalCumulative, normalDensity } from '../functions';
import { multiplyAdd } from '../vector';

/** out = max(x, 0); count a multiple of 4. */
export function rectify(out: usize, x: usize, count: i32): void {
  const end = out + (<usize>count << 2);
  for (; out != end; out += 16, x += 16) v128.store(out, f32x4.pmax(f32x4.splat(0), v128.load(x)));
}

/** d becomes the gradient by what went into max(x, 0), from what came out of it. */
export function rectifyBackward(d: usize, activated: usize, count: i32): void {
  const end = d + (<usize>count << 2);
  for (; d != end; d += 16, activated += 16) {
    v128.store(d, v128.and(v128.load(d), f32x4.gt(v128.load(activated), f32x4.splat(0))));
  }
}

/** out = x Φ(x). */
export function gelu(out: usize, x: usize, count: i32): void {
  const end = out + (<usize>count << 2);
  for (; out != end; out += 16, x += 16) {
    const z = v128.load(x);
    v128.store(out, f32x4.mul(z, normalCumulative(z)));
  }
}

/** d becomes the gradient by x. */
export function geluBackward(d: usize, x: usize, count: i32): void {
  const end = d + (<usize>count << 2);
  for (; d != end; d += 16, x += 16) {
    const z = v128.load(x);
    v128.store(d, f32x4.mul(v128.load(d), multiplyAdd(z, normalDensity(z), normalCumulative(z))));
  }
}
