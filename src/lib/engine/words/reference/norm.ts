import { NORM_EPSILON } from '../shape';
import type { Linear } from './linear';

type Numbers = Float64Array;
/** Scale and shift of each column. */
type Norm = Linear;

/** Each row of x [rows][columns] with mean 0 and variance 1, then scaled and shifted: torch.nn.LayerNorm. */
export function norm(x: Numbers, { weight, bias }: Norm): Numbers {
  const columns = weight.length;
  const y = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += columns) {
    const { mean, scale } = statistics(x.subarray(start, start + columns));
    for (let c = 0; c < columns; c++) y[start + c] = (x[start + c] - mean) * scale * weight[c] + bias[c];
  }
  return y;
}

/** Adds to the norm's gradients; gives that of x. */
export function normBackward(dy: Numbers, x: Numbers, { weight }: Norm, gradients: Norm): Numbers {
  const columns = weight.length;
  const dx = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += columns) {
    const { mean, scale } = statistics(x.subarray(start, start + columns));
    const normal = (c: number) => (x[start + c] - mean) * scale;
    let [sum, along] = [0, 0];
    for (let c = 0; c < columns; c++) {
      gradients.weight[c] += dy[start + c] * normal(c);
      gradients.bias[c] += dy[start + c];
      sum += dy[start + c] * weight[c];
      along += dy[start + c] * weight[c] * normal(c);
    }
    for (let c = 0; c < columns; c++) {
      dx[start + c] = scale * (dy[start + c] * weight[c] - (sum + normal(c) * along) / columns);
    }
  }
  return dx;
}

function statistics(row: Numbers): { mean: number; scale: number } {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  return { mean, scale: 1 / Math.sqrt(variance + NORM_EPSILON) };
}
