import { afterEach, expect, test, vi } from 'vitest';
import { power, sine } from '$lib/engine/portable-functions';
import { createRandom } from '$lib/engine/random';
import { WordTrainer } from '$lib/engine/words';
import { expectClose } from './closeness';
import { compiledTransformers } from './words/transformer-backends';
import { tinyWords } from './words/tiny-words';

afterEach(() => vi.restoreAllMocks());

test('powers and sines are those of the language', () => {
  const random = createRandom('portable');
  for (let round = 0; round < 300; round++) {
    const [base, exponent, angle] = [1.5 * random(), 60 * random() ** 3, 1000 * random() ** 3];
    expectClose([power(base, exponent)], [base ** exponent], { relative: 1e-13, absolute: 1e-300 });
    const waves = [sine(angle, 0), sine(angle, 1)];
    expectClose(waves, [Math.sin(angle), Math.cos(angle)], { relative: 0, absolute: 5e-16 });
  }
  expect([power(0.3, 0), power(0.25, 0.5), power(7, 3), power(0.01, 1e6)]).toEqual([1, 0.5, 343, 0]);
});

/** Functions whose last digit a browser may choose. */
const free = ['sin', 'cos', 'tan', 'exp', 'expm1', 'log', 'log2', 'log10', 'log1p', 'tanh', 'cbrt'] as const;
function roundOtherwise(): void {
  for (const name of free) {
    const usual = Math[name].bind(Math);
    vi.spyOn(Math, name).mockImplementation((value) => usual(value) * (1 + 2 ** -50));
  }
}

test('a run of words is the same to the last bit where functions are rounded otherwise', () => {
  const [, create] = compiledTransformers[0];
  const trained = () => {
    const trainer = new WordTrainer(create, { ...tinyWords, warmUp: 2, schedulePeriod: 23 });
    const rates = Array.from({ length: 20 }, () => {
      trainer.trainBatches(1);
      return trainer.learningRate;
    });
    return { rates, parameters: trainer.model.readParameters(), samples: trainer.samples.upTo(20) };
  };
  const expected = trained();
  roundOtherwise();
  expect(trained()).toEqual(expected);
});
