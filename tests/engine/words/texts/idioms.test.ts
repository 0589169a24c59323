import { expect, test } from 'vitest';
import { idioms, idiomText, judgeIdioms } from '$lib/engine/words/texts/idioms';

test('more than four hundred different idioms of four Chinese characters', () => {
  expect(idioms.length).toBeGreaterThanOrEqual(400);
  expect(new Set(idioms).size).toBe(idioms.length);
  for (const idiom of idioms) expect(idiom).toMatch(/^\p{Script=Han}{4}$/u);
});

test('each idiom begins where the one before ends, and the first where the last ends', () => {
  idioms.forEach((idiom, place) => expect(idiom[0]).toBe(idioms.at(place - 1)?.[3]));
});

test('the text has no more characters than a small model learns', () => {
  const count = new Set(idiomText).size;
  expect(count).toBeGreaterThan(500);
  expect(count).toBeLessThan(700);
});

test('the text itself is judged real and chained throughout', () => {
  const { length } = idioms;
  expect(judgeIdioms(idiomText)).toEqual({ pieces: length, real: length, chained: length });
});

test('tells real from rightly chained, and leaves out what was cut off', () => {
  expect(judgeIdioms('水到渠成，成千上万，马到成功，成功上万，万众')).toEqual({
    pieces: 4,
    real: 3,
    chained: 2,
  });
  expect(judgeIdioms('水到')).toEqual({ pieces: 0, real: 0, chained: 0 });
});
