import {
  agreeIn,
  experimentFields,
  fieldKeys,
  firstMoment,
  isAfter,
  type Moment,
  type SavedRecord,
} from '$lib/engine';
import type { Playground } from './playground.svelte';
import { loadRecord, recallTab, rememberTab, storeRecord } from './storage';
import { StoringRhythm } from './storing-rhythm';

/** Keeps the run of a tab, so that it is there again when the tab has been loaded again. */
export class RunKeeper {
  readonly #playground: Playground;
  readonly #rhythm = new StoringRhythm();

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  /** Asks for the record if the run has changed since it was last stored; at once if it was tuned. */
  look(nowMs: number): void {
    const { run, hash } = this.#playground;
    const { snapshot, recording } = run;
    const place = [snapshot, recording?.end].flatMap((moment) => [moment?.epoch, moment?.position]).join();
    if (run.isCurrent && this.#rhythm.asks(hash, place, nowMs, !run.isPlaying)) run.save();
  }

  /** Stores a record that has come. */
  async store(record: SavedRecord, now: () => number): Promise<void> {
    await this.#rhythm.store(() => storeRecord('runs', record), now);
    this.noteMoment();
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
    this.#rhythm.begin();
    // Something else may have been opened meanwhile.
    if (!tab || !record || tab.hash !== this.#playground.hash) return undefined;
    const { experiment } = this.#playground;
    // Other data or first weights make another run.
    if (!agreeIn(startKeys, record.first, experiment)) return undefined;
    this.#playground.run.start(experiment, { record, moment: tab.moment });
    this.#playground.comparison?.catchUp(tab.moment.epoch);
    return tab.moment;
  }
}

/** What data and first weights depend on. */
const startKeys = fieldKeys.filter((key) => experimentFields[key].effect !== 'live');
