/** The transformers that are measured, their first parameters and what they learn. */
import { createRandom, initialTransformer, parameterTensors } from './sources.mjs';

/** @typedef {import('../../src/lib/engine/words').TransformerShape} TransformerShape */
/** @typedef {{ name: string, width: number, heads: number, blocks: number, context: number, vocabulary: number }} Size */
/**
 * @typedef {object} Problem
 * @property {TransformerShape} shape
 * @property {Float32Array} parameters first ones, in the order of parameterTensors
 * @property {Record<string, { values: Float32Array, shape: readonly number[] }>} tensors the same by name
 * @property {Int32Array[]} batches windows of each step, taken in turn: [BATCH][context + 1]
 */

export const BATCH = 16;
/** Of AdamW; nothing is clipped. */
export const rule = { learningRate: 1e-3, weightDecay: 0.01, clipNorm: 0 };
const BATCHES = 4;

/** @type {Size[]} */
export const sizes = [
  { name: 'S', width: 32, heads: 2, blocks: 1, context: 16, vocabulary: 128 },
  { name: 'M', width: 64, heads: 4, blocks: 2, context: 32, vocabulary: 300 },
  { name: 'L', width: 128, heads: 4, blocks: 4, context: 64, vocabulary: 600 },
];

/** @returns {Problem} */
export function prepare(/** @type {Size} */ { name, ...numbers }) {
  /** @type {TransformerShape} */
  const shape = {
    ...numbers,
    positions: 'sinusoidal',
    mask: true,
    feedForward: true,
    activation: 'relu',
    norm: 'before',
  };
  const parameters = initialTransformer(shape, createRandom(`words ${name}`));
  const random = createRandom(`text ${name}`);
  const tensors = Object.fromEntries(
    parameterTensors(shape).map(({ name, shape, offset, length }) => [
      name,
      { shape, values: parameters.slice(offset, offset + length) },
    ]),
  );
  const length = BATCH * (shape.context + 1);
  const token = () => Math.floor(random() * shape.vocabulary);
  const batches = Array.from({ length: BATCHES }, () => Int32Array.from({ length }, token));
  return { shape, parameters, tensors, batches };
}

/** The inputs of a batch of windows and what follows each, [BATCH][context] */
export function split(/** @type {Int32Array} */ windows, /** @type {number} */ context) {
  const of = (/** @type {number} */ shift) =>
    Int32Array.from(
      { length: BATCH * context },
      (_, k) => windows[Math.floor(k / context) * (context + 1) + (k % context) + shift],
    );
  return { inputs: of(0), targets: of(1) };
}

/** What the mask adds to scores, [context][context]: much below 0 where a token must not look. */
export const beyond = (/** @type {number} */ context) =>
  Float32Array.from({ length: context * context }, (_, k) =>
    k % context > Math.floor(k / context) ? -1e9 : 0,
  );

/** Multiplications and additions of matrix products for a token in training; of attention what the mask leaves. */
export function operationsPerToken(/** @type {TransformerShape} */ { width, blocks, context, vocabulary }) {
  const weights = 12 * width * width * blocks + width * vocabulary;
  const attended = 2 * blocks * width * ((context + 1) / 2);
  return 6 * (weights + attended);
}
