import { multiplyAdd, sumOfFour, sumOfLanes } from './vector';

/**
 * dW[o][i] += Σ_s delta[o][s] · in[i][s] and dBias[o] += Σ_s delta[o][s], samples s across lanes.
 * dW is dense; delta's rows are `bytes` long, whole vectors; stride is the bytes between rows of in.
 */
export function addWeightGradient(
  dWeights: usize, dBiases: usize, deltas: usize, outputs: i32, bytes: usize,
  input: usize, stride: usize, inputs: i32,
): void {
  for (let o = 0; o < outputs; o++) {
    let x = input;
    let i = 0;
    for (; i + 4 <= inputs; i += 4) {
      fourInputs(dWeights, deltas, bytes, x, stride);
      x += stride << 2;
      dWeights += 16;
    }
    for (; i < inputs; i++) {
      f32.store(dWeights, f32.load(dWeights) + dot(deltas, x, bytes));
      x += stride;
      dWeights += 4;
    }
    f32.store(dBiases, f32.load(dBiases) + sum(deltas, bytes));
    dBiases += 4;
    deltas += bytes;
  }
}

function fourInputs(dWeights: usize, delta: usize, bytes: usize, x0: usize, stride: usize): void {
  const zero = f32x4.splat(0);
  let g0 = zero, g1 = zero, g2 = zero, g3 = zero;
  let x1 = x0 + stride, x2 = x1 + stride, x3 = x2 + stride;
  for (const end = delta + bytes; delta != end; delta += 16) {
    const d = v128.load(delta);
    g0 = multiplyAdd(d, v128.load(x0), g0);
    g1 = multiplyAdd(d, v128.load(x1), g1);
    g2 = multiplyAdd(d, v128.load(x2), g2);
    g3 = multiplyAdd(d, v128.load(x3), g3);
    x0 += 16;
    x1 += 16;
    x2 += 16;
    x3 += 16;
  }
  v128.store(dWeights, f32x4.add(v128.load(dWeights), sumOfFour(g0, g1, g2, g3)));
}

function dot(delta: usize, x: usize, bytes: usize): f32 {
  let g = f32x4.splat(0);
  for (const end = delta + bytes; delta != end; delta += 16, x += 16) {
    g = multiplyAdd(v128.load(delta), v128.load(x), g);
  }
  return sumOfLanes(g);
}

function sum(delta: usize, bytes: usize): f32 {
  let g = f32x4.splat(0);
  for (const end = delta + bytes; delta != end; delta += 16) g = f32x4.add(g, v128.load(delta));
  return sumOfLanes(g);
}
