import { describe, expect, test } from 'vitest';
import { weekends } from '$lib/engine';
import { pageCountOf, pageWith, peopleWho, PEOPLE_PER_PAGE, placesOn } from '$lib/state/people-pages';

/** Weekends in turn from 000 to 111, whoever comes second goes. */
const people = Uint8Array.from({ length: 1001 }, (_, place) => (place % 8) + (place % 2) * 8);
const all = peopleWho(people, undefined);

describe('the pages of the people', () => {
  test('hold everyone once, in their order', () => {
    const pages = Array.from({ length: pageCountOf(all) }, (_, page) => placesOn(all, page));
    expect(pages.flat()).toEqual(Array.from(people.keys()));
    expect(pages.slice(0, -1).every(({ length }) => length === PEOPLE_PER_PAGE)).toBe(true);
    expect(pages.at(-1)).toEqual([1000]);
  });

  test('hold only who faced a weekend when one is chosen', () => {
    const together = weekends.findIndex((weekend) => weekend.join('') === '001');
    expect(peopleWho(people, together).slice(0, 3)).toEqual([1, 9, 17]);
    expect(peopleWho(people, together)).toHaveLength(125);
  });

  test('are found by the person', () => {
    expect(pageWith(all, 0)).toBe(0);
    expect(pageWith(all, 50)).toBe(1);
    expect(pageWith([1, 9, 17], 9)).toBe(0);
    expect(pageWith([1, 9, 17], 10)).toBeUndefined();
  });

  test('are one, and empty, where nobody is', () => {
    expect(pageCountOf([])).toBe(1);
    expect(placesOn([], 0)).toEqual([]);
  });
});
