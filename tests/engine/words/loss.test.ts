import { expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { initialTransformer, parameterTensors, stagesOf, traceLength } from '$lib/engine/words';
import { transformers } from './transformer-backends';
import { untrained } from './tiny-words';

test.each(transformers)('a loss is right where what came is too unlikely for a number: %s', (_, create) => {
  const { shape } = untrained();
  const model = create(shape, 1);
  const parameters = initialTransformer(shape, createRandom('sure of itself'));
  const { offset, length } = parameterTensors(shape).find(({ name }) => name === 'output.weight')!;
  for (let k = offset; k < offset + length; k++) parameters[k] *= 1000;
  model.writeParameters(parameters);
  const window = [3, 1, 4, 1, 5, 2, 6, 7];
  const values = new Float32Array(traceLength(stagesOf(shape, 7)));
  model.trace(window.slice(0, -1), values);
  const start = stagesOf(shape, 7).find(({ name }) => name === 'logits')!.offset;
  const losses = window.slice(1).map((target, t) => {
    const row = [...values.subarray(start + t * shape.vocabulary, start + (t + 1) * shape.vocabulary)];
    const most = Math.max(...row);
    return Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - most), 0)) + most - row[target];
  });
  expect(Math.max(...losses), 'e to its power is no number').toBeGreaterThan(750);
  const mean = losses.reduce((a, b) => a + b) / 7;
  expect(model.gradient(Int32Array.from(window), 1) / mean).toBeCloseTo(1, 5);
});
