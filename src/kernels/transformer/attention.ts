import { gradientProduct } from './gradient-product';
import { gather, packDepth, packPlaces, scatter } from './heads';
import { column } from './product';
import { softmaxRow } from './softmax';
import { multiplyAdd, sumOfLanes } from '../vector';

/** Rows worked on together where a mask lets them see different lengths: whole tiles of 4 and of 6. */
const ROWS_TOGETHER: i32 = 12;

/** Sixteen bytes of zeros twice, to begin sums with. */
const zeros = memory.data(32, 16);

/**
 * Attention of queries, keys and values that stand beside each other in rows of `projected` [sequences · length][3 ·
 * width], each head by head.
 * @param attention [sequence][head][length][room], room being the length rounded up to whole eights; 0 where unseen
 * @param mixed [sequences · length][width]
 * @param scores as attention, of all pairs, scaled, before the mask; or 0 where they are not wanted
 * @param scratch room for 5 · room · (room + the head's depth rounded up to whole eights) numbers
 */
export function attend(
  mixed: usize,
  attention: usize,
  scores: usize,
  projected: usize,
  sequences: i32,
  length: i32,
  width: i32,
  heads: i32,
  isMasked: bool,
  scratch: usize,
): void {
  const depth = width / heads;
  const blocks = (depth + 7) >> 3;
  const room = (length + 7) & ~7;
  const rowBytes = <usize>room << 2;
  const stride = <usize>(3 * width) << 2;
  const headBytes = (<usize>room * blocks) << 5;
  const places = scratch;
  const panels = places + headBytes;
  const gathered = panels + headBytes;
  const scale = <f32>1 / sqrt<f32>(<f32>depth);
  for (let sequence = 0; sequence < sequences; sequence++) {
    for (let head = 0; head < heads; head++) {
      const query = projected + (<usize>sequence * length * 3 * width + head * depth) * 4;
      const key = query + (<usize>width << 2);
      packPlaces(places, key, stride, length, depth);
      for (let place = 0; place < length; place += 8) {
        const first = isMasked && scores == 0 ? place : 0;
        column(
          attention + first * rowBytes + (place << 2),
          rowBytes,
          query + first * stride,
          stride,
          places + ((<usize>place * depth) << 2),
          length - first,
          depth,
          zeros,
          0,
          false,
        );
      }
      if (scores != 0) {
        scaleRows(scores, attention, length * room, scale);
        scores += length * rowBytes;
      }
      for (let t = 0; t < length; t++) {
        const row = attention + t * rowBytes;
        softmaxRow(row, row, isMasked ? t + 1 : length, room, scale);
      }
      gather(gathered, blocks, key + (<usize>width << 2), stride, length, depth);
      packDepth(panels, gathered, <usize>blocks << 5, length, blocks);
      mixRows(gathered, attention, rowBytes, panels, length, blocks, isMasked);
      scatter(mixed + (<usize>sequence * length * width + head * depth) * 4, <usize>width << 2, gathered, blocks, length, depth);
      attention += length * rowBytes;
    }
  }
}

/**
 * The gradients of queries, keys and values, to rows of dProjected [sequences · length][3 · width], from that of the
 * mixed values.
 */
export function attendBackward(
  dProjected: usize,
  dMixed: usize,
  attention: usize,
  projected: usize,
  sequences: i32,
  length: i32,
  width: i32,
  heads: i32,
  isMasked: bool,
  scratch: usize,
): void {
  const depth = width / heads;
  const blocks = (depth + 7) >> 3;
  const room = (length + 7) & ~7;
  const rowBytes = <usize>room << 2;
  const stride = <usize>(3 * width) << 2;
  const mixedStride = <usize>width << 2;
  const headStride = <usize>blocks << 5;
  const headBytes = room * headStride;
  const panels = scratch;
  const gathered = panels + headBytes;
  const mixedGradient = gathered + headBytes;
  const result = mixedGradient + headBytes;
  const dScores = result + headBytes;
  const scale = <f32>1 / sqrt<f32>(<f32>depth);
  for (let sequence = 0; sequence < sequences; sequence++) {
    for (let head = 0; head < heads; head++) {
      const offset = (<usize>sequence * length * 3 * width + head * depth) * 4;
      const query = projected + offset;
      const key = query + (<usize>width << 2);
      const value = key + (<usize>width << 2);
      const dQuery = dProjected + offset;
      const dKey = dQuery + (<usize>width << 2);
      const dValue = dKey + (<usize>width << 2);
      const d = dMixed + (<usize>sequence * length * width + head * depth) * 4;

      packPlaces(panels, value, stride, length, depth);
      memory.fill(dScores, 0, length * rowBytes);
      for (let place = 0; place < length; place += 8) {
        const first = isMasked ? place : 0;
        column(
          dScores + first * rowBytes + (place << 2),
          rowBytes,
          d + first * mixedStride,
          mixedStride,
          panels + ((<usize>place * depth) << 2),
          length - first,
          depth,
          zeros,
          0,
          false,
        );
      }
      gather(mixedGradient, blocks, d, mixedStride, length, depth);
      weighPlaces(result, attention, rowBytes, mixedGradient, length, blocks, isMasked);
      scatter(dValue, stride, result, blocks, length, depth);

      softmaxBackward(dScores, attention, rowBytes, length, scale);
      gather(gathered, blocks, key, stride, length, depth);
      packDepth(panels, gathered, headStride, length, blocks);
      mixRows(result, dScores, rowBytes, panels, length, blocks, isMasked);
      scatter(dQuery, stride, result, blocks, length, depth);

      gather(gathered, blocks, query, stride, length, depth);
      weighPlaces(result, dScores, rowBytes, gathered, length, blocks, isMasked);
      scatter(dKey, stride, result, blocks, length, depth);
      attention += length * rowBytes;
    }
  }
}

