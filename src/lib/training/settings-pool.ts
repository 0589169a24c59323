import type {
  SettingsCommand,
  SettingsEvent,
  SettingsTask,
  SettingsTrial,
  TrialResult,
} from './settings-protocol';

/** The pool's end of one worker. */
export interface PoolWorker {
  send(command: SettingsCommand): void;
  close(): void;
}

/** What the pool needs of the world. */
export interface PoolSurroundings {
  /** How many workers there are at a time. */
  readonly size: number;
  connect(onevent: (event: SettingsEvent) => void, onlost: (reason: string) => void): PoolWorker;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** What the pool tells of the present run, and of no other. */
export interface PoolListener {
  onresults(results: readonly TrialResult[]): void;
  /** How many trials' worth of the present ones is done. */
  onprogress(trials: number): void;
  /** Workers end whatever they are given: what is left of the run stays undone. */
  ongivenup(reason: string): void;
}

/** A batch takes about this long: short enough to lose, long enough for its messages not to count. */
const BATCH_MS = 16;
const FIRST_BATCH = 2;
const LARGEST_BATCH = 16;
/** Batches that a worker holds: it goes on while its results are looked at. */
const BATCHES_AHEAD = 2;
const MOST_ATTEMPTS = 3;
/** So many ends of workers without a result between them mean that none will come. */
const MOST_DEATHS_IN_A_ROW = 12;

type Batch = readonly SettingsTrial[];

interface Hand {
  readonly worker: PoolWorker;
  /** What it has not answered yet, in the order in which it will. */
  batches: Batch[];
  /** When it began with the first of them. */
  startedMs: number;
  share: number;
}

/** Workers that train the networks of one map of settings together. */
export class SettingsPool {
  readonly #world: PoolSurroundings;
  readonly #listener: PoolListener;
  #hands: Hand[] = [];
  #run = 0;
  #task: SettingsTask | undefined;
  #waiting: SettingsTrial[] = [];
  /** Of trials at which a worker has ended. */
  readonly #attempts = new Map<number, number>();
  #deathsInARow = 0;
  #trialMs: number | undefined;

  constructor(world: PoolSurroundings, listener: PoolListener) {
    this.#world = world;
    this.#listener = listener;
  }

  /** Trains these, in this order; what is left of the run before is dropped. */
  begin(task: SettingsTask, trials: readonly SettingsTrial[]): void {
    this.#run++;
    this.#task = task;
    this.#waiting = trials.toReversed();
    this.#attempts.clear();
    this.#deathsInARow = 0;
    this.#trialMs = undefined;
    for (const hand of this.#hands) {
      hand.batches = [];
      hand.worker.send({ type: 'begin', run: this.#run, ...task });
    }
    while (this.#hands.length < this.#world.size) this.#hire();
    this.#giveWork();
  }

  close(): void {
    for (const { worker } of this.#hands) worker.close();
    this.#hands = [];
    this.#waiting = [];
  }

  #hire(): void {
    if (!this.#task) return;
    const worker = this.#world.connect(
      (event) => this.#receive(hand, event),
      (reason) => this.#replace(hand, reason),
    );
    const hand: Hand = { worker, batches: [], startedMs: 0, share: 0 };
    worker.send({ type: 'begin', run: this.#run, ...this.#task });
    this.#hands.push(hand);
  }

  #giveWork(): void {
    for (let ahead = 0; ahead < BATCHES_AHEAD; ahead++) {
      for (const hand of this.#hands) if (hand.batches.length <= ahead) this.#give(hand);
    }
  }

  #give(hand: Hand): void {
    if (this.#waiting.length === 0) return;
    const fair = Math.ceil(this.#waiting.length / (this.#hands.length * BATCHES_AHEAD));
    const fitting = this.#trialMs === undefined ? FIRST_BATCH : Math.round(BATCH_MS / this.#trialMs);
    const size = Math.max(1, Math.min(fitting, fair, LARGEST_BATCH));
    const batch: SettingsTrial[] = [];
    // Trials at which a worker has ended are tried one by one, to find the one that does it.
    for (let next = this.#waiting.at(-1); next && batch.length < size; next = this.#waiting.at(-1)) {
      const isSuspect = this.#attempts.has(next.number);
      if (isSuspect && batch.length > 0) break;
      batch.push(next);
      this.#waiting.pop();
      if (isSuspect) break;
    }
    if (hand.batches.length === 0) hand.startedMs = this.#world.now();
    hand.batches.push(batch);
    hand.worker.send({ type: 'train', run: this.#run, trials: batch });
  }

  #receive(hand: Hand, event: SettingsEvent): void {
    if (event.run !== this.#run) return;
    switch (event.type) {
      case 'trained': {
        const nowMs = this.#world.now();
        hand.batches.shift();
        hand.share = 0;
        const trialMs = (nowMs - hand.startedMs) / event.results.length;
        // Of two answers that had to wait for the page, the second seems to have taken no time.
        this.#trialMs = this.#trialMs === undefined ? trialMs : (this.#trialMs + trialMs) / 2;
        hand.startedMs = nowMs;
        this.#deathsInARow = 0;
        this.#giveWork();
        return this.#listener.onresults(event.results);
      }
      case 'progress':
        hand.share = event.share;
        return this.#listener.onprogress(this.#hands.reduce((sum, { share }) => sum + share, 0));
      default:
        event satisfies never;
    }
  }

  /** What a worker had not answered when it ended is done by another one. */
  #replace(hand: Hand, reason: string): void {
    this.#hands = this.#hands.filter((other) => other !== hand);
    const [current = [], ...later] = hand.batches;
    this.#waiting.push(...later.flat().reverse());
    const failed: TrialResult[] = [];
    for (const trial of current.toReversed()) {
      const attempts = (this.#attempts.get(trial.number) ?? 0) + 1;
      this.#attempts.set(trial.number, attempts);
      if (attempts < MOST_ATTEMPTS) this.#waiting.push(trial);
      else failed.push({ kind: 'failed', number: trial.number, reason });
    }
    if (failed.length > 0) this.#listener.onresults(failed);
    if (++this.#deathsInARow > MOST_DEATHS_IN_A_ROW) {
      this.close();
      return this.#listener.ongivenup(reason);
    }
    this.#hire();
    this.#giveWork();
  }
}
