import { normalCumulative } from '../functions';
import { multiplyAdd, sumOfFour } from '../vector';
import { embedToken } from './embedding';
import { normalizeRow } from './norm';
import { AFTER, BEFORE, Block, blockAt, Linear, linearAt, Norm, Plan } from './plan';
import { softmaxRow } from './softmax';
import { ADD, PLAIN, RELU } from './tiles';

// One token after another, each with the keys and values of those before it.

const GELU: i32 = 4;

/** Reads the token at `place`; the logits of the next one are the first row of the plan's. */
export function read(plan: Plan, token: i32, place: i32): void {
  const input = plan.readInput;
  embedToken(plan, token, place, input, plan.paddedWidth << 2);
  for (let b = 0; b < plan.blockCount; b++) readBlock(plan, blockAt(plan, b), place);
  let last = input;
  if (plan.normPlace == BEFORE) {
    last = plan.readNormed;
    normalizeRow(plan, changetype<Norm>(plan.finalNorm), input, last);
  }
  linearRow(linearAt(plan.output), last, plan.logits, PLAIN);
}

/** What goes from block to block stands at readInput before and after. */
function readBlock(plan: Plan, block: Block, place: i32): void {
  const x = plan.readInput;
  const normed = plan.readNormed;
  const isBefore = plan.normPlace == BEFORE;
  const isAfter = plan.normPlace == AFTER;
  const norm1 = changetype<Norm>(block.norm1);
  const norm2 = changetype<Norm>(block.norm2);
  if (isBefore) normalizeRow(plan, norm1, x, normed);
  linearRow(linearAt(block.attention), isBefore ? normed : x, plan.readQueries, PLAIN);
  attendRow(plan, block, place);
  linearRow(linearAt(block.projection), plan.readMixed, x, ADD);
  if (isAfter) normalizeRow(plan, norm1, x, x);
  if (!plan.hasFeedForward) return;
  if (isBefore) normalizeRow(plan, norm2, x, normed);
  linearRow(linearAt(block.expand), isBefore ? normed : x, plan.readHidden, plan.isGelu ? GELU : RELU);
  linearRow(linearAt(block.contract), plan.readHidden, x, ADD);
  if (isAfter) normalizeRow(plan, norm2, x, x);
}

/** Mixes the values of all tokens up to `place`. */
function attendRow(plan: Plan, block: Block, place: i32): void {
  const bytes: i32 = plan.attentionWidth << 2;
  const query = plan.readQueries;
  memory.copy(block.cachedKeys + place * bytes, query + bytes, bytes);
  memory.copy(block.cachedValues + place * bytes, query + 2 * bytes, bytes);
  const headBytes: i32 = plan.paddedHeadWidth << 2;
  const shares = plan.readShares;
  for (let head = 0; head < bytes; head += headBytes) {
    scoreKeys(query + head, block.cachedKeys + head, bytes, headBytes, place, shares, 1 / Mathf.sqrt(<f32>plan.headWidth));
    softmaxRow(shares, place + 1, (place + 4) & ~3);
    mixValues(shares, place, block.cachedValues + head, bytes, headBytes, plan.readMixed + head);
  }
}

/** Scores of the keys up to `place`, four at a time. */
function scoreKeys(query: usize, keys: usize, stride: i32, bytes: i32, place: i32, scores: usize, scale: f32): void {
  const scales = f32x4.splat(scale);
  for (let u = 0; u <= place; u += 4) {
    const key1 = keys + stride;
    const key2 = key1 + stride;
    const key3 = key2 + stride;
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let i = 0; i < bytes; i += 16) {
      const q = v128.load(query + i);
      a = multiplyAdd(q, v128.load(keys + i), a);
      b = multiplyAdd(q, v128.load(key1 + i), b);
      c = multiplyAdd(q, v128.load(key2 + i), c);
      d = multiplyAdd(q, v128.load(key3 + i), d);
    }
    v128.store(scores, f32x4.mul(sumOfFour(a, b, c, d), scales));
    scores += 16;
    keys += 4 * stride;
  }
}

/** Values of one head weighted by their shares, eight numbers at a time. */
function mixValues(shares: usize, place: i32, values: usize, stride: i32, bytes: i32, mixed: usize): void {
  const end = shares + ((place + 1) << 2);
  for (let i = 0; i < bytes; i += 32) {
    let a = f32x4.splat(0);
    let b = a;
    let value = values + i;
    for (let share = shares; share != end; share += 4) {
      const weight = v128.load32_splat(share);
      a = multiplyAdd(weight, v128.load(value), a);
      b = multiplyAdd(weight, v128.load(value, 16), b);
      value += stride;
    }
    v128.store(mixed + i, a);
    v128.store(mixed + i, b, 16);
  }
}

/** y [outputs] = weights · x + biases for one row; ADD adds what y holds. Four inputs at a time. */
function linearRow(layer: Linear, x: usize, y: usize, ending: i32): void {
  const xEnd = x + (layer.inputs << 2);
  let w = layer.weights;
  const yEnd = y + (layer.outputs << 2);
  let bias = layer.biases;
  for (; y != yEnd; y += 32) {
    let a0 = v128.load(bias);
    let a1 = v128.load(bias, 16);
    let b0 = f32x4.splat(0);
    let b1 = b0;
    let c0 = b0;
    let c1 = b0;
    let d0 = b0;
    let d1 = b0;
    for (let i = x; i != xEnd; i += 16) {
      const inputs = v128.load(i);
      let input = v128.shuffle<f32>(inputs, inputs, 0, 0, 0, 0);
      a0 = multiplyAdd(input, v128.load(w), a0);
      a1 = multiplyAdd(input, v128.load(w, 16), a1);
      input = v128.shuffle<f32>(inputs, inputs, 1, 1, 1, 1);
      b0 = multiplyAdd(input, v128.load(w, 32), b0);
      b1 = multiplyAdd(input, v128.load(w, 48), b1);
      input = v128.shuffle<f32>(inputs, inputs, 2, 2, 2, 2);
      c0 = multiplyAdd(input, v128.load(w, 64), c0);
      c1 = multiplyAdd(input, v128.load(w, 80), c1);
      input = v128.shuffle<f32>(inputs, inputs, 3, 3, 3, 3);
      d0 = multiplyAdd(input, v128.load(w, 96), d0);
      d1 = multiplyAdd(input, v128.load(w, 112), d1);
      w += 128;
    }
    const sum0 = f32x4.add(f32x4.add(a0, b0), f32x4.add(c0, d0));
    const sum1 = f32x4.add(f32x4.add(a1, b1), f32x4.add(c1, d1));
    v128.store(y, ended(sum0, y, ending));
    v128.store(y, ended(sum1, y + 16, ending), 16);
    bias += 32;
  }
}

// @ts-ignore: decorator
@inline
function ended(sum: v128, y: usize, ending: i32): v128 {
  if (ending == ADD) return f32x4.add(sum, v128.load(y));
  if (ending == RELU) return f32x4.pmax(sum, f32x4.splat(0));
  if (ending == GELU) return f32x4.mul(sum, normalCumulative(sum));
  return sum;
}
