import { derivative } from './activation';
import { laneMask, multiplyAdd, rowBytes, sumOfFour } from './vector';

// Layouts as in hidden-forward.ts.

/**
 * dx[s][i] = Σ_o w[i][o] · delta[s][o] · f′, for the activation f that gave x[s][i] (or f′ itself, stored, in its place); rows of whole vectors,
 * zeros beyond the last input.
 */
export function hiddenBackward(
  dx: usize, x: usize, activation: i32,
  weights: usize, outputs: i32, deltas: usize, samples: i32, inputs: i32,
): void {
  const row = rowBytes(outputs);
  const dxRow = rowBytes(inputs);
  const end = deltas + row * samples;
  for (let i = 0; i < inputs; i += 4, dx += 16, x += 16, weights += row << 2) {
    const mask = laneMask(inputs - i);
    let to = dx;
    let from = x;
    const w1 = weights + row, w2 = w1 + row, w3 = w2 + row;
    if (row == 16) {
      const a0 = v128.load(weights), a1 = v128.load(w1), a2 = v128.load(w2), a3 = v128.load(w3);
      for (let delta = deltas; delta != end; delta += 16, to += dxRow, from += dxRow) {
        const a = v128.load(delta);
        const sum = sumOfFour(f32x4.mul(a0, a), f32x4.mul(a1, a), f32x4.mul(a2, a), f32x4.mul(a3, a));
        v128.store(to, v128.and(f32x4.mul(sum, derivative(v128.load(from), activation)), mask));
      }
    } else if (row == 32) {
      const a0 = v128.load(weights), a1 = v128.load(w1), a2 = v128.load(w2), a3 = v128.load(w3);
      const b0 = v128.load(weights, 16), b1 = v128.load(w1, 16), b2 = v128.load(w2, 16), b3 = v128.load(w3, 16);
      for (let delta = deltas; delta != end; delta += 32, to += dxRow, from += dxRow) {
        const a = v128.load(delta);
        const b = v128.load(delta, 16);
        const sum = sumOfFour(
          multiplyAdd(b0, b, f32x4.mul(a0, a)), multiplyAdd(b1, b, f32x4.mul(a1, a)),
          multiplyAdd(b2, b, f32x4.mul(a2, a)), multiplyAdd(b3, b, f32x4.mul(a3, a)),
        );
        v128.store(to, v128.and(f32x4.mul(sum, derivative(v128.load(from), activation)), mask));
      }
    } else {
      for (let delta = deltas; delta != end; delta += row, to += dxRow, from += dxRow) {
        let a0 = f32x4.splat(0);
        let a1 = a0, a2 = a0, a3 = a0;
        for (let o: usize = 0; o < row; o += 16) {
          const a = v128.load(delta + o);
          a0 = multiplyAdd(v128.load(weights + o), a, a0);
          a1 = multiplyAdd(v128.load(w1 + o), a, a1);
          a2 = multiplyAdd(v128.load(w2 + o), a, a2);
          a3 = multiplyAdd(v128.load(w3 + o), a, a3);
        }
        v128.store(to, v128.and(f32x4.mul(sumOfFour(a0, a1, a2, a3), derivative(v128.load(from), activation)), mask));
      }
    }
  }
}
