import { describe, test } from 'vitest';
import { parameterTensors, stagesOf, traceLength, type TransformerShape } from '$lib/engine/words';
import { recordedTransformers, type RecordedTransformer } from '../../recorded/transformer';
import { expectClose, type Tolerance } from '../closeness';
import { transformers } from './transformer-backends';

/** The recorded numbers have six decimals; in single precision PyTorch's own differ from them by less than 1e-6. */
const TOLERANCE: Tolerance = { relative: 1e-5, absolute: 1e-5 };

/** As transformer.py draws them: the generator of Park and Miller, multiples of 1/128. */
function firstParameters(shape: TransformerShape, seed: number): Float32Array {
  let state = seed;
  const values = parameterTensors(shape).flatMap(({ name, length }) => {
    const middle = /(^|\.)norm\d?\.weight$/.test(name) ? 1 : 0;
    return Array.from({ length }, () => {
      state = (16807 * state) % (2 ** 31 - 1);
      return middle + ((state % 129) - 64) / 128;
    });
  });
  return Float32Array.from(values);
}

/** Without the biases of keys, which the softmax does not feel: what a step does to them is rounding alone. */
function felt(shape: TransformerShape, values: ArrayLike<number>): number[] {
  const tensors = parameterTensors(shape).filter(({ name }) => !name.endsWith('key.bias'));
  return tensors.flatMap(({ offset, length }) => Array.from(values).slice(offset, offset + length));
}

describe.each(transformers)('PyTorch, %s', (_, create) => {
  const modelOf = ({ shape, seed, windows }: RecordedTransformer) => {
    const model = create(shape, windows.length);
    model.writeParameters(firstParameters(shape, seed));
    return model;
  };

  test.each(recordedTransformers)('computes the same on the way: $name', (recording) => {
    const { shape, windows, logits, attention } = recording;
    const model = modelOf(recording);
    const tokens = windows[0].slice(0, -1);
    const values = new Float32Array(traceLength(stagesOf(shape, tokens.length)));
    model.trace(tokens, values);
    const traced = (wanted: string, block?: number) => {
      const stage = stagesOf(shape, tokens.length).find((one) => one.name === wanted && one.block === block)!;
      return values.subarray(stage.offset, stage.offset + stage.matrices * stage.rows * stage.columns);
    };
    expectClose(traced('logits'), logits, TOLERANCE, 'logits');
    expectClose(traced('attention', shape.blocks - 1), attention, TOLERANCE, 'attention');
    model.begin();
    const written = tokens.map((token) => Array.from(model.append(token)));
    // Without a mask earlier tokens see later ones.
    const rows = shape.mask ? tokens.length : 1;
    const expected = logits.slice(-rows * shape.vocabulary);
    expectClose(written.slice(-rows).flat(), expected, TOLERANCE, 'logits while it writes');
  });

  test.each(recordedTransformers)('learns the same: $name', (recording) => {
    const { shape, windows, rule, gradients, losses, final } = recording;
    const model = modelOf(recording);
    const flat = Int32Array.from(windows.flat());
    expectClose([model.gradient(flat, windows.length)], losses.slice(0, 1), TOLERANCE, 'loss');
    expectClose(model.readGradients(), gradients, TOLERANCE, 'gradients');
    const steps = losses.map(() => model.train(flat, windows.length, rule));
    expectClose(steps, losses, TOLERANCE, 'losses');
    expectClose(felt(shape, model.readParameters()), felt(shape, final), TOLERANCE, 'parameters');
  });
});
