import {
  EPOCHS_KEPT,
  habitRule,
  MAX_CLASSES,
  peopleOf,
  placesOf,
  takeSnapshot,
  Trainer,
  trueCurveOf,
  weekendCounts,
  type CreateKernels,
  type MapColors,
} from '$lib/engine';
import { Courtesy } from './courtesy';
import type { Command, DivergenceCause, Event, Pace, RunData } from './protocol';

/** What the loop needs of the world; given from outside so that it runs in a worker and in tests alike. */
export interface Surroundings {
  readonly createKernels: CreateKernels;
  post(event: Event): void;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back soon, after messages that have arrived meanwhile. */
  defer(callback: () => void): void;
  /** Calls back after at least so many milliseconds. */
  delay(callback: () => void, milliseconds: number): void;
}

/** A slice of training ends after this time at the latest, so that commands are heard. */
const SLICE_MS = 8;
/** Between two looks at the clock, about this long. */
const CHUNK_MS = 1;
/** At a chosen pace the run wakes up this often. */
const PACED_PAUSE_MS = 8;
/** A paced run that fell behind (a hidden page, a slow machine) makes up for no more than this. */
const MAX_BACKLOG_MS = 100;

/** Trains one network in slices of time and answers commands between them. */
export class TrainingLoop {
  readonly #world: Surroundings;
  #trainer: Trainer | undefined;
  #run = 0;
  #pace: Pace | undefined;
  #isScheduled = false;
  /** The epoch at whose end the run rests. */
  #lastEpoch = Infinity;
  #lastMs = 0;
  #owedBatches = 0;
  #chunkBatches = 1;
  /** How long the last slice took. */
  #sliceMs = 0;
  readonly #courtesy = new Courtesy();
  #colors: MapColors = { table: new Uint32Array(256), classes: new Uint32Array(MAX_CLASSES), middle: 0 };

  constructor(world: Surroundings) {
    this.#world = world;
  }

  handle(command: Command): void {
    try {
      this.#obey(command);
    } catch (error) {
      this.#fail(error);
    }
  }

