import { expect, test } from 'vitest';
import { stagesOf } from '$lib/engine/words';
import { untrained } from './tiny-words';

test('sentences in turn are each laid out as alone, and as before', () => {
  const { shape, layouts } = untrained();
  const first = layouts.of(3);
  expect(layouts.of(5)).toEqual(stagesOf(shape, 5));
  expect(layouts.of(3)).toBe(first);
  expect(first).toEqual(stagesOf(shape, 3));
});
