import type { Checkpoint } from '$lib/engine';
import type { WordExperiment } from '$lib/engine/words';
import { isSame } from './link-values';
import { loadRecord, storeRecord } from './storage';
import { StoringRhythm } from './storing-rhythm';
import type { WordMachine } from './word-machine.svelte';

/** What a tab's model is to go on from. */
interface Kept {
  readonly hash: string;
  readonly experiment: WordExperiment;
  readonly checkpoint: Checkpoint;
}

/** Also while a prompt is typed, which changes the address key by key. */
const SHORTEST_MS = 1000;

/** Keeps the model of a tab, so that it is there again when the tab has been loaded again. */
export class WordKeeper {
  readonly #machine: WordMachine;
  readonly #rhythm = new StoringRhythm(SHORTEST_MS);

  constructor(machine: WordMachine) {
    this.#machine = machine;
  }

  /** Asks for the present state if it has changed since it was last stored. */
  look(nowMs: number): void {
    const { run, hash } = this.#machine;
    const place = String(run.snapshot?.epoch);
    if (run.isCurrent && this.#rhythm.asks(hash, place, nowMs, !run.isPlaying)) run.save();
  }

  /** Stores a state that has come. */
  async store(checkpoint: Checkpoint, now: () => number): Promise<void> {
    const { hash, experiment } = this.#machine;
    await this.#rhythm.store(() => storeRecord<Kept>('words', { hash, experiment, checkpoint }), now);
  }

  /**
   * Goes on from where this tab was left, if it held what its address says now.
   * @returns the step it stands at, if it has made any
   */
  async restore(hash: string): Promise<number | undefined> {
    const kept = await loadRecord<Kept>('words');
    this.#rhythm.begin();
    if (!kept || kept.hash !== hash) return undefined;
    const { experiment, checkpoint } = kept;
    // Before its first step, a run has nothing but a text for which the address had no room.
    if (checkpoint.epoch === 0 && isSame(experiment, this.#machine.experiment)) return undefined;
    this.#machine.startFrom(experiment, checkpoint);
    return checkpoint.epoch || undefined;
  }
}
