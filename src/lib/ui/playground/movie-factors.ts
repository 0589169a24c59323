import Heart from '@lucide/svelte/icons/heart';
import Sun from '@lucide/svelte/icons/sun';
import Ticket from '@lucide/svelte/icons/ticket';
import { weekends } from '$lib/state/fields';

/** What a weekend consists of, in the network's order of inputs, each with its picture. */
export const movieFactors = [
  { key: 'weather', Icon: Sun },
  { key: 'price', Icon: Ticket },
  { key: 'girlfriend', Icon: Heart },
] as const;

/** The place of a weekend (1 or 0 for each factor) among all eight. */
export const weekendIndex = (weekend: readonly number[]) =>
  weekends.findIndex((candidate) => candidate.every((factor, place) => factor === weekend[place]));
