import { multiplyAdd, rowBytes } from './vector';

// Neurons across lanes: z[s][o] and delta[s][o] have rows of whole vectors, and so have the packed weights
// w[i][o], with a row of biases after them. Inputs x[s][i] stand at x + s·sampleStep + i·inputStep, which
// takes rows of activations and columns of features alike.

/** z[s][o] = bias[o] + Σ_i w[i][o] · x[s][i]. */
export function hiddenForward(
  z: usize, weights: usize, outputs: i32,
  x: usize, sampleStep: usize, inputStep: usize, samples: i32, inputs: i32,
): void {
  const row = rowBytes(outputs);
  const bias = weights + row * inputs;
  for (let o: usize = 0; o < row; o += 32) {
    const isPair = o + 32 <= row;
    let s = 0;
    for (; s + 4 <= samples; s += 4) {
      fourSamples(z + row * s + o, row, weights + o, bias + o, x + sampleStep * s, sampleStep, inputStep, isPair);
    }
    for (; s < samples; s++) {
      oneSample(z + row * s + o, row, weights + o, bias + o, x + sampleStep * s, inputStep, isPair);
    }
  }
}

// @ts-ignore: decorator
@inline
function fourSamples(
  z: usize, row: usize, weights: usize, bias: usize, x0: usize, sampleStep: usize, inputStep: usize, isPair: bool,
): void {
  const x1 = x0 + sampleStep, x2 = x1 + sampleStep, x3 = x2 + sampleStep;
  let i: usize = 0;
  let a0 = v128.load(bias);
  let a1 = a0, a2 = a0, a3 = a0;
  if (isPair) {
    let b0 = v128.load(bias, 16);
    let b1 = b0, b2 = b0, b3 = b0;
    for (; weights != bias; weights += row, i += inputStep) {
      const wa = v128.load(weights);
      const wb = v128.load(weights, 16);
      let value = v128.load_splat<f32>(x0 + i);
      a0 = multiplyAdd(wa, value, a0);
      b0 = multiplyAdd(wb, value, b0);
      value = v128.load_splat<f32>(x1 + i);
      a1 = multiplyAdd(wa, value, a1);
      b1 = multiplyAdd(wb, value, b1);
      value = v128.load_splat<f32>(x2 + i);
      a2 = multiplyAdd(wa, value, a2);
      b2 = multiplyAdd(wb, value, b2);
      value = v128.load_splat<f32>(x3 + i);
      a3 = multiplyAdd(wa, value, a3);
      b3 = multiplyAdd(wb, value, b3);
    }
    v128.store(z, b0, 16);
    v128.store(z + row, b1, 16);
    v128.store(z + (row << 1), b2, 16);
    v128.store(z + row * 3, b3, 16);
  } else {
    for (; weights != bias; weights += row, i += inputStep) {
      const w = v128.load(weights);
      a0 = multiplyAdd(w, v128.load_splat<f32>(x0 + i), a0);
      a1 = multiplyAdd(w, v128.load_splat<f32>(x1 + i), a1);
      a2 = multiplyAdd(w, v128.load_splat<f32>(x2 + i), a2);
      a3 = multiplyAdd(w, v128.load_splat<f32>(x3 + i), a3);
    }
  }
  v128.store(z, a0);
  v128.store(z + row, a1);
  v128.store(z + (row << 1), a2);
  v128.store(z + row * 3, a3);
}

// @ts-ignore: decorator
@inline
function oneSample(
  z: usize, row: usize, weights: usize, bias: usize, x: usize, inputStep: usize, isPair: bool,
): void {
  let a = v128.load(bias);
  if (isPair) {
    let b = v128.load(bias, 16);
    for (; weights != bias; weights += row, x += inputStep) {
      const value = v128.load_splat<f32>(x);
      a = multiplyAdd(v128.load(weights), value, a);
      b = multiplyAdd(v128.load(weights, 16), value, b);
    }
    v128.store(z, b, 16);
  } else {
    for (; weights != bias; weights += row, x += inputStep) {
      a = multiplyAdd(v128.load(weights), v128.load_splat<f32>(x), a);
    }
  }
  v128.store(z, a);
}
