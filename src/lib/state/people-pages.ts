import { personOf, weekendIndex } from '$lib/engine';

export const PEOPLE_PER_PAGE = 50;

/** The places of the people who faced this weekend, in the crowd's order; of all people where none is named. */
export function peopleWho(people: Uint8Array, weekend: number | undefined): number[] {
  const places = Array.from(people.keys());
  if (weekend === undefined) return places;
  return places.filter((place) => weekendIndex(personOf(people[place]).weekend) === weekend);
}

export const pageCountOf = (places: readonly number[]) =>
  Math.max(1, Math.ceil(places.length / PEOPLE_PER_PAGE));

/** @param page counted from 0 */
export function placesOn(places: readonly number[], page: number): readonly number[] {
  return places.slice(page * PEOPLE_PER_PAGE, (page + 1) * PEOPLE_PER_PAGE);
}

/** The page on which a person stands, counted from 0; undefined where the person is not among them. */
export function pageWith(places: readonly number[], place: number): number | undefined {
  const index = places.indexOf(place);
  return index < 0 ? undefined : Math.floor(index / PEOPLE_PER_PAGE);
}
