import { Block, Plan } from './plan';
import { softmaxRow } from './softmax';
import { multiplyColumns, multiplyRows, PLAIN } from './tiles';
import { transposeToPanels } from './transpose';
import { multiplyAdd, sumOfLanes } from '../vector';

// One head of one window at a time, eight rows of tokens at a time. With the mask, what lies beyond the eight columns
// around the diagonal is neither computed nor read.

/** Bytes from the shares of one head to those of the next. */
// @ts-ignore: decorator
@inline
function headBytes(plan: Plan): i32 {
  return plan.paddedLength * plan.sharesStride;
}

/** Columns that the eight rows from `row` on may see, padded. */
// @ts-ignore: decorator
@inline
function columnsAt(plan: Plan, row: i32): i32 {
  return plan.isMasked ? row + 8 : plan.paddedLength;
}

// @ts-ignore: decorator
@inline
function scoreScale(plan: Plan): f32 {
  return 1 / Mathf.sqrt(<f32>plan.headWidth);
}

/** Queries, keys and values to shares and what they mix. */
export function attend(plan: Plan, block: Block, isTraced: bool): void {
  const rowBytes = plan.queriesStride;
  const widthBytes: i32 = plan.attentionWidth << 2;
  const headWidthBytes: i32 = plan.paddedHeadWidth << 2;
  let shares = block.shares;
  for (let w = 0; w < plan.windowCount; w++) {
    const firstRow = w * plan.paddedLength;
    for (let h = 0; h < plan.heads; h++) {
      const queries = block.queries + firstRow * rowBytes + h * headWidthBytes;
      const mixed = block.mixed + firstRow * plan.mixedStride + h * headWidthBytes;
      const keys = queries + widthBytes;
      scoreHead(plan, queries, keys, shares, !isTraced);
      if (isTraced) memory.copy(block.scores + (shares - block.shares), shares, headBytes(plan));
      shareHead(plan, shares, isTraced);
      mixHead(plan, shares, keys + widthBytes, mixed);
      shares += headBytes(plan);
    }
  }
}

/** Scores [row][column] = queries · keysᵀ / √(head width), eight columns at a time. */
function scoreHead(plan: Plan, queries: usize, keys: usize, scores: usize, isCut: bool): void {
  const rows = plan.paddedLength;
  const depth = plan.paddedHeadWidth;
  const stride = plan.queriesStride;
  transposeToPanels(keys, stride, rows, depth, plan.keyPanels, scoreScale(plan));
  productWithPanels(plan, queries, stride, plan.keyPanels, scores, isCut);
}

/** y [row][column] = x · panelsᵀ; with the mask only from the diagonal's eight rows on, if `isCut`. */
function productWithPanels(plan: Plan, x: usize, stride: i32, panels: usize, y: usize, isCut: bool): void {
  const rows = plan.paddedLength;
  const depth = plan.paddedHeadWidth;
  for (let c = 0; c < rows; c += 8) {
    const first = isCut && plan.isMasked ? c : 0;
    const target = y + first * plan.sharesStride + (c << 2);
    multiplyRows(
      x + first * stride, stride, rows - first, panels, 32, depth, target, plan.sharesStride, 0, PLAIN, 0, 0,
    );
    panels += depth << 5;
  }
}

/** Scores to shares, in place. */
function shareHead(plan: Plan, shares: usize, isTraced: bool): void {
  for (let t = 0; t < plan.paddedLength; t++) {
    const padded = isTraced ? plan.paddedLength : columnsAt(plan, t & ~7);
    softmaxRow(shares, plan.isMasked ? t + 1 : plan.length, padded);
    shares += plan.sharesStride;
  }
}

/** y [row][head width] = weights · x, weights as shares. */
function mixHead(plan: Plan, weights: usize, x: usize, y: usize): void {
  mixRows(plan, weights, x, plan.queriesStride, y, plan.mixedStride);
}

// @ts-ignore: decorator
@inline
function mixRows(plan: Plan, weights: usize, x: usize, xStride: i32, y: usize, yStride: i32): void {
  for (let t = 0; t < plan.paddedLength; t += 8) {
    const depth = columnsAt(plan, t);
    for (let c = 0; c < plan.paddedHeadWidth << 2; c += 32) {
      multiplyRows(weights, plan.sharesStride, 8, x + c, xStride, depth, y + c, yStride, 0, PLAIN, 0, 0);
    }
    weights += 8 * plan.sharesStride;
    y += 8 * yStride;
  }
}

/** y [column][head width] = weightsᵀ · x, weights as shares. */
function mixColumns(plan: Plan, weights: usize, x: usize, xStride: i32, y: usize): void {
  const rows = plan.paddedLength;
  const yStride = plan.queriesStride;
  for (let u = 0; u < rows; u += 8) {
    const first = plan.isMasked ? u : 0;
    const from = weights + first * plan.sharesStride + (u << 2);
    for (let c = 0; c < plan.paddedHeadWidth << 2; c += 32) {
      const start = x + first * xStride + c;
      multiplyColumns(from, plan.sharesStride, 8, start, xStride, rows - first, y + u * yStride + c, yStride, false);
    }
  }
}

/** Slopes of what is mixed, to those of queries, keys and values. */
export function attendBack(plan: Plan, block: Block): void {
  const rowBytes = plan.queriesStride;
  const widthBytes: i32 = plan.attentionWidth << 2;
  const headWidthBytes: i32 = plan.paddedHeadWidth << 2;
  const slopes = plan.scoresSlopes;
  let shares = block.shares;
  for (let w = 0; w < plan.windowCount; w++) {
    const firstRow = w * plan.paddedLength;
    for (let h = 0; h < plan.heads; h++) {
      const toHead = firstRow * rowBytes + h * headWidthBytes;
      const queries = block.queries + toHead;
      const dQueries = plan.queriesSlopes + toHead;
      const dMixed = plan.mixedSlopes + firstRow * plan.mixedStride + h * headWidthBytes;
      const values = queries + 2 * widthBytes;
      transposeToPanels(values, rowBytes, plan.paddedLength, plan.paddedHeadWidth, plan.valuePanels, 1);
      productWithPanels(plan, dMixed, plan.mixedStride, plan.valuePanels, slopes, true);
      mixColumns(plan, shares, dMixed, plan.mixedStride, dQueries + 2 * widthBytes);
      shareBack(plan, shares, slopes);
      mixRows(plan, slopes, queries + widthBytes, rowBytes, dQueries, rowBytes);
      mixColumns(plan, slopes, queries, rowBytes, dQueries + widthBytes);
      shares += headBytes(plan);
    }
  }
}

/** Slopes of shares, to those of the scores before their scale, in place. */
function shareBack(plan: Plan, shares: usize, slopes: usize): void {
  const scales = f32x4.splat(scoreScale(plan));
  for (let t = 0; t < plan.paddedLength; t++) {
    const bytes: i32 = columnsAt(plan, t & ~7) << 2;
    let sum = f32x4.splat(0);
    for (let c = 0; c < bytes; c += 16) {
      sum = multiplyAdd(v128.load(shares + c), v128.load(slopes + c), sum);
    }
    const along = f32x4.splat(sumOfLanes(sum));
    for (let c = 0; c < bytes; c += 16) {
      const slope = f32x4.sub(v128.load(slopes + c), along);
      v128.store(slopes + c, f32x4.mul(f32x4.mul(v128.load(shares + c), scales), slope));
    }
    shares += plan.sharesStride;
    slopes += plan.sharesStride;
  }
}
