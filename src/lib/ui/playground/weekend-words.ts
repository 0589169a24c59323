import { m } from '$lib/paraglide/messages.js';

/** How each circumstance is called when it is false, and when it is true: weather, price, girlfriend. */
export const weekendWords = [
  [m.weekend_not_sunny, m.weekend_sunny],
  [m.weekend_not_affordable, m.weekend_affordable],
  [m.weekend_no_girlfriend, m.weekend_girlfriend],
] as const;

/** For example "sunny, too dear, alone". */
export const weekendText = (weekend: readonly number[]) =>
  weekend.map((factor, place) => weekendWords[place][factor]()).join(m.list_comma());
