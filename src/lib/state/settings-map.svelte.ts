import type { MapColors } from '$lib/engine';
import { SettingsClient } from '$lib/training/settings-client';
import { SettingsPool, type PoolSurroundings } from '$lib/training/settings-pool';
import type { TrialResult } from '$lib/training/settings-protocol';
import { cellResultOf, medianOf, type CellResult, type MapCell, type MapOfSettings } from './setting-cells';
import { identityOf, planSettings, type AskedSettings, type SettingsPlan } from './settings-plan';

/** What a map needs of the world. */
export interface MapSurroundings extends PoolSurroundings {
  /** Calls back before the next picture is drawn. */
  requestFrame(callback: () => void): void;
}

/** How far a map is. */
export interface MapProgress {
  readonly finished: number;
  readonly total: number;
  /** Present once there is something to go by, and the map is not complete. */
  readonly remainingMs?: number;
  /** How long it took; present when it is complete. */
  readonly tookMs?: number;
}

const browser = (): MapSurroundings => ({
  size: Math.max(1, navigator.hardwareConcurrency),
  connect: (onevent, onlost) => new SettingsClient(onevent, onlost),
  now: () => performance.now(),
  requestFrame: (callback) => void requestAnimationFrame(callback),
});

interface CellRun {
  readonly seed: string;
  readonly result: CellResult;
}

/** All pictures of a map together are about so many pixels wide. */
const MAP_PIXELS = 384;
const SMALLEST_PICTURE = 8;
/** Between two pictures of a map that fills. */
const SHOW_MS = 30;
/** Nothing is foretold from less than this share of the work. */
const FIRST_SHARE = 0.02;

/** A map of settings that is trained as it is asked for, with all processors. */
export class SettingsMap {
  map = $state.raw<MapOfSettings>();
  progress = $state.raw<MapProgress>({ finished: 0, total: 0 });
  /** Why the rest will not come. */
  trouble = $state.raw<string>();
  readonly #world: MapSurroundings;
  readonly #pool: SettingsPool;
  #asked: AskedSettings | undefined;
  #colors: MapColors | undefined;
  /** Of what is trained, or was last. */
  #identity = '';
  #begunColors: MapColors | undefined;
  #isFrameDue = false;

  #plan: SettingsPlan | undefined;
  #cells: MapCell[] = [];
  /** [cell] */
  #runs: CellRun[][] = [];
  #startMs = 0;
  #shownMs = -Infinity;
  #finished = 0;
  /** Trials' worth of what is not finished. */
  #begun = 0;
  /** How many cells were reached so far: the next map goes on from there, so that all parts get their turn. */
  #firstCell = 0;

  constructor(world = browser()) {
    this.#world = world;
    this.#pool = new SettingsPool(world, {
      onresults: (results) => this.#receive(results),
      onprogress: (trials) => {
        this.#begun = trials;
        this.#refresh();
      },
      ongivenup: (reason) => (this.trouble = reason),
    });
  }

  /** Shows this from the next frame on; the cells of the map before stay until those of this one come. */
  ask(asked: AskedSettings, colors: MapColors): void {
    const { experiment } = asked;
    // A run of another of its seeds, opened from the map, is no reason for another map.
    const isOwnSeed = this.#plan?.seeds.includes(experiment.seed) ?? false;
    const seed = isOwnSeed ? this.#plan!.seeds[0] : experiment.seed;
    this.#asked = { ...asked, experiment: { ...experiment, seed } };
    this.#colors = colors;
    this.#refresh();
  }

  /** Ends the workers. */
  close(): void {
    this.#asked = undefined;
    this.#pool.close();
  }

  #refresh(): void {
    if (this.#isFrameDue) return;
    this.#isFrameDue = true;
    this.#world.requestFrame(() => {
      this.#isFrameDue = false;
      if (!this.#asked) return;
      const identity = `${this.#asked.experiment.seed} ${identityOf(this.#asked)}`;
      if (identity !== this.#identity || this.#colors !== this.#begunColors) {
        this.#identity = identity;
        this.#begin(this.#asked);
      }
      // Each picture takes time from those who train.
      const isDue = this.#world.now() - this.#shownMs >= SHOW_MS || this.#finished === this.#total;
      if (isDue) this.#show(this.#asked);
      else this.#refresh();
    });
  }

  #begin(asked: AskedSettings): void {
    const { columns, rows, epochs } = asked;
    const { patches, trialsFrom } = (this.#plan = planSettings(asked));
    const { map } = this;
    const isSameGrid = map && isSame(map.columns, columns) && isSame(map.rows, rows);
    this.#firstCell = isSameGrid ? (this.#firstCell + this.#finished) % patches.length : 0;
    this.#cells = patches.map((patch, cell) => ({
      result: isSameGrid ? this.#cells[cell].result : undefined,
      runs: 0,
      isStale: true,
      patch,
    }));
    this.#runs = patches.map(() => []);
    this.#finished = 0;
    this.#begun = 0;
    this.#startMs = this.#world.now();
    this.#shownMs = -Infinity;
    this.#begunColors = this.#colors;
    this.trouble = undefined;
    if (!this.#colors) return;
    const longest = Math.max(columns.values.length, rows.values.length);
    const pictureSide = Math.max(SMALLEST_PICTURE, Math.floor(MAP_PIXELS / longest));
    this.#pool.begin({ epochs, pictureSide, colors: this.#colors }, trialsFrom(this.#firstCell));
  }

  #receive(results: readonly TrialResult[]): void {
    const { seeds, patches } = this.#plan!;
    for (const result of results) {
      const cell = result.number % patches.length;
      const seed = seeds[Math.floor(result.number / patches.length)];
      const runs = this.#runs[cell];
      runs.push({ seed, result: cellResultOf(result) });
      const median = medianOf(runs, (run) => run.result);
      this.#cells[cell] = {
        result: median.result,
        runs: runs.length,
        isStale: false,
        patch: { ...patches[cell], seed: median.seed },
      };
    }
    this.#finished += results.length;
    this.#begun = 0;
    this.#refresh();
  }

  get #total(): number {
    return this.#runs.length * (this.#plan?.seeds.length ?? 0);
  }

  #show({ columns, rows }: AskedSettings): void {
    this.map = { columns, rows, cells: this.#cells.slice() };
    const total = this.#total;
    this.#shownMs = this.#world.now();
    const share = (this.#finished + this.#begun) / total;
    const elapsedMs = this.#world.now() - this.#startMs;
    const isComplete = this.#finished === total;
    this.progress = {
      finished: this.#finished,
      total,
      ...(isComplete && { tookMs: this.progress.tookMs ?? elapsedMs }),
      ...(!isComplete && share > FIRST_SHARE && { remainingMs: (elapsedMs / share) * (1 - share) }),
    };
  }
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
