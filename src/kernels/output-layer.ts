import { derivative } from './activation';
import { laneMask, multiplyAdd, rowBytes, sumOfFour, sumOfLanes } from './vector';

// Inputs x[s][i] and packed weights w[o][i] have rows of whole vectors, with a row of biases after the
// weights; z[o][s] and delta[o][s] have samples across lanes, rows of whole vectors.

/** z[o][s] = bias[o] + Σ_i w[o][i] · x[s][i]; beyond the last sample, anything. */
export function outputForward(z: usize, weights: usize, outputs: i32, x: usize, samples: i32, inputs: i32): void {
  const row = rowBytes(inputs);
  let bias = weights + row * outputs;
  for (let o = 0; o < outputs; o++, weights += row, bias += 4) {
    const start = v128.load_splat<f32>(bias);
    let x0 = x;
    for (let s = 0; s < samples; s += 4, z += 16, x0 += row << 2) {
      const x1 = x0 + row, x2 = x1 + row, x3 = x2 + row;
      let w = v128.load(weights);
      let a0 = f32x4.mul(w, v128.load(x0));
      let a1 = f32x4.mul(w, v128.load(x1));
      let a2 = f32x4.mul(w, v128.load(x2));
      let a3 = f32x4.mul(w, v128.load(x3));
      for (let i: usize = 16; i < row; i += 16) {
        w = v128.load(weights + i);
        a0 = multiplyAdd(w, v128.load(x0 + i), a0);
        a1 = multiplyAdd(w, v128.load(x1 + i), a1);
        a2 = multiplyAdd(w, v128.load(x2 + i), a2);
        a3 = multiplyAdd(w, v128.load(x3 + i), a3);
      }
      v128.store(z, f32x4.add(start, sumOfFour(a0, a1, a2, a3)));
    }
  }
}

/** dx[s][i] = Σ_o delta[o][s] · w[o][i] · f′, for the activation f that gave x[s][i] (or f′ itself, stored, in its place). */
export function outputBackward(
  dx: usize, x: usize, activation: i32,
  weights: usize, outputs: i32, deltas: usize, samples: i32, inputs: i32,
): void {
  const row = rowBytes(inputs);
  const deltaRow = rowBytes(samples);
  const end = weights + row * outputs;
  for (let i: usize = 0; i < row; i += 16) {
    for (let s: usize = 0, at = i; s < <usize>samples << 2; s += 4, at += row) {
      let delta = deltas + s;
      let sum = f32x4.splat(0);
      for (let w = weights + i; w < end; w += row, delta += deltaRow) {
        sum = multiplyAdd(v128.load(w), v128.load_splat<f32>(delta), sum);
      }
      v128.store(dx + at, f32x4.mul(sum, derivative(v128.load(x + at), activation)));
    }
  }
}

/** dw[o][i] = Σ_s delta[o][s] · x[s][i], zeros beyond the last input, and dbias[o] = Σ_s delta[o][s]. */
export function outputGradient(
  dw: usize, outputs: i32, deltas: usize, x: usize, samples: i32, inputs: i32,
): void {
  const row = rowBytes(inputs);
  const deltaRow = rowBytes(samples);
  let dBias = dw + row * outputs;
  for (let o = 0; o < outputs; o++, deltas += deltaRow, dBias += 4) {
    for (let left = inputs, i: usize = 0; left > 0; left -= 4, i += 16, dw += 16) {
      let a = f32x4.splat(0);
      let from = x + i;
      for (let s = 0; s < samples; s++, from += row) {
        a = multiplyAdd(v128.load_splat<f32>(deltas + (s << 2)), v128.load(from), a);
      }
      v128.store(dw, v128.and(a, laneMask(left)));
    }
    let sum = f32x4.splat(0);
    for (let s: usize = 0; s < deltaRow; s += 16) sum = f32x4.add(sum, v128.load(deltas + s));
    f32.store(dBias, sumOfLanes(sum));
  }
}
