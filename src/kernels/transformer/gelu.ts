import { normalCumulative, normalDensity } from '../functions';
import { multiplyAdd } from '../vector';

/** z · Φ(z) of rows of `count` float32, a multiple of 4. */
export function gelu(z: usize, y: usize, stride: i32, rows: i32, count: i32): void {
  for (; rows > 0; rows--) {
    for (let i = 0; i < count << 2; i += 16) {
      const value = v128.load(z + i);
      v128.store(y + i, f32x4.mul(value, normalCumulative(value)));
    }
    z += stride;
    y += stride;
  }
}

/** Slopes by gelu's result, to those by z, in place. */
export function geluBack(z: usize, slopes: usize, stride: i32, rows: i32, count: i32): void {
  for (; rows > 0; rows--) {
    for (let i = 0; i < count << 2; i += 16) {
      const value = v128.load(z + i);
      const slope = multiplyAdd(value, normalDensity(value), normalCumulative(value));
      v128.store(slopes + i, f32x4.mul(v128.load(slopes + i), slope));
    }
    z += stride;
    slopes += stride;
  }
}
