import { activate, softmax, SOFTMAX } from './activation';
import { layerAt, Plan, SampleSet } from './plan';
import { multiplyAdd, rowBytes } from './vector';

// Evaluation and maps put samples across lanes: weights are used as they stand, and each neuron's
// activations come out as one row.

/**
 * Activations [neurons][samples] for samples [first, first + samples) of a set, and the output layer's
 * pre-activations, rows of rowBytes(samples). Returns where the output layer's activations begin.
 */
export function forward(plan: Plan, set: SampleSet, first: i32, samples: i32): usize {
  const bytes = rowBytes(samples);
  const last = plan.layerCount - 1;
  let x = set.columns + (first << 2);
  let stride = set.stride;
  let out = plan.activations;
  for (let index = 0; index < last; index++) {
    const layer = layerAt(plan, index);
    product(out, bytes, layer.weights, layer.biases, layer.outputs, x, stride, layer.inputs);
    activate(out, out, bytes * layer.outputs, layer.activation);
    x = out;
    stride = bytes;
    out += bytes * layer.outputs;
  }
  const layer = layerAt(plan, last);
  product(plan.preActivations, bytes, layer.weights, layer.biases, layer.outputs, x, stride, layer.inputs);
  if (plan.outputActivation == SOFTMAX) softmax(out, plan.preActivations, layer.outputs, bytes);
  else activate(out, plan.preActivations, bytes * layer.outputs, plan.outputActivation);
  return out;
}

/** z[o][s] = bias[o] + Σ_i w[o][i] · x[i][s]; rows of z are `bytes` long, those of x `stride` apart. */
function product(
  z: usize, bytes: usize, weights: usize, bias: usize, outputs: i32, x: usize, stride: usize, inputs: i32,
): void {
  const weightRow = inputs << 2;
  const end = x + stride * inputs;
  for (; outputs >= 4; outputs -= 4, z += bytes << 2, weights += weightRow << 2, bias += 16) {
    let s: usize = 0;
    for (; s + 32 <= bytes; s += 32) fourByEight(z + s, bytes, weights, weightRow, bias, x + s, stride, end + s);
    if (s < bytes) fourByFour(z + s, bytes, weights, weightRow, bias, x + s, stride, end + s);
  }
  for (; outputs > 0; outputs--, z += bytes, weights += weightRow, bias += 4) {
    let s: usize = 0;
    for (; s + 32 <= bytes; s += 32) oneByEight(z + s, weights, bias, x + s, stride, end + s);
    if (s < bytes) oneByFour(z + s, weights, bias, x + s, stride, end + s);
  }
}

function fourByEight(
  z: usize, bytes: usize, w0: usize, weightRow: usize, bias: usize, x: usize, stride: usize, end: usize,
): void {
  let w1 = w0 + weightRow, w2 = w1 + weightRow, w3 = w2 + weightRow;
  let a0 = v128.load_splat<f32>(bias);
  let a1 = v128.load_splat<f32>(bias, 4);
  let a2 = v128.load_splat<f32>(bias, 8);
  let a3 = v128.load_splat<f32>(bias, 12);
  let b0 = a0, b1 = a1, b2 = a2, b3 = a3;
  for (; x != end; x += stride) {
    const a = v128.load(x);
    const b = v128.load(x, 16);
    let w = v128.load_splat<f32>(w0);
    a0 = multiplyAdd(w, a, a0);
    b0 = multiplyAdd(w, b, b0);
    w = v128.load_splat<f32>(w1);
    a1 = multiplyAdd(w, a, a1);
    b1 = multiplyAdd(w, b, b1);
    w = v128.load_splat<f32>(w2);
    a2 = multiplyAdd(w, a, a2);
    b2 = multiplyAdd(w, b, b2);
    w = v128.load_splat<f32>(w3);
    a3 = multiplyAdd(w, a, a3);
    b3 = multiplyAdd(w, b, b3);
    w0 += 4;
    w1 += 4;
    w2 += 4;
    w3 += 4;
  }
  v128.store(z, a0);
  v128.store(z, b0, 16);
  z += bytes;
  v128.store(z, a1);
  v128.store(z, b1, 16);
  z += bytes;
  v128.store(z, a2);
  v128.store(z, b2, 16);
  z += bytes;
  v128.store(z, a3);
  v128.store(z, b3, 16);
}

function fourByFour(
  z: usize, bytes: usize, w0: usize, weightRow: usize, bias: usize, x: usize, stride: usize, end: usize,
): void {
  let w1 = w0 + weightRow, w2 = w1 + weightRow, w3 = w2 + weightRow;
  let a0 = v128.load_splat<f32>(bias);
  let a1 = v128.load_splat<f32>(bias, 4);
  let a2 = v128.load_splat<f32>(bias, 8);
  let a3 = v128.load_splat<f32>(bias, 12);
  for (; x != end; x += stride) {
    const a = v128.load(x);
    a0 = multiplyAdd(v128.load_splat<f32>(w0), a, a0);
    a1 = multiplyAdd(v128.load_splat<f32>(w1), a, a1);
    a2 = multiplyAdd(v128.load_splat<f32>(w2), a, a2);
    a3 = multiplyAdd(v128.load_splat<f32>(w3), a, a3);
    w0 += 4;
    w1 += 4;
    w2 += 4;
    w3 += 4;
  }
  v128.store(z, a0);
  v128.store(z + bytes, a1);
  v128.store(z + (bytes << 1), a2);
  v128.store(z + bytes * 3, a3);
}

function oneByEight(z: usize, w: usize, bias: usize, x: usize, stride: usize, end: usize): void {
  let a = v128.load_splat<f32>(bias);
  let b = a;
  for (; x != end; x += stride, w += 4) {
    const weight = v128.load_splat<f32>(w);
    a = multiplyAdd(weight, v128.load(x), a);
    b = multiplyAdd(weight, v128.load(x, 16), b);
  }
  v128.store(z, a);
  v128.store(z, b, 16);
}

function oneByFour(z: usize, w: usize, bias: usize, x: usize, stride: usize, end: usize): void {
  let a = v128.load_splat<f32>(bias);
  for (; x != end; x += stride, w += 4) a = multiplyAdd(v128.load_splat<f32>(w), v128.load(x), a);
  v128.store(z, a);
}
