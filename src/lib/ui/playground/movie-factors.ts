import Heart from '@lucide/svelte/icons/heart';
import Sun from '@lucide/svelte/icons/sun';
import Ticket from '@lucide/svelte/icons/ticket';

/** What a weekend consists of, in the network's order of inputs, each with its picture. */
export const movieFactors = [
  { key: 'weather', Icon: Sun },
  { key: 'price', Icon: Ticket },
  { key: 'girlfriend', Icon: Heart },
] as const;
