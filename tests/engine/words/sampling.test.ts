import { describe, expect, test } from 'vitest';
import { createRandom } from '$lib/engine/random';
import { candidatesOf, type Sampling } from '$lib/engine/words';

const plain: Sampling = { temperature: 1, topK: 0, topP: 1, greedy: false };

/** Logits of probabilities 1/2, 1/4, 1/8 and twice 1/16; tokens 1 and 3 are equally likely. */
const logits = Float32Array.from([1 / 8, 1 / 16, 1 / 2, 1 / 16, 1 / 4], (share) => Math.log(share) + 3);

const among = (sampling: Partial<Sampling>, most?: number) =>
  candidatesOf(logits, { ...plain, ...sampling }, most);
const chances = (sampling: Partial<Sampling>) => among(sampling).map(({ chance }) => chance);
function expectChances(sampling: Partial<Sampling>, expected: readonly number[]) {
  const actual = chances(sampling);
  expect(actual.length).toBe(expected.length);
  actual.forEach((chance, rank) => expect(chance, `rank ${rank}`).toBeCloseTo(expected[rank], 6));
}

describe('what a token is chosen from', () => {
  test('is told with the likeliest first, equal ones by number', () => {
    expect(among({}).map(({ token }) => token)).toEqual([2, 4, 0, 1, 3]);
    expect(among({}, 2).map(({ token }) => token)).toEqual([2, 4]);
  });

  test('has the chances of the softmax', () => {
    expectChances({}, [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16]);
    expect(among({}).map(({ probability }) => probability)).toEqual(chances({}));
  });

  test('is evened out by a high temperature and sharpened by a low one', () => {
    // Divided by 2, logits are those of square roots; by 1/2, those of squares.
    const roots = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16].map(Math.sqrt);
    const sum = roots.reduce((a, b) => a + b);
    expectChances(
      { temperature: 2 },
      roots.map((root) => root / sum),
    );
    expectChances(
      { temperature: 0.5 },
      [64, 16, 4, 1, 1].map((square) => square / 86),
    );
    expect(among({ temperature: 0.5 })[0].probability, 'the probability stays the model’s own').toBeCloseTo(
      1 / 2,
      6,
    );
  });

  test('is cut to the k likeliest', () => {
    expectChances({ topK: 2 }, [2 / 3, 1 / 3, 0, 0, 0]);
    expectChances({ topK: 4 }, [8 / 15, 4 / 15, 2 / 15, 1 / 15, 0]);
    expectChances({ topK: 99 }, [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16]);
  });

  test('is cut to the fewest that reach a share, after temperature', () => {
    expectChances({ topP: 0.45 }, [1, 0, 0, 0, 0]);
    expectChances({ topP: 0.7 }, [2 / 3, 1 / 3, 0, 0, 0]);
    expectChances({ topP: 0.8 }, [4 / 7, 2 / 7, 1 / 7, 0, 0]);
    // Squares: 64 / 86 = 0.744.
    expectChances({ topP: 0.7, temperature: 0.5 }, [1, 0, 0, 0, 0]);
    expectChances({ topP: 0.8, topK: 2 }, [2 / 3, 1 / 3, 0, 0, 0]);
    expectChances({ topP: 0.7, topK: 4 }, [2 / 3, 1 / 3, 0, 0, 0]);
  });

  test('is one token alone where it is greedy, of equal ones the first', () => {
    expectChances({ greedy: true, topK: 3, topP: 0.9 }, [1, 0, 0, 0, 0]);
    const even = candidatesOf(Float32Array.of(2, 5, 5, 1), { ...plain, greedy: true });
    expect(even.map(({ token, chance }) => [token, chance])).toEqual([
      [1, 1],
      [2, 0],
      [0, 0],
      [3, 0],
    ]);
  });

  test.each([{}, { temperature: 0.05 }, { temperature: 5 }, { topK: 3, temperature: 2 }, { topP: 0.93 }])(
    'has chances that sum to 1: %o',
    (sampling) => {
      const far = Float32Array.from(logits, (logit, token) => 1000 + 40 * token * logit);
      for (const values of [logits, far]) {
        const sum = candidatesOf(values, { ...plain, ...sampling }).reduce((a, { chance }) => a + chance, 0);
        expect(sum).toBeCloseTo(1, 12);
      }
    },
  );

  test('stands in the order of a plain sort, with its exact shares, whatever the logits', () => {
    const random = createRandom('logits');
    for (let trial = 0; trial < 200; trial++) {
      // Every other time of few values, so that many are equal, both zeros among them.
      const value = () =>
        trial % 2 ? 8 * (random() - 0.5) : (random() < 0.5 ? -1 : 1) * Math.floor(3 * random());
      const values = Float32Array.from({ length: 1 + Math.floor(90 * random()) }, value);
      const order = [...values.keys()].sort((a, b) => values[b] - values[a] || a - b);
      const powers = order.map((token) => Math.exp(values[token] - values[order[0]]));
      const kept = 1 + Math.floor(random() * order.length);
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
      const expected = order.map((token, rank) => ({
        token,
        probability: powers[rank] / sum(powers),
        chance: rank < kept ? powers[rank] / sum(powers.slice(0, kept)) : 0,
      }));
      const sampling = { ...plain, topK: kept };
      expect(candidatesOf(values, sampling)).toEqual(expected);
      expect(candidatesOf(values, sampling, 12)).toEqual(expected.slice(0, 12));
      const topP = sum(powers.slice(0, kept)) / sum(powers) - 1e-9;
      expect(candidatesOf(values, { ...plain, topP })).toEqual(expected);
    }
  });
});
