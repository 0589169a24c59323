import { laneMask, multiplyAdd, rowBytes, sumOfFour } from './vector';

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

/** dx[s][i] = Σ_o w[i][o] · delta[s][o], rows of whole vectors, zeros beyond the last input. */
export function hiddenBackward(
  dx: usize, weights: usize, outputs: i32, deltas: usize, samples: i32, inputs: i32,
): void {
  const row = rowBytes(outputs);
  const dxRow = rowBytes(inputs);
  const end = deltas + row * samples;
  for (let i = 0; i < inputs; i += 4, dx += 16, weights += row << 2) {
    const mask = laneMask(inputs - i);
    let to = dx;
    const w1 = weights + row, w2 = w1 + row, w3 = w2 + row;
    if (row == 16) {
      const a0 = v128.load(weights), a1 = v128.load(w1), a2 = v128.load(w2), a3 = v128.load(w3);
      for (let delta = deltas; delta != end; delta += 16, to += dxRow) {
        const a = v128.load(delta);
        const sum = sumOfFour(f32x4.mul(a0, a), f32x4.mul(a1, a), f32x4.mul(a2, a), f32x4.mul(a3, a));
        v128.store(to, v128.and(sum, mask));
      }
    } else if (row == 32) {
      const a0 = v128.load(weights), a1 = v128.load(w1), a2 = v128.load(w2), a3 = v128.load(w3);
      const b0 = v128.load(weights, 16), b1 = v128.load(w1, 16), b2 = v128.load(w2, 16), b3 = v128.load(w3, 16);
      for (let delta = deltas; delta != end; delta += 32, to += dxRow) {
        const a = v128.load(delta);
        const b = v128.load(delta, 16);
        const sum = sumOfFour(
          multiplyAdd(b0, b, f32x4.mul(a0, a)), multiplyAdd(b1, b, f32x4.mul(a1, a)),
          multiplyAdd(b2, b, f32x4.mul(a2, a)), multiplyAdd(b3, b, f32x4.mul(a3, a)),
        );
        v128.store(to, v128.and(sum, mask));
      }
    } else {
      for (let delta = deltas; delta != end; delta += row, to += dxRow) {
        let a0 = f32x4.splat(0);
        let a1 = a0, a2 = a0, a3 = a0;
        for (let o: usize = 0; o < row; o += 16) {
          const a = v128.load(delta + o);
          a0 = multiplyAdd(v128.load(weights + o), a, a0);
          a1 = multiplyAdd(v128.load(w1 + o), a, a1);
          a2 = multiplyAdd(v128.load(w2 + o), a, a2);
          a3 = multiplyAdd(v128.load(w3 + o), a, a3);
        }
        v128.store(to, v128.and(sumOfFour(a0, a1, a2, a3), mask));
      }
    }
  }
}

/** dw[i][o] = Σ_s x[s][i] · delta[s][o], and the row of dbias[o] = Σ_s delta[s][o] after them. */
export function hiddenGradient(
  dw: usize, outputs: i32, deltas: usize,
  x: usize, sampleStep: usize, inputStep: usize, samples: i32, inputs: i32,
): void {
  const row = rowBytes(outputs);
  const end = deltas + row * samples;
  for (let o: usize = 0; o < row; o += 32) {
    const isPair = o + 32 <= row;
    let to = dw + o;
    let from = x;
    let i = 0;
    for (; i + 4 <= inputs; i += 4, to += row << 2, from += inputStep << 2) {
      fourInputs(to, row, deltas + o, end + o, from, sampleStep, inputStep, isPair);
    }
    for (; i < inputs; i++, to += row, from += inputStep) {
      oneInput(to, row, deltas + o, end + o, from, sampleStep, isPair);
    }
    sumOfDeltas(to, row, deltas + o, end + o, isPair);
  }
}

function fourInputs(
  dw: usize, row: usize, delta: usize, end: usize, x0: usize, sampleStep: usize, inputStep: usize, isPair: bool,
): void {
  const x1 = inputStep, x2 = x1 + inputStep, x3 = x2 + inputStep;
  let a0 = f32x4.splat(0);
  let a1 = a0, a2 = a0, a3 = a0;
  if (isPair) {
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    for (; delta != end; delta += row, x0 += sampleStep) {
      const a = v128.load(delta);
      const b = v128.load(delta, 16);
      let value = v128.load_splat<f32>(x0);
      a0 = multiplyAdd(a, value, a0);
      b0 = multiplyAdd(b, value, b0);
      value = v128.load_splat<f32>(x0 + x1);
      a1 = multiplyAdd(a, value, a1);
      b1 = multiplyAdd(b, value, b1);
      value = v128.load_splat<f32>(x0 + x2);
      a2 = multiplyAdd(a, value, a2);
      b2 = multiplyAdd(b, value, b2);
      value = v128.load_splat<f32>(x0 + x3);
      a3 = multiplyAdd(a, value, a3);
      b3 = multiplyAdd(b, value, b3);
    }
    v128.store(dw, b0, 16);
    v128.store(dw + row, b1, 16);
    v128.store(dw + (row << 1), b2, 16);
    v128.store(dw + row * 3, b3, 16);
  } else {
    for (; delta != end; delta += row, x0 += sampleStep) {
      const a = v128.load(delta);
      a0 = multiplyAdd(a, v128.load_splat<f32>(x0), a0);
      a1 = multiplyAdd(a, v128.load_splat<f32>(x0 + x1), a1);
      a2 = multiplyAdd(a, v128.load_splat<f32>(x0 + x2), a2);
      a3 = multiplyAdd(a, v128.load_splat<f32>(x0 + x3), a3);
    }
  }
  v128.store(dw, a0);
  v128.store(dw + row, a1);
  v128.store(dw + (row << 1), a2);
  v128.store(dw + row * 3, a3);
}

function oneInput(dw: usize, row: usize, delta: usize, end: usize, x: usize, sampleStep: usize, isPair: bool): void {
  let a = f32x4.splat(0);
  if (isPair) {
    let b = a;
    for (; delta != end; delta += row, x += sampleStep) {
      const value = v128.load_splat<f32>(x);
      a = multiplyAdd(v128.load(delta), value, a);
      b = multiplyAdd(v128.load(delta, 16), value, b);
    }
    v128.store(dw, b, 16);
  } else {
    for (; delta != end; delta += row, x += sampleStep) {
      a = multiplyAdd(v128.load(delta), v128.load_splat<f32>(x), a);
    }
  }
  v128.store(dw, a);
}

function sumOfDeltas(dBias: usize, row: usize, delta: usize, end: usize, isPair: bool): void {
  let a = f32x4.splat(0);
  if (isPair) {
    let b = a;
    for (; delta != end; delta += row) {
      a = f32x4.add(a, v128.load(delta));
      b = f32x4.add(b, v128.load(delta, 16));
    }
    v128.store(dBias, b, 16);
  } else {
    for (; delta != end; delta += row) a = f32x4.add(a, v128.load(delta));
  }
  v128.store(dBias, a);
}
