import { m } from '$lib/paraglide/messages.js';
import { classCountOf } from '$lib/state/fields';
import type { Playground } from '$lib/state/playground.svelte';

/** What the classes are called, in their order; none for a regression. */
export function classNames({ isMovie, experiment }: Playground): string[] {
  if (isMovie) return [m.stay(), m.go()];
  const count = classCountOf(experiment);
  if (count === 2) return [m.class_orange(), m.class_blue()];
  return Array.from({ length: count }, (_, k) => m.class_name({ number: k + 1 }));
}
