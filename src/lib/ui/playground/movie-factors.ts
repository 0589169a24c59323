import Heart from '@lucide/svelte/icons/heart';
import Sun from '@lucide/svelte/icons/sun';
import Ticket from '@lucide/svelte/icons/ticket';
import { m } from '$lib/paraglide/messages.js';

/** What a weekend consists of, in the network's order of inputs, each with its picture, its weight's name and its words for 0 and 1. */
export const movieFactors = [
  { key: 'weather', Icon: Sun, weight: m.weight_weather, words: [m.weekend_not_sunny, m.weekend_sunny] },
  {
    key: 'price',
    Icon: Ticket,
    weight: m.weight_price,
    words: [m.weekend_not_affordable, m.weekend_affordable],
  },
  {
    key: 'girlfriend',
    Icon: Heart,
    weight: m.weight_girlfriend,
    words: [m.weekend_no_girlfriend, m.weekend_girlfriend],
  },
] as const;

/** For example "sunny, too dear, alone". */
export const weekendText = (weekend: readonly number[]) =>
  movieFactors.map(({ words }, place) => words[weekend[place]]()).join(m.list_comma());
