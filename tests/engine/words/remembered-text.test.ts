import { describe, expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import {
  candidatesOf,
  initialTransformer,
  stagesOf,
  traceLength,
  Writer,
  type CreateTransformer,
  type Sampling,
  type TransformerModel,
  type TransformerShape,
} from '$lib/engine/words';
import { transformers } from './transformer-backends';

const shape: TransformerShape = {
  vocabulary: 9,
  context: 6,
  width: 16,
  heads: 2,
  blocks: 2,
  positions: 'sinusoidal',
  mask: true,
  feedForward: true,
  activation: 'relu',
  norm: 'before',
};
const plain: Sampling = { temperature: 1, topK: 0, topP: 1, greedy: false };

function createModel(create: CreateTransformer, change: Partial<TransformerShape> = {}): TransformerModel {
  const model = create({ ...shape, ...change }, 1);
  model.writeParameters(initialTransformer(model.shape, createRandom('writer')));
  return model;
}

/** Logits after the latest tokens of a text, all computed at once. */
function logitsAfter(model: TransformerModel, text: readonly number[]): Float32Array {
  const sentence = text.slice(-model.shape.context);
  const values = new Float32Array(traceLength(stagesOf(model.shape, sentence.length)));
  model.trace(sentence, values);
  const stages = stagesOf(model.shape, sentence.length);
  const { offset, rows, columns } = stages.find(({ name }) => name === 'logits')!;
  return values.slice(offset + (rows - 1) * columns, offset + rows * columns);
}

describe.each(transformers)('writing with the %s transformer', (_, create) => {
  test.each([
    ['with a mask', {}],
    ['without', { mask: false }],
    ['with norm after and learned positions', { norm: 'after', positions: 'learned' }],
  ] as const)('what was remembered gives what is computed anew, beyond the context too: %s', (__, change) => {
    const model = createModel(create, change);
    const writer = new Writer(model);
    const text = [4, 1];
    for (let index = 0; index < 2 * shape.context; index++) {
      const { token, candidates } = writer.next(text, plain, 'a', index);
      const anew = candidatesOf(logitsAfter(model, text), plain);
      for (const { token: candidate, probability } of candidates) {
        const expected = anew.find((other) => other.token === candidate)!.probability;
        expect(probability).toBeCloseTo(expected, 5);
      }
      text.push(token);
    }
  });

  test('other texts and other parameters are not mixed up with what was remembered', () => {
    const model = createModel(create);
    const writer = new Writer(model);
    const probabilityOf = (text: readonly number[]) => writer.next(text, plain, 'a', 0).candidates[0];
    probabilityOf([1, 2, 3]);
    for (const text of [[1, 2, 4, 5], [1], [7, 2, 3], [7, 2, 3]]) {
      const [likeliest] = candidatesOf(logitsAfter(model, text), plain);
      expect(probabilityOf(text).probability, String(text)).toBeCloseTo(likeliest.probability, 5);
    }
    probabilityOf([7, 2, 3]);
    model.writeParameters(model.readParameters().map((value) => 2 * value));
    writer.forget();
    // A text that goes on from what was read, which with the old parameters' keys and values would be wrong.
    const [likeliest] = candidatesOf(logitsAfter(model, [7, 2, 3, 1]), plain);
    expect(probabilityOf([7, 2, 3, 1]).probability).toBeCloseTo(likeliest.probability, 5);
  });
});
