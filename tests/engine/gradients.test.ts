import { describe, expect, test } from 'vitest';
import { referenceKernels } from '../../src/lib/engine/backend/reference';
import { activationNames, createModel, ends, simdKernels, worstError } from './mlp-cases';

const cases = activationNames.flatMap((hidden) => ends.map((end) => ({ hidden, ...end })));

/** A power of two, so that adding it to a float32 parameter loses little. */
const STEP = 2 ** -10;

describe.each(cases)('hidden $hidden, output $output, loss $loss', (options) => {
  test('the reference gradient is the slope of the mean loss', () => {
    const model = createModel(referenceKernels, { ...options, sizes: [3, 5, 4, 1], samples: 7 });
    model.computeGradient(0, 7);
    const gradients = model.gradients.slice();
    const slopes = gradients.map((_, index) => {
      const start = model.parameters[index];
      model.parameters[index] = start + STEP;
      const above = { at: model.parameters[index], loss: model.evaluate('train').loss };
      model.parameters[index] = start - STEP;
      const below = { at: model.parameters[index], loss: model.evaluate('train').loss };
      model.parameters[index] = start;
      return (above.loss - below.loss) / (above.at - below.at);
    });
    // The central difference's own error is about STEP² times third derivatives.
    expect(worstError(gradients, slopes)).toBeLessThan(2e-5);
  });

  test('the SIMD gradient agrees with the reference', () => {
    const shape = { ...options, sizes: [7, 9, 6, 3, 2], samples: 33 };
    const expected = createModel(referenceKernels, shape);
    const actual = createModel(simdKernels, shape);
    expected.computeGradient(1, 32);
    actual.computeGradient(1, 32);
    expect(worstError(actual.gradients, expected.gradients)).toBeLessThan(3e-6);
  });
});
