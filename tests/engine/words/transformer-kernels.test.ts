import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { compileKernels } from '$lib/engine/backend/wasm';
import { initialTransformer } from '$lib/engine/words/initial-parameters';
import type { TransformerModel } from '$lib/engine/words/model';
import { referenceTransformer } from '$lib/engine/words/reference-transformer';
import { parameterTensors, type TransformerShape } from '$lib/engine/words/shape';
import { stagesOf, traceLength } from '$lib/engine/words/trace';
import { wasmTransformer } from '$lib/engine/words/wasm-transformer';

// Before Node 22 a flag stands before multiply-add.
setFlagsFromString('--experimental-wasm-relaxed-simd');
const read = (name: string) => readFile(new URL(`../../../src/kernels/build/${name}.wasm`, import.meta.url));
const builds = {
  plain: wasmTransformer(await compileKernels(await read('transformer')), 'plain'),
  multiplyAdd: wasmTransformer(await compileKernels(await read('transformer-multiply-add')), 'multiplyAdd'),
};

/** Sizes that fill no vector, and a feed-forward layer whose pre-activations are far from the kink of ReLU or smooth. */
const base: TransformerShape = {
  vocabulary: 7,
  context: 10,
  width: 18,
  heads: 3,
  blocks: 2,
  positions: 'sinusoidal',
  mask: true,
  feedForward: true,
  activation: 'gelu',
  norm: 'before',
};
const shapes: readonly (readonly [string, Partial<TransformerShape>])[] = [
  ['odd sizes', {}],
  ['whole vectors', { vocabulary: 24, width: 32, heads: 2, context: 16, blocks: 1, activation: 'relu' }],
  ['learned positions and ReLU', { positions: 'learned', activation: 'relu' }],
  ['no positions', { positions: 'none' }],
  ['no mask', { mask: false }],
  ['heads of two numbers', { width: 16, heads: 8 }],
  ['no feed-forward', { feedForward: false }],
  ['norm after', { norm: 'after' }],
  ['no norm', { norm: 'none' }],
  ['norm after, no feed-forward', { norm: 'after', feedForward: false, width: 5, heads: 1 }],
  ['a large vocabulary', { vocabulary: 301, context: 24, width: 12, blocks: 1 }],
];
const cases = shapes.flatMap(([name, change]) =>
  (['plain', 'multiplyAdd'] as const).map((build) => [name, build, { ...base, ...change }] as const),
);
const CAPACITY = 11;

/** A pair of models with the same parameters, none of them zero or one. */
function pair(shape: TransformerShape, build: keyof typeof builds) {
  const random = createRandom('kernels 1');
  const parameters = initialTransformer(shape, random).map((value) => value + 0.4 * (random() - 0.5));
  const models = [referenceTransformer(shape, CAPACITY), builds[build](shape, CAPACITY)] as const;
  for (const model of models) model.writeParameters(parameters);
  return models;
}

function windowsOf({ vocabulary }: TransformerShape, count: number, length: number): Int32Array {
  const random = createRandom('windows');
  return Int32Array.from({ length: count * (length + 1) }, () => Math.floor(vocabulary * random()));
}

/** Float32 rounds: so much of the largest number may be between the two. */
function expectAlike(actual: Float32Array, expected: Float32Array, name: string, tolerance = 1e-4): void {
  expect(actual).toHaveLength(expected.length);
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const worst = actual.reduce((most, value, k) => Math.max(most, Math.abs(value - expected[k])), 0);
  expect(worst / (largest || 1), name).toBeLessThan(tolerance);
}

/** Of all tensors but the biases of keys: they move all scores of a row alike, so that their gradients are rounding. */
function expectTensorsAlike(
  shape: TransformerShape,
  actual: Float32Array,
  expected: Float32Array,
  tolerance?: number,
) {
  for (const { name, offset, length } of parameterTensors(shape)) {
    if (name.endsWith('key.bias')) continue;
    const part = (values: Float32Array) => values.subarray(offset, offset + length);
    expectAlike(part(actual), part(expected), name, tolerance);
  }
}

function logits(model: TransformerModel, tokens: readonly number[]): Float32Array {
  model.begin();
  return Float32Array.from(tokens.flatMap((token) => [...model.append(token)]));
}

describe('compiled transformer kernels', () => {
  it.each(cases)('%s, %s: find the loss and all gradients', (_, build, shape) => {
    const [reference, model] = pair(shape, build);
    expect(model.readParameters()).toEqual(reference.readParameters());
    for (const [count, length] of [
      [CAPACITY, shape.context],
      [2, 5],
    ]) {
      const windows = windowsOf(shape, count, length);
      const loss = reference.gradient(windows, count);
      expect(Math.abs(model.gradient(windows, count) / loss - 1)).toBeLessThan(1e-5);
      const [actual, expected] = [model.readGradients(), reference.readGradients()];
      expectAlike(actual, expected, 'all', 1e-5);
      expectTensorsAlike(shape, actual, expected);
    }
  });

  it.each(cases)('%s, %s: train, stop and go on', (_, build, shape) => {
    const [reference, model] = pair(shape, build);
    const windows = windowsOf(shape, 3, shape.context);
    const step = (learner: TransformerModel, clipNorm: number) =>
      learner.train(windows, 3, { learningRate: 0.003, weightDecay: 0.1, clipNorm });
    for (const clipNorm of [0.01, 0, 1]) {
      const loss = step(reference, clipNorm);
      expect(Math.abs(step(model, clipNorm) / loss - 1)).toBeLessThan(1e-4);
    }
    expectTensorsAlike(shape, model.readParameters(), reference.readParameters(), 1e-3);
    const other = builds[build](shape, CAPACITY);
    other.writeParameters(model.readParameters());
    other.optimizerState = model.optimizerState;
    expect(step(other, 0)).toBe(step(model, 0));
    expect(other.readParameters()).toEqual(model.readParameters());
    model.optimizerState = undefined;
    expect(model.optimizerState).toBeUndefined();
  });

  it.each(cases)('%s, %s: show every stage, and write', (_, build, shape) => {
    const [reference, model] = pair(shape, build);
    for (const length of [1, 5, shape.context]) {
      const tokens = [...windowsOf(shape, 1, length - 1)];
      const [expected, actual] = [reference, model].map((one) => {
        const values = new Float32Array(traceLength(shape, length)).fill(NaN);
        one.trace(tokens, values);
        return values;
      });
      for (const { name, block, offset, matrices, rows, columns } of stagesOf(shape, length)) {
        const part = (values: Float32Array) => values.subarray(offset, offset + matrices * rows * columns);
        expectAlike(part(actual), part(expected), `${name} ${block}`);
      }
      expectAlike(logits(model, tokens), logits(reference, tokens), 'logits');
    }
    expect(() => model.append(0)).toThrow(`expected at most ${shape.context}`);
  });
});
