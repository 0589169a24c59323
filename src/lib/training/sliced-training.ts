import type { Recordable, RecordedRun, StepUnit, Stop } from '$lib/engine';
import type { Courtesy } from './courtesy';
import type { Failure, Pace, RunCommand } from './protocol';

/** What a loop needs of the world; given from outside so that it runs in a worker and in tests alike. */
export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back soon, after messages that have arrived meanwhile. */
  defer(callback: () => void): void;
  /** Calls back after at least so many milliseconds. */
  delay(callback: () => void, milliseconds: number): void;
}

/** What happens to a run without having been asked for. */
export interface RunEvents {
  /** Parameters are no numbers any more; the run rests. */
  diverged(): void;
  /** A rule of the run's own has ended the training. */
  stopped(stop: Stop): void;
  failed(error: unknown): void;
}

/** A slice of training ends after this time at the latest, so that commands are heard. */
const SLICE_MS = 8;
/** Between two looks at the clock, about this long. */
const CHUNK_MS = 1;
/** At a chosen pace the run wakes up this often. */
const PACED_PAUSE_MS = 8;
/** A paced run that fell behind (a hidden page, a slow machine) makes up for no more than this. */
const MAX_BACKLOG_MS = 100;

/** Trains one recorded run in slices of time, at a pace or as fast as it goes. */
export class SlicedTraining<Model extends Recordable> {
  readonly #clock: Clock;
  readonly #courtesy: Courtesy;
  readonly #events: RunEvents;
  #recorded: RecordedRun<Model> | undefined;
  #pace: Pace | undefined;
  #isScheduled = false;
  /** So many batches are left until the run rests. */
  #batchesToRest = Infinity;
  /** What the run does instead of resting then. */
  #nextPace: Pace | undefined;
  #lastMs = 0;
  #owedBatches = 0;
  #chunkBatches = 1;
  /** How long the last slice took. */
  #sliceMs = 0;

  constructor(clock: Clock, courtesy: Courtesy, events: RunEvents) {
    this.#clock = clock;
    this.#courtesy = courtesy;
    this.#events = events;
  }

  get recorded(): RecordedRun<Model> | undefined {
    return this.#recorded;
  }

  get isTraining(): boolean {
    return this.#pace !== undefined;
  }

  /** Takes another run; it rests. */
  turnTo(recorded: RecordedRun<Model> | undefined): void {
    this.rest();
    this.#recorded = recorded;
    this.#chunkBatches = 1;
  }

  obey(command: RunCommand): void {
    switch (command.type) {
      case 'play':
        return this.#play(command.pace);
      case 'pause':
        return this.rest();
      case 'step':
        return this.#step(command.unit);
      case 'stepBack':
        this.rest();
        return this.#recorded?.stepBack(command.unit);
      case 'seek':
        this.rest();
        return this.#recorded?.seek(command.to);
      case 'catchUp':
        return this.#catchUp(command.epoch);
      case 'reset':
        this.rest();
        return this.#recorded?.reset();
      default:
        command satisfies never;
    }
  }

  #play(pace: Pace): void {
    this.rest();
    this.#pace = pace;
    if (this.#recorded) this.#recorded.isSparse = pace === 'flat-out';
    this.#lastMs = this.#clock.now();
    this.#owedBatches = 0;
    this.#schedule();
  }

  rest(): void {
    this.#pace = undefined;
    this.#batchesToRest = Infinity;
    this.#nextPace = undefined;
  }

  /** One batch or one epoch, or what is left of the present one: along the record, or by training in slices. */
  #step(unit: StepUnit): void {
    const recorded = this.#recorded;
    if (!recorded) return;
    if (recorded.repeats) {
      this.rest();
      return recorded.stepAlong(unit);
    }
    this.#play('flat-out');
    recorded.isSparse = false;
    this.#batchesToRest = unit === 'batch' ? 1 : recorded.trainer.batchesLeft;
  }

  #catchUp(epoch: number): void {
    const trainer = this.#recorded?.trainer;
    if (!trainer || trainer.epoch >= epoch) return;
    const pace = this.#pace;
    this.#play('flat-out');
    this.#batchesToRest = (epoch - trainer.epoch - 1) * trainer.batchesPerEpoch + trainer.batchesLeft;
    this.#nextPace = pace;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#pace === undefined) return;
    this.#isScheduled = true;
    const next = () => {
      this.#isScheduled = false;
      try {
        this.#slice();
      } catch (error) {
        this.rest();
        this.#events.failed(error);
      }
      this.#schedule();
    };
    const isBehind = this.#pace === 'flat-out' || this.#owedBatches >= 1;
    const restMs = isBehind ? this.#courtesy.restAfter(this.#sliceMs) : PACED_PAUSE_MS;
    if (restMs > 0) this.#clock.delay(next, restMs);
    else this.#clock.defer(next);
  }

  #slice(): void {
    const recorded = this.#recorded;
    if (!recorded || this.#pace === undefined) return;
    const start = this.#clock.now();
    let left = this.#pace === 'flat-out' ? Infinity : this.#batchesDue(recorded.trainer, this.#pace, start);
    while (left >= 1 && this.#pace !== undefined && this.#clock.now() - start < SLICE_MS) {
      const batches = Math.min(Math.floor(left), this.#batchesToRest, this.#chunkBatches);
      this.#trainChunk(recorded, batches);
      left -= batches;
      this.#batchesToRest -= batches;
      if (this.#batchesToRest > 0) continue;
      // What it does next, it does at a pace of its own.
      this.#arrive();
      break;
    }
    if (Number.isFinite(left)) this.#owedBatches = left;
    this.#sliceMs = this.#clock.now() - start;
  }

  #arrive(): void {
    const pace = this.#nextPace;
    this.rest();
    if (pace !== undefined) this.#play(pace);
  }

  #batchesDue(trainer: Model, epochsPerSecond: number, nowMs: number): number {
    const elapsedMs = Math.min(nowMs - this.#lastMs, MAX_BACKLOG_MS);
    this.#lastMs = nowMs;
    const perMs = (epochsPerSecond * trainer.batchesPerEpoch) / 1000;
    return Math.min(this.#owedBatches + elapsedMs * perMs, MAX_BACKLOG_MS * perMs + 1);
  }

  /** Trains a few batches and learns from the clock how many a chunk may hold. */
  #trainChunk(recorded: RecordedRun<Model>, batches: number): void {
    const start = this.#clock.now();
    recorded.trainBatches(batches);
    if (!recorded.trainer.hasFiniteParameters()) {
      this.rest();
      return this.#events.diverged();
    }
    if (recorded.stop) {
      this.rest();
      this.#events.stopped(recorded.stop);
    }
    const tookMs = this.#clock.now() - start;
    if (tookMs > 2 * CHUNK_MS) this.#chunkBatches = Math.max(1, this.#chunkBatches >> 1);
    else if (tookMs < CHUNK_MS / 2 && batches === this.#chunkBatches) this.#chunkBatches *= 2;
  }
}

/** An error as it is told to the page. */
export function failureOf(error: unknown): Failure {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack };
}
