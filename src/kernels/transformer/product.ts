import { Linear } from './plan';
import { multiplyColumns, multiplyRows } from './tiles';

/** Bytes of one column of a panel: eight float32. */
const PANEL: i32 = 32;

/** y [rows][outputs] = x [rows][inputs] · weightsᵀ + biases, ended as `ending` says. */
export function linear(
  layer: Linear,
  x: usize,
  xStride: i32,
  rows: i32,
  y: usize,
  yStride: i32,
  ending: i32,
  other: usize,
  otherStride: i32,
): void {
  const inputs = layer.inputs;
  let panel = layer.weights;
  let bias = layer.biases;
  for (let o = 0; o < layer.outputs; o += 8) {
    multiplyRows(x, xStride, rows, panel, PANEL, inputs, y, yStride, bias, ending, other, otherStride);
    panel += inputs * PANEL;
    bias += PANEL;
    y += PANEL;
    other += PANEL;
  }
}

/** dx [rows][inputs] = dy [rows][outputs] · weights, ended as `ending` says. */
export function linearBack(
  layer: Linear,
  dy: usize,
  dyStride: i32,
  rows: i32,
  dx: usize,
  dxStride: i32,
  ending: i32,
  other: usize,
  otherStride: i32,
): void {
  const outputs = layer.outputs;
  let panel = layer.transposed;
  for (let i = 0; i < layer.inputs; i += 8) {
    multiplyRows(dy, dyStride, rows, panel, PANEL, outputs, dx, dxStride, 0, ending, other, otherStride);
    panel += outputs * PANEL;
    dx += PANEL;
    other += PANEL;
  }
}

/** Adds to the layer's gradients: dyᵀ · x, and the sums of dy's columns. */
export function linearGradient(
  layer: Linear,
  toGradients: usize,
  x: usize,
  xStride: i32,
  dy: usize,
  dyStride: i32,
  rows: i32,
): void {
  const inputs = layer.inputs;
  let panel = layer.weights + toGradients;
  let bias = layer.biases + toGradients;
  for (let o = 0; o < layer.outputs; o += 8) {
    multiplyColumns(x, xStride, inputs, dy, dyStride, rows, panel, PANEL, true);
    addColumnSums(dy, dyStride, rows, bias);
    panel += inputs * PANEL;
    bias += PANEL;
    dy += PANEL;
  }
}

/** Adds the sums of eight columns to `sums`. */
// @ts-ignore: decorator
@inline
function addColumnSums(values: usize, stride: i32, rows: i32, sums: usize): void {
  let sum0 = v128.load(sums);
  let sum1 = v128.load(sums, 16);
  for (; rows > 0; rows--) {
    sum0 = f32x4.add(sum0, v128.load(values));
    sum1 = f32x4.add(sum1, v128.load(values, 16));
    values += stride;
  }
  v128.store(sums, sum0);
  v128.store(sums, sum1, 16);
}
