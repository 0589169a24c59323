type Numbers = Float64Array;

/** A linear layer's parameters, or their gradients: weight [outputs][inputs], bias [outputs]. */
export interface Linear {
  readonly weight: Numbers;
  readonly bias: Numbers;
}

/** y [rows][outputs] = x [rows][inputs] · weightᵀ + bias. */
export function linear(x: Numbers, { weight, bias }: Linear): Numbers {
  const outputs = bias.length;
  const inputs = weight.length / outputs;
  const rows = x.length / inputs;
  const y = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < outputs; o++) {
      let sum = bias[o];
      for (let i = 0; i < inputs; i++) sum += x[row * inputs + i] * weight[o * inputs + i];
      y[row * outputs + o] = sum;
    }
  }
  return y;
}

/** Adds to the layer's gradients; gives that of x. */
export function linearBackward(
  dy: Numbers,
  x: Numbers,
  { weight, bias }: Linear,
  gradients: Linear,
): Numbers {
  const outputs = bias.length;
  const inputs = weight.length / outputs;
  const rows = x.length / inputs;
  const dx = new Float64Array(x.length);
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < outputs; o++) {
      const d = dy[row * outputs + o];
      gradients.bias[o] += d;
      for (let i = 0; i < inputs; i++) {
        gradients.weight[o * inputs + i] += d * x[row * inputs + i];
        dx[row * inputs + i] += d * weight[o * inputs + i];
      }
    }
  }
  return dx;
}
