import { multiplyAdd, rowBytes } from './vector';

// Layouts as in hidden-forward.ts.

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

// @ts-ignore: decorator
@inline
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

// @ts-ignore: decorator
@inline
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

// @ts-ignore: decorator
@inline
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