/** out [length][8 · blocks] = weights [length][room] · panels [blocks][length][8]; masked rows see no further than themselves. */
function mixRows(
  out: usize,
  weights: usize,
  rowBytes: usize,
  panels: usize,
  length: i32,
  blocks: i32,
  isMasked: bool,
): void {
  const stride = <usize>blocks << 5;
  for (let first = 0; first < length; first += ROWS_TOGETHER) {
    const rows = min(ROWS_TOGETHER, length - first);
    const seen = isMasked ? first + rows : length;
    for (let block = 0; block < blocks; block++) {
      column(
        out + first * stride + (block << 5),
        stride,
        weights + first * rowBytes,
        rowBytes,
        panels + ((<usize>block * length) << 5),
        rows,
        seen,
        zeros,
        0,
        false,
      );
    }
  }
}

/** out [length][8 · blocks] = weightsᵀ · rows [length][8 · blocks]; masked places are seen by no earlier row. */
function weighPlaces(
  out: usize,
  weights: usize,
  rowBytes: usize,
  rows: usize,
  length: i32,
  blocks: i32,
  isMasked: bool,
): void {
  const stride = <usize>blocks << 5;
  memory.fill(out, 0, length * stride);
  for (let first = 0; first < length; first += ROWS_TOGETHER) {
    const places = min(ROWS_TOGETHER, length - first);
    const from = isMasked ? first : 0;
    gradientProduct(
      out + first * stride,
      stride,
      weights + from * rowBytes + (first << 2),
      rowBytes,
      rows + from * stride,
      stride,
      length - from,
      places,
      blocks,
    );
  }
}

/** The gradients of scaled scores' inputs, in place of those of their softmax. */
function softmaxBackward(d: usize, attention: usize, rowBytes: usize, length: i32, scale: f32): void {
  for (let t = 0; t < length; t++, d += rowBytes, attention += rowBytes) {
    let along = f32x4.splat(0);
    for (let k: usize = 0; k < rowBytes; k += 16) {
      along = multiplyAdd(v128.load(d + k), v128.load(attention + k), along);
    }
    const sum = f32x4.splat(sumOfLanes(along));
    const scales = f32x4.splat(scale);
    for (let k: usize = 0; k < rowBytes; k += 16) {
      const share = f32x4.mul(v128.load(attention + k), scales);
      v128.store(d + k, f32x4.mul(share, f32x4.sub(v128.load(d + k), sum)));
    }
  }
}

function scaleRows(out: usize, x: usize, count: i32, scale: f32): void {
  const end = out + (<usize>count << 2);
  for (; out != end; out += 16, x += 16) v128.store(out, f32x4.mul(v128.load(x), f32x4.splat(scale)));
}

/**
 * Attention of one token that looks at `count` earlier ones and itself: keys and values [count][width]; mixed [width];
 * scratch has room for count numbers, rounded up to whole fours.
 */
export function attendLast(
  mixed: usize,
  query: usize,
  keys: usize,
  values: usize,
  count: i32,
  width: i32,
  heads: i32,
  scratch: usize,
): void {
  const depth = width / heads;
  const stride = <usize>width << 2;
  const headBytes = <usize>depth << 2;
  const whole = headBytes & ~15;
  const scale = <f32>1 / sqrt<f32>(<f32>depth);
  memory.fill(mixed, 0, stride);
  for (let head = 0; head < heads; head++) {
    let key = keys;
    for (let place = 0; place < count; place++, key += stride) {
      let sum = f32x4.splat(0);
      for (let k: usize = 0; k < whole; k += 16) sum = multiplyAdd(v128.load(query + k), v128.load(key + k), sum);
      let score = sumOfLanes(sum);
      for (let k = whole; k < headBytes; k += 4) score += f32.load(query + k) * f32.load(key + k);
      f32.store(scratch + (place << 2), score);
    }
    softmaxRow(scratch, scratch, count, (count + 3) & ~3, scale);
    let value = values;
    for (let place = 0; place < count; place++, value += stride) {
      const share = v128.load32_splat(scratch + (place << 2));
      for (let k: usize = 0; k < whole; k += 16) {
        v128.store(mixed + k, multiplyAdd(share, v128.load(value + k), v128.load(mixed + k)));
      }
      for (let k = whole; k < headBytes; k += 4) {
        f32.store(mixed + k, f32.load(mixed + k) + f32.load(scratch + (place << 2)) * f32.load(value + k));
      }
    }
    query += headBytes;
    keys += headBytes;
    values += headBytes;
    mixed += headBytes;
  }
}
