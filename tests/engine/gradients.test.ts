import { describe, expect, test } from 'vitest';
import { referenceKernels } from '../../src/lib/engine/backend/reference';
import { regularizers } from '../../src/lib/engine/regularizers';
import { activationNames, classEnds, createModel, ends, simdKernels, worstError } from './mlp-cases';

const cases = activationNames.flatMap((hidden) => [
  ...ends.map((end) => ({ hidden, outputs: 1, ...end })),
  ...classEnds.map((end) => ({ hidden, outputs: 3, ...end })),
]);

/** A power of two, so that adding it to a float32 parameter loses little. */
const STEP = 2 ** -10;

describe.each(cases)('hidden $hidden, $outputs output $output, loss $loss', ({ outputs, ...options }) => {
  test('the reference gradient is the slope of the mean loss', () => {
    const model = createModel(referenceKernels, { ...options, sizes: [3, 5, 4, outputs], samples: 7 });
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
    const shape = { ...options, sizes: [7, 9, 6, 3, outputs], samples: 33 };
    const expected = createModel(referenceKernels, shape);
    const actual = createModel(simdKernels, shape);
    expected.computeGradient(1, 32);
    actual.computeGradient(1, 32);
    expect(worstError(actual.gradients, expected.gradients)).toBeLessThan(3e-6);
  });
});

describe.each(Object.entries(regularizers))('regularizer %s', (_name, { penalty, decay, shrink }) => {
  test.each([-3, -0.5, 0.2, 4])('at %d it steps along the slope of its penalty', (weight) => {
    const slope = (penalty(weight + STEP) - penalty(weight - STEP)) / (2 * STEP);
    const step = 1e-6;
    expect((weight - shrink(decay(weight, step), step)) / step).toBeCloseTo(slope, 5);
  });
});
