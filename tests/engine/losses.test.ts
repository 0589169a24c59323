import { describe, expect, test } from 'vitest';
import { outputActivations } from '$lib/engine/activations';
import { losses } from '$lib/engine/losses';
import { Mlp } from '$lib/engine/models/mlp';
import { recorded, type RecordedLoss } from '../recorded/pytorch';
import { backends } from './backends';
import { doubleRounding, expectClose } from './closeness';

const cases = recorded.losses.map((loss) => ({ ...loss, classes: loss.z.length }));

/** For softmax the logarithms of the probabilities, else z itself; [outputs][samples]. */
function tablesInputs({ output, z }: RecordedLoss): number[][] {
  if (output !== 'softmax') return z;
  const logSums = z[0].map((_, sample) => {
    const largest = Math.max(...z.map((row) => row[sample]));
    return largest + Math.log(z.reduce((sum, row) => sum + Math.exp(row[sample] - largest), 0));
  });
  return z.map((row) => row.map((value, sample) => value - logSums[sample]));
}

describe.each(cases)('$loss of $classes $output outputs', (recordedLoss) => {
  const { z, targets, mean, gradients } = recordedLoss;
  const samples = z[0].length;
  const output = outputActivations[recordedLoss.output];
  const loss = losses[recordedLoss.loss];

  test('has the value and the gradient of PyTorch', () => {
    let sum = 0;
    const derivatives = tablesInputs(recordedLoss).map((row, o) =>
      row.map((value, sample) => {
        const y = output.value(value);
        sum += loss.value(value, y, targets[o][sample]);
        return loss.derivative(value, y, targets[o][sample], output);
      }),
    );
    expectClose([sum / samples], [mean], doubleRounding);
    expectClose(derivatives.flat(), gradients.flat(), doubleRounding);
  });

  test.each(backends)('$backend kernels have them', ({ createKernels }) => {
    const count = z.length;
    const model = new Mlp(createKernels, {
      sizes: [count, count],
      hidden: [],
      output: recordedLoss.output,
      loss: recordedLoss.loss,
      capacity: { train: samples, test: 1, map: 1 },
    });
    for (let o = 0; o < count; o++) model.parameters[o * count + o] = 1;
    model.load('train', z, targets);
    // Single precision rounds by 6e-8; gradients are differences of numbers up to 3.
    expect(Math.abs(model.evaluate('train').loss / mean - 1)).toBeLessThan(5e-7);
    for (let sample = 0; sample < samples; sample++) {
      model.computeGradient(sample, sample + 1);
      const expected = gradients.map((row) => row[sample]);
      expectClose(model.gradients.subarray(count * count), expected, { relative: 5e-7, absolute: 1e-6 });
    }
  });
});
