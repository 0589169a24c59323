import {
  experimentFields,
  fieldKeys,
  firstMoment,
  isAfter,
  type Experiment,
  type Moment,
  type SavedRecord,
} from '$lib/engine';
import type { Playground } from './playground.svelte';
import { loadRecord, recallTab, rememberTab, storeRecord } from './storage';

/** Storing may take this share of the time. */
const MOST_SHARE = 0.02;
/** A record that was asked for comes within this time, or its run is over. */
const PATIENCE_MS = 3000;

/** Keeps the run of a tab, so that it is there again when the tab has been loaded again. */
export class RunKeeper {
  readonly #playground: Playground;
  #stored = '';
  /** What was stored before stays until it has been looked for. */
  #nextMs = Infinity;
  #busyUntilMs = Infinity;
  #storedHash = '';

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  /** Asks for the record if the run has changed since it was last stored; at once if it was tuned. */
  look(nowMs: number): void {
    const { run, hash } = this.#playground;
    const dueMs = hash === this.#storedHash ? this.#nextMs : this.#busyUntilMs;
    if (!run.isCurrent || nowMs < dueMs || this.#place() === this.#stored) return;
    this.#stored = this.#place();
    this.#storedHash = hash;
    this.#busyUntilMs = nowMs + PATIENCE_MS;
    this.#nextMs = this.#busyUntilMs;
    run.save();
  }

  /** Stores a record that has come. */
  async store(record: SavedRecord, now: () => number): Promise<void> {
    const startMs = now();
    await storeRecord('runs', record);
    this.noteMoment();
    const endMs = now();
    this.#busyUntilMs = endMs;
    this.#nextMs = endMs + (endMs - startMs) / MOST_SHARE;
  }

  /** Keeps where the run stands, at once. */
  noteMoment(): void {
    const { hash, run } = this.#playground;
    if (!run.isCurrent || !run.snapshot) return;
    const { epoch, position } = run.snapshot;
    rememberTab({ hash, moment: { epoch, position } });
  }

  /** Goes on from where this tab was left, if it held what is open now: then the moment, else undefined. */
  async restore(): Promise<Moment | undefined> {
    const tab = recallTab();
    const record =
      tab && isAfter(tab.moment, firstMoment) ? await loadRecord<SavedRecord>('runs') : undefined;
    this.#nextMs = 0;
    this.#busyUntilMs = 0;
    // Something else may have been opened meanwhile.
    if (!tab || !record || tab.hash !== this.#playground.hash) return undefined;
    const { experiment } = this.#playground;
    if (!isSameStart(record.first, experiment)) return undefined;
    this.#playground.run.start(experiment, { record, moment: tab.moment });
    this.#playground.comparison?.catchUp(tab.moment.epoch);
    return tab.moment;
  }

  #place(): string {
    const { hash, run } = this.#playground;
    const end = run.recording?.end;
    return [hash, run.snapshot?.epoch, run.snapshot?.position, end?.epoch, end?.position].join();
  }
}

/** Whether two experiments have the same data and first weights. */
function isSameStart(one: Experiment, other: Experiment): boolean {
  return fieldKeys.every(
    (key) => experimentFields[key].effect === 'live' || String(one[key]) === String(other[key]),
  );
}
