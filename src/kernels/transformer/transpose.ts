import { Linear, linearAt, Plan, blockAt } from './plan';

/** Four rows of four, to four columns, times a factor. */
// @ts-ignore: decorator
@inline
function transposeFour(source: usize, stride: i32, target: usize, targetStride: i32, factor: v128): void {
  const a = f32x4.mul(v128.load(source), factor);
  const b = f32x4.mul(v128.load(source + stride), factor);
  const c = f32x4.mul(v128.load(source + 2 * stride), factor);
  const d = f32x4.mul(v128.load(source + 3 * stride), factor);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(target + targetStride, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
  v128.store(target + 2 * targetStride, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
  v128.store(target + 3 * targetStride, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
}

/** [rows][columns], multiples of 8 and 4, to panels [rows / 8][columns][8], times a factor. */
export function transposeToPanels(
  source: usize,
  stride: i32,
  rows: i32,
  columns: i32,
  target: usize,
  factor: f32,
): void {
  const factors = f32x4.splat(factor);
  for (let r = 0; r < rows; r += 8) {
    for (let c = 0; c < columns; c += 4) {
      const from = source + r * stride + (c << 2);
      transposeFour(from, stride, target, 32, factors);
      transposeFour(from + 4 * stride, stride, target + 16, 32, factors);
      target += 128;
    }
  }
}

/** Makes the transposed copies of all weights that have one. */
export function transposeWeights(plan: Plan): void {
  for (let b = 0; b < plan.blockCount; b++) {
    const block = blockAt(plan, b);
    transposeLayer(linearAt(block.attention));
    transposeLayer(linearAt(block.projection));
    if (!plan.hasFeedForward) continue;
    transposeLayer(linearAt(block.expand));
    transposeLayer(linearAt(block.contract));
  }
  transposeLayer(linearAt(plan.output));
}

/** Panels [outputs / 8][inputs][8] to [inputs / 8][outputs][8]: each panel to a column of blocks of 8 × 8. */
function transposeLayer(layer: Linear): void {
  const panelBytes: i32 = layer.inputs << 5;
  const targetBytes: i32 = layer.outputs << 5;
  for (let o = 0; o < layer.outputs; o += 8) {
    const panel = layer.weights + (o >> 3) * panelBytes;
    const target = layer.transposed + (o << 5);
    for (let i = 0; i < layer.inputs; i += 8) {
      transposeToPanels(panel + (i << 5), 32, 8, 8, target + (i >> 3) * targetBytes, 1);
    }
  }
}
