import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/engine/random';
import {
  initialTransformer,
  parameterTensors,
  referenceTransformer,
  stagesOf,
  traceLength,
  type TransformerShape,
} from '$lib/engine/words';
import { compiledTransformers } from './transformer-backends';

const base: TransformerShape = {
  vocabulary: 13,
  context: 11,
  width: 16,
  heads: 2,
  blocks: 2,
  positions: 'sinusoidal',
  mask: true,
  feedForward: true,
  activation: 'relu',
  norm: 'before',
};
/** Odd sizes, and one switch after another. */
const shapes: readonly (readonly [string, Partial<TransformerShape>])[] = [
  ['as it is', {}],
  ['of widths that fill no vector', { width: 18, heads: 3 }],
  ['of heads of 2', { heads: 8 }],
  ['of heads of 12 and a long context', { width: 96, heads: 8, blocks: 1, context: 37 }],
  ['of one head and a large vocabulary', { heads: 1, vocabulary: 70, width: 32, context: 8 }],
  ['with learned positions', { positions: 'learned' }],
  ['without positions', { positions: 'none' }],
  ['without a mask', { mask: false }],
  ['without feed-forward', { feedForward: false }],
  ['with GELU', { activation: 'gelu' }],
  ['with norm after', { norm: 'after' }],
  ['with norm after, without feed-forward', { norm: 'after', feedForward: false }],
  ['without norm', { norm: 'none', width: 16 }],
];
const rule = { learningRate: 0.003, weightDecay: 0.1, clipNorm: 0.5 };

/** The largest difference, as a share of the largest number. */
function difference(one: Float32Array, other: Float32Array): number {
  const size = other.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  return one.reduce((most, value, k) => Math.max(most, Math.abs(value - other[k])), 0) / size;
}

/** The root mean square of the differences, as a share of that of the numbers. */
function meanDifference(one: Float32Array, other: Float32Array): number {
  const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(squares(one.map((value, k) => value - other[k])) / (squares(other) + 1e-6));
}

describe.each(compiledTransformers)('the %s transformer', (_, create) => {
  describe.each(shapes)('%s', (__, change) => {
    const shape = { ...base, ...change };
    const random = createRandom('windows');
    const [count, length] = [5, shape.context];
    const draw = () => Math.floor(random() * shape.vocabulary);
    const windows = Int32Array.from({ length: count * (length + 1) }, draw);
    const parameters = initialTransformer(shape, createRandom('transformer'));
    // Biases and norms as they are after some training.
    parameters.forEach((value, k) => (parameters[k] = value + 0.1 * (random() - 0.5)));
    const twins = [create(shape, 64), referenceTransformer(shape, 64)];
    for (const twin of twins) twin.writeParameters(parameters);
    const [compiled] = twins;

    it('has the gradients of the plain loops', () => {
      const [loss, expected] = twins.map((twin) => twin.gradient(windows, count));
      expect(loss).toBeCloseTo(expected, 5);
      const [gradients, plain] = twins.map((twin) => twin.readGradients());
      for (const { name, offset, length: size } of parameterTensors(shape)) {
        const [one, other] = [gradients, plain].map((all) => all.subarray(offset, offset + size));
        expect(difference(one, other), name).toBeLessThan(1e-4);
      }
    });

    it('has them of shorter windows too', () => {
      const few = windows.subarray(0, 3 * 6);
      const [loss, expected] = twins.map((twin) => twin.gradient(few, 3));
      expect(loss).toBeCloseTo(expected, 5);
      const [gradients, plain] = twins.map((twin) => twin.readGradients());
      expect(difference(gradients, plain)).toBeLessThan(1e-5);
    });

    it('computes every stage as they do', () => {
      const sentence = [...windows.subarray(0, 7)];
      const [trace, plain] = twins.map((twin) => {
        const values = new Float32Array(traceLength(stagesOf(shape, sentence.length)));
        twin.trace(sentence, values);
        return values;
      });
      for (const { name, block, offset, matrices, rows, columns } of stagesOf(shape, sentence.length)) {
        const [one, other] = [trace, plain].map((all) =>
          all.subarray(offset, offset + matrices * rows * columns),
        );
        expect(difference(one, other), `${name} ${block}`).toBeLessThan(1e-5);
      }
    });

    it('writes as they do, token by token', () => {
      for (const twin of twins) twin.begin();
      for (const token of windows.subarray(0, shape.context)) {
        const [logits, plain] = twins.map((twin) => twin.append(token));
        expect(difference(logits, plain)).toBeLessThan(1e-5);
      }
      expect(() => compiled.append(0)).toThrow(`expected at most ${shape.context}`);
    });

    it('trains as they do', () => {
      for (let step = 0; step < 3; step++) {
        const [loss, expected] = twins.map((twin) => twin.train(windows, count, rule));
        expect(loss).toBeCloseTo(expected, 4);
      }
      const [ours, plain] = twins.map((twin) => twin.readParameters());
      for (const { name, offset, length: size } of parameterTensors(shape)) {
        // Keys' biases change no softmax: their gradients are rounding alone, which AdamW makes as large as any.
        if (name.endsWith('key.bias')) continue;
        const [one, other] = [ours, plain].map((all) => all.subarray(offset, offset + size));
        // AdamW makes much of the rounding of single gradients near 0.
        expect(meanDifference(one, other), name).toBeLessThan(1e-4);
      }
    });

    it('has the gradients of its latest weights after training', () => {
      compiled.train(windows, count, { ...rule, learningRate: 0.1 });
      twins[1].writeParameters(compiled.readParameters());
      for (const twin of twins) twin.gradient(windows, count);
      const [gradients, plain] = twins.map((twin) => twin.readGradients());
      expect(difference(gradients, plain)).toBeLessThan(1e-4);
    });

    it('goes on exactly from where it stood', () => {
      const state = compiled.optimizerState;
      const before = compiled.readParameters();
      compiled.train(windows, count, rule);
      const after = compiled.readParameters();
      compiled.writeParameters(before);
      compiled.optimizerState = state;
      compiled.train(windows, count, rule);
      expect(compiled.readParameters()).toEqual(after);
    });
  });
});
