import { describe, expect, test } from 'vitest';
import { hashedUniform } from '$lib/engine/random';
import { candidatesOf, Writer, type Sampling, type TransformerModel } from '$lib/engine/words';
import { untrained } from './tiny-words';

const plain: Sampling = { temperature: 0.8, topK: 0, topP: 1, greedy: false };

/** A text written on from a prompt by one writer, or by a fresh one for each token. */
function written(model: TransformerModel, count: number, writerOf: () => Writer, sampling = plain): number[] {
  const text = [3, 1, 4];
  for (let index = 0; index < count; index++) {
    text.push(writerOf().next(text, sampling, 'key', index).token);
  }
  return text;
}

/** A model that knows four tokens' logits and nothing else. */
const logits = Float32Array.from([1 / 8, 1 / 8, 1 / 2, 1 / 4], Math.log);
const knowing = (): TransformerModel => Object.assign(untrained({ vocabulary: 4 }), { append: () => logits });

describe('the writer', () => {
  // With a context of 8, 30 tokens are far more than the model sees.
  test.each([{}, { positions: 'none' }, { mask: false, blocks: 2 }] as const)(
    'keeps what it has read, and writes the same as one that reads all anew: %o',
    (change) => {
      const model = untrained(change);
      const kept = new Writer(model);
      const text = written(model, 30, () => kept);
      expect(new Set(text).size, 'a text of several tokens').toBeGreaterThan(3);
      expect(written(model, 30, () => new Writer(model))).toEqual(text);
    },
  );

  test('reads only what is new while the text fits, and all anew after it was told to forget', () => {
    const model = untrained();
    const append = model.append.bind(model);
    let read: number[] = [];
    model.append = (token) => {
      read.push(token);
      return append(token);
    };
    const writer = new Writer(model);
    const text = written(model, 4, () => writer);
    expect(read).toEqual(text.slice(0, -1));
    read = [];
    writer.forget();
    writer.next(text, plain, 'key', 4);
    expect(read).toEqual(text);
  });

  test('follows a text that is not the one it read', () => {
    const model = untrained();
    const writer = new Writer(model);
    for (const text of [[3, 1, 4], [3, 1, 5, 2], [3, 1], [3, 1], [7]]) {
      const expected = new Writer(untrained()).next(text, plain, 'key', 0);
      expect(writer.next(text, plain, 'key', 0), text.join()).toEqual(expected);
    }
  });

  test('draws as often as the chances say', () => {
    const writer = new Writer(knowing());
    const draws = 4000;
    const sampling = { ...plain, temperature: 1, topK: 3 };
    const counts = new Map<number, number>();
    for (let index = 0; index < draws; index++) {
      const { token } = writer.next([0, 1], sampling, 'often', index);
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    const candidates = candidatesOf(logits, sampling);
    expect(candidates.map(({ token }) => token)).toEqual([2, 3, 0, 1]);
    // Pearson's χ² of three tokens exceeds 13.8 once in a thousand times.
    const squares = candidates.slice(0, 3).map(({ token, chance }) => {
      const expected = draws * chance;
      return ((counts.get(token) ?? 0) - expected) ** 2 / expected;
    });
    expect(squares.reduce((a, b) => a + b)).toBeLessThan(13.8);
    expect(counts.has(1), 'what top-k leaves out').toBe(false);
  });

  test('draws a number of its own for each key and place, the same each time', () => {
    const writer = new Writer(knowing());
    const drawn = (key: string, index: number) => writer.next([0], plain, key, index);
    expect(drawn('a', 5)).toEqual(drawn('a', 5));
    expect(drawn('a', 5).draw).toBe(hashedUniform('a', 5));
    const numbers = ['a', 'b'].flatMap((key) => [0, 1, 2].map((index) => drawn(key, index).draw));
    expect(new Set(numbers).size).toBe(6);
  });

  test('takes the token whose chance, with those before it, first exceeds the number', () => {
    const writer = new Writer(knowing());
    const sampling = { ...plain, temperature: 1 };
    for (let index = 0; index < 40; index++) {
      const { token, draw = NaN } = writer.next([0], sampling, 'edges', index);
      const expected = draw < 1 / 2 ? 2 : draw < 3 / 4 ? 3 : draw < 7 / 8 ? 0 : 1;
      expect(token, `${draw}`).toBe(expected);
    }
  });

  test('draws nothing where it is greedy or the token was chosen by hand', () => {
    const model = untrained({ vocabulary: 40 });
    const writer = new Writer(model);
    const greedy = writer.next([3], { ...plain, greedy: true }, 'key', 0);
    expect(greedy.token).toBe(greedy.candidates[0].token);
    expect('draw' in greedy).toBe(false);
    const ranked = candidatesOf(model.append(3).slice(), plain);
    const least = ranked[39].token;
    const chosen = writer.next([3], plain, 'key', 0, least);
    expect('draw' in chosen).toBe(false);
    expect(chosen.token).toBe(least);
    expect(chosen.candidates.at(-1), 'the chosen one is told').toMatchObject({ token: least });
    expect(chosen.candidates.length).toBe(13);
    const onward = writer.next([3, least], plain, 'key', 1);
    expect(onward).toEqual(new Writer(model).next([3, least], plain, 'key', 1));
  });
});
