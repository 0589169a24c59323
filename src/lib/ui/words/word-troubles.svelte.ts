import { m } from '$lib/paraglide/messages.js';
import type { WordMachine } from '$lib/state/word-machine.svelte';
import { notices } from '../parts/notices.svelte';
import {
  announceLink,
  announceStarts,
  announceTrouble,
  rateRepairs,
  warnWhile,
  type Divergence,
} from '../troubles.svelte';

/** Turns what went wrong with a link or a run into notices. Call it while a component is set up. */
export function announceWordTroubles(machine: () => WordMachine): void {
  announceLink(machine);
  $effect(() => {
    const { trouble } = machine().run;
    if (trouble) return warnWhile(() => announceTrouble(trouble, announceDivergence));
  });
  announceStarts(machine, m.words_started_anew);

  function announceDivergence({ epoch }: Divergence): number {
    const { learningRate } = machine().experiment;
    const text = m.words_trouble_diverged({ rate: learningRate, step: epoch });
    return notices.warn(text, ...rateRepairs(machine()));
  }
}