  #obey(command: Command): void {
    switch (command.type) {
      case 'start':
        return this.#start(command);
      case 'play':
        return this.#play(command.pace);
      case 'pause':
        return this.#rest();
      case 'step':
        return this.#step();
      case 'stepBack':
        this.#rest();
        this.#trainer?.stepBack();
        return;
      case 'reset':
        this.#rest();
        this.#trainer?.reset();
        return;
      case 'tune':
        this.#trainer?.tune(command.experiment);
        return;
      case 'setParameter':
        return this.#setParameter(command.index, command.value);
      case 'setColors':
        this.#colors = command;
        return;
      case 'requestSnapshot':
        return this.#answerSnapshot(command);
      default:
        command satisfies never;
    }
  }

  #start({ run, experiment, from }: Extract<Command, { type: 'start' }>): void {
    this.#rest();
    this.#run = run;
    this.#trainer = undefined;
    this.#chunkBatches = 1;
    this.#trainer = new Trainer(this.#world.createKernels, experiment);
    if (from) this.#trainer.restore(from);
    this.#world.post({ type: 'ready', run, data: runData(this.#trainer) });
  }

  #setParameter(index: number, value: number): void {
    const parameters = this.#trainer?.model.parameters;
    if (!parameters) return;
    if (!Number.isInteger(index) || index < 0 || index >= parameters.length || !Number.isFinite(value)) {
      throw new RangeError(`parameter ${index} of ${parameters.length} cannot be ${value}`);
    }
    parameters[index] = value;
  }

  #answerSnapshot({ focus, isPageLate }: Extract<Command, { type: 'requestSnapshot' }>): void {
    this.#courtesy.noteFrame(isPageLate);
    const trainer = this.#trainer;
    if (!trainer) return;
    let snapshot = takeSnapshot(trainer, focus, this.#colors);
    if (!Number.isFinite(snapshot.losses.train.loss)) {
      this.#stopDiverged(trainer, 'parameters');
      snapshot = takeSnapshot(trainer, focus, this.#colors);
    }
    const isTraining = this.#pace !== undefined;
    this.#world.post({ type: 'snapshot', run: this.#run, snapshot, isTraining });
  }

  #rest(): void {
    this.#pace = undefined;
    this.#lastEpoch = Infinity;
  }

  /** One epoch, or what is left of the present one, in slices like any other training. */
  #step(): void {
    if (!this.#trainer) return;
    this.#play('flat-out');
    this.#lastEpoch = this.#trainer.epoch;
  }

  #play(pace: Pace): void {
    this.#pace = pace;
    this.#lastEpoch = Infinity;
    this.#lastMs = this.#world.now();
    this.#owedBatches = 0;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#pace === undefined) return;
    this.#isScheduled = true;
    const next = () => {
      this.#isScheduled = false;
      try {
        this.#slice();
      } catch (error) {
        this.#fail(error);
      }
      this.#schedule();
    };
    const isBehind = this.#pace === 'flat-out' || this.#owedBatches >= 1;
    const restMs = isBehind ? this.#courtesy.restAfter(this.#sliceMs) : PACED_PAUSE_MS;
    if (restMs > 0) this.#world.delay(next, restMs);
    else this.#world.defer(next);
  }

  #slice(): void {
    const trainer = this.#trainer;
    if (!trainer || this.#pace === undefined) return;
    const start = this.#world.now();
    let left = this.#pace === 'flat-out' ? Infinity : this.#batchesDue(trainer, this.#pace, start);
    while (left >= 1 && this.#pace !== undefined && this.#world.now() - start < SLICE_MS) {
      const ofEpoch = this.#lastEpoch === Infinity ? Infinity : trainer.batchesLeft;
      const batches = Math.min(Math.floor(left), ofEpoch, this.#chunkBatches);
      this.#trainChunk(trainer, batches);
      left -= batches;
      if (trainer.epoch > this.#lastEpoch) this.#rest();
    }
    if (Number.isFinite(left)) this.#owedBatches = left;
    this.#sliceMs = this.#world.now() - start;
  }

  #batchesDue(trainer: Trainer, epochsPerSecond: number, nowMs: number): number {
    const elapsedMs = Math.min(nowMs - this.#lastMs, MAX_BACKLOG_MS);
    this.#lastMs = nowMs;
    const perMs = (epochsPerSecond * trainer.batchesPerEpoch) / 1000;
    return Math.min(this.#owedBatches + elapsedMs * perMs, MAX_BACKLOG_MS * perMs + 1);
  }

  /** Trains a few batches and learns from the clock how many a chunk may hold. */
  #trainChunk(trainer: Trainer, batches: number): void {
    const start = this.#world.now();
    trainer.trainBatches(batches);
    if (!trainer.hasFiniteParameters()) return this.#stopDiverged(trainer);
    const tookMs = this.#world.now() - start;
    if (tookMs > 2 * CHUNK_MS) this.#chunkBatches = Math.max(1, this.#chunkBatches >> 1);
    else if (tookMs < CHUNK_MS / 2 && batches === this.#chunkBatches) {
      // The state before a chunk must still be kept when the chunk turns out to diverge.
      const mostBatches = (trainer.batchesPerEpoch * EPOCHS_KEPT) / 2;
      this.#chunkBatches = Math.min(this.#chunkBatches * 2, mostBatches);
    }
  }

  #stopDiverged(trainer: Trainer, fallback?: DivergenceCause): void {
    this.#rest();
    const cause = trainer.epoch === 0 && fallback ? fallback : divergenceCause(trainer);
    trainer.returnToFinite();
    this.#world.post({ type: 'diverged', run: this.#run, cause, epoch: trainer.epoch });
  }

  #fail(error: unknown): void {
    this.#rest();
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    this.#world.post({ type: 'failed', run: this.#run, failure: { name, message, stack } });
  }
}

/** L2 alone multiplies every weight by 1 − rates' product at each update: beyond 2 it grows without end. */
function divergenceCause({ experiment }: Trainer): DivergenceCause {
  const { regularization, regularizationRate, learningRate } = experiment;
  return regularization === 'L2' && learningRate * regularizationRate > 2
    ? 'regularizationRate'
    : 'learningRate';
}

function runData({ dataset, isMovie, experiment, grid }: Trainer): RunData {
  const { labels, trainCount, validationCount, classCount } = dataset;
  const counts = { trainCount, validationCount, testCount: labels.length - trainCount - validationCount };
  if (isMovie) {
    const people = peopleOf(dataset);
    return {
      ...counts,
      weekends: weekendCounts(people),
      people,
      hiddenHabit: habitRule(experiment),
    };
  }
  const [x1, x2, label] = [...placesOf(dataset), labels].map((column) => Float32Array.from(column));
  const curve = trueCurveOf(experiment);
  const trueCurve = curve && Float32Array.from(grid.inputs[0], curve);
  return { ...counts, trueCurve, points: { x1, x2, label, classCount, trainCount, validationCount } };
}
