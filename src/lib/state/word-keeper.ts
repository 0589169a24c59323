import type { Checkpoint } from '$lib/engine';
import type { WordExperiment } from '$lib/engine/words';
import { loadRecord, storeRecord } from './storage';
import type { WordMachine } from './word-machine.svelte';

/** What a tab's model is to go on from. */
interface Kept {
  readonly hash: string;
  readonly experiment: WordExperiment;
  readonly checkpoint: Checkpoint;
}

/** Between two looks whether there is something new to keep. */
const SHORTEST_MS = 1000;
/** Storing may take this share of the time. */
const MOST_SHARE = 0.02;

/** Keeps the model of a tab, so that it is there again when the tab has been loaded again. */
export class WordKeeper {
  readonly #machine: WordMachine;
  #stored = '';
  /** What was stored before stays until it has been looked for. */
  #nextMs = Infinity;

  constructor(machine: WordMachine) {
    this.#machine = machine;
  }

  /** Asks for the present state if it has changed since it was last stored. */
  look(nowMs: number): void {
    const { run, hash } = this.#machine;
    const place = `${hash} ${run.snapshot?.epoch}`;
    if (!run.isCurrent || nowMs < this.#nextMs || place === this.#stored) return;
    this.#stored = place;
    this.#nextMs = nowMs + SHORTEST_MS;
    run.save();
  }

  /** Stores a state that has come. */
  async store(checkpoint: Checkpoint, now: () => number): Promise<void> {
    const startMs = now();
    const { hash, experiment } = this.#machine;
    await storeRecord<Kept>('words', { hash, experiment, checkpoint });
    const endMs = now();
    this.#nextMs = Math.max(this.#nextMs, endMs + (endMs - startMs) / MOST_SHARE);
  }

  /**
   * Goes on from where this tab was left, if it held what its address says now.
   * @returns the step it stands at, else undefined
   */
  async restore(hash: string): Promise<number | undefined> {
    const kept = await loadRecord<Kept>('words');
    this.#nextMs = 0;
    if (!kept || kept.checkpoint.epoch === 0 || kept.hash !== hash) return undefined;
    this.#machine.startFrom(kept.experiment, kept.checkpoint);
    return kept.checkpoint.epoch;
  }
}
