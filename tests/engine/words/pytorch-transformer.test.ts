import { describe, expect, test } from 'vitest';
import type { TransformerModel } from '$lib/engine/words/model';
import { parameterTensors } from '$lib/engine/words/shape';
import { stagesOf, traceLength } from '$lib/engine/words/trace';
import { recordedTransformers } from '../../recorded/transformer';
import { expectClose } from '../closeness';
import { transformers } from './transformer-backends';

/** Ten steps in single precision stay within it; what is recorded has six decimals. */
const TOLERANCE = { relative: 1e-4, absolute: 2e-6 };

/** Logits after each token of a sentence. */
function logitsOf(model: TransformerModel, tokens: readonly number[]) {
  const { shape } = model;
  const values = new Float32Array(traceLength(shape, tokens.length));
  model.trace(tokens, values);
  const { offset, rows, columns } = stagesOf(shape, tokens.length).find(({ name }) => name === 'logits')!;
  return values.subarray(offset, offset + rows * columns);
}

test.each(recordedTransformers)(
  'names and sizes of parameters as in PyTorch: $name',
  ({ shape, tensors }) => {
    expect(parameterTensors(shape).map(({ name, shape: sizes }) => [name, sizes])).toEqual(tensors);
  },
);

describe.each(transformers)('PyTorch and the %s transformer', (_, createTransformer) => {
  test.each(recordedTransformers)('$name', (recorded) => {
    const { shape, count, rule, windows, losses } = recorded;
    const model = createTransformer(shape, count);
    model.writeParameters(Float32Array.from(recorded.sixtyFourths, (number) => number / 64));
    const length = windows[0].length / count;
    expectClose(logitsOf(model, windows[0].slice(0, length - 1)), recorded.logits, TOLERANCE, 'logits');

    expectClose([model.gradient(Int32Array.from(windows[0]), count)], [losses[0]], TOLERANCE, 'loss');
    const gradients = model.readGradients();
    for (const { name, offset, length: size } of parameterTensors(shape)) {
      const expected = recorded.gradients.slice(offset, offset + size);
      expectClose(gradients.subarray(offset, offset + size), expected, TOLERANCE, `gradient of ${name}`);
    }

    const trained = windows.map((step) => model.train(Int32Array.from(step), count, rule));
    expectClose(trained, losses, TOLERANCE, 'losses of ten steps');
    const parameters = model.readParameters();
    for (const { name, offset, length: size } of parameterTensors(shape)) {
      // A key's bias adds the same to all scores of a token: its gradient is 0, its step what rounding makes of that.
      if (name.endsWith('key.bias')) continue;
      const expected = recorded.last.slice(offset, offset + size);
      expectClose(parameters.subarray(offset, offset + size), expected, TOLERANCE, `${name} after ten steps`);
    }
  });
});
