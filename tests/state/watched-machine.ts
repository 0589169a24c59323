import { vi } from 'vitest';
import { WordMachine } from '$lib/state/word-machine.svelte';

/** A word machine, and what it was told to go on from; it does not. */
export function watchedMachine() {
  const machine = new WordMachine();
  const starts: unknown[][] = [];
  vi.spyOn(machine, 'startFrom').mockImplementation((...told) => void starts.push(told));
  return { machine, starts };
}
