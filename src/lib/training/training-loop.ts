import {
  habitRule,
  MAX_CLASSES,
  peopleOf,
  placesOf,
  RecordedRun,
  takeSnapshot,
  Trainer,
  trueCurveOf,
  watchedLoss,
  weekendCounts,
  type CreateKernels,
  type MapColors,
  type StepUnit,
} from '$lib/engine';
import { Courtesy } from './courtesy';
import { LandscapeWork } from './landscape-work';
import type { Command, DivergenceCause, Event, Pace, Recording, RunData } from './protocol';

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
  #recorded: RecordedRun | undefined;
  #run = 0;
  #pace: Pace | undefined;
  #isScheduled = false;
  /** So many batches are left until the run rests. */
  #batchesToRest = Infinity;
  /** What the run does instead of resting then. */
  #nextPace: Pace | undefined;
  /** Of the curves that the page has. */
  #curvesSent: unknown;
  #lastMs = 0;
  #owedBatches = 0;
  #chunkBatches = 1;
  /** How long the last slice took. */
  #sliceMs = 0;
  readonly #courtesy = new Courtesy();
  readonly #landscape: LandscapeWork;
  #colors: MapColors = { table: new Uint32Array(256), classes: new Uint32Array(MAX_CLASSES), middle: 0 };

  constructor(world: Surroundings) {
    this.#world = world;
    this.#landscape = new LandscapeWork(world, this.#courtesy, {
      done: (landscape) => world.post({ type: 'landscape', run: this.#run, landscape }),
      failed: (error) => this.#fail(error),
    });
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
        return this.#step(command.unit);
      case 'stepBack':
        this.#rest();
        this.#recorded?.stepBack(command.unit);
        return;
      case 'seek':
        this.#rest();
        this.#recorded?.seek(command.to);
        return;
      case 'catchUp':
        return this.#catchUp(command.epoch);
      case 'reset':
        this.#rest();
        this.#recorded?.reset();
        return;
      case 'tune':
        this.#recorded?.tune(command.experiment);
        return;
      case 'setParameter':
        this.#recorded?.setParameter(command.index, command.value);
        return;
      case 'setColors':
        this.#colors = command;
        return;
      case 'requestSnapshot':
        return this.#answerSnapshot(command);
      case 'requestLandscape':
        return this.#landscape.answer(command.request);
      case 'save':
        return this.#save();
      default:
        command satisfies never;
    }
  }

  #start({ run, experiment, from }: Extract<Command, { type: 'start' }>): void {
    this.#rest();
    this.#run = run;
    this.#recorded = undefined;
    this.#landscape.turnTo(undefined);
    this.#curvesSent = undefined;
    this.#chunkBatches = 1;
    const recorded = new RecordedRun(new Trainer(this.#world.createKernels, experiment), from);
    this.#recorded = recorded;
    this.#landscape.turnTo(recorded);
    this.#world.post({ type: 'ready', run, data: runData(recorded.trainer) });
  }

  #answerSnapshot({ focus, isPageLate }: Extract<Command, { type: 'requestSnapshot' }>): void {
    this.#courtesy.noteFrame(isPageLate);
    const recorded = this.#recorded;
    if (!recorded) return;
    let snapshot = takeSnapshot(recorded.trainer, focus, this.#colors);
    if (!Number.isFinite(snapshot.losses.train.loss)) {
      this.#stopDiverged(recorded, 'parameters');
      snapshot = takeSnapshot(recorded.trainer, focus, this.#colors);
    }
    const isTraining = this.#pace !== undefined;
    const recording = this.#recording(recorded);
    this.#world.post({ type: 'snapshot', run: this.#run, snapshot, recording, isTraining });
  }

  #recording({ record, canStepBack }: RecordedRun): Recording {
    const { best, end } = record;
    const isNew = this.#curvesSent !== record.version;
    this.#curvesSent = record.version;
    return {
      end,
      canStepBack,
      ...(best && { best: { epoch: best.epoch, loss: watchedLoss(best) } }),
      ...(isNew && { curves: record.curves }),
    };
  }

  #save(): void {
    if (!this.#recorded) return;
    const { moment } = this.#recorded;
    this.#world.post({ type: 'saved', run: this.#run, record: this.#recorded.save(), moment });
  }

  #rest(): void {
    this.#pace = undefined;
    this.#batchesToRest = Infinity;
    this.#nextPace = undefined;
  }

  /** One batch or one epoch, or what is left of the present one: along the record, or by training in slices. */
  #step(unit: StepUnit): void {
    const recorded = this.#recorded;
    if (!recorded) return;
    if (recorded.repeats) {
      this.#rest();
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

  #play(pace: Pace): void {
    this.#rest();
    this.#pace = pace;
    if (this.#recorded) this.#recorded.isSparse = pace === 'flat-out';
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
    const recorded = this.#recorded;
    if (!recorded || this.#pace === undefined) return;
    const start = this.#world.now();
    let left = this.#pace === 'flat-out' ? Infinity : this.#batchesDue(recorded.trainer, this.#pace, start);
    while (left >= 1 && this.#pace !== undefined && this.#world.now() - start < SLICE_MS) {
      const batches = Math.min(Math.floor(left), this.#batchesToRest, this.#chunkBatches);
      this.#trainChunk(recorded, batches);
      left -= batches;
      this.#batchesToRest -= batches;
      if (this.#batchesToRest <= 0) this.#arrive();
    }
    if (Number.isFinite(left)) this.#owedBatches = left;
    this.#sliceMs = this.#world.now() - start;
  }

  #arrive(): void {
    const pace = this.#nextPace;
    this.#rest();
    if (pace !== undefined) this.#play(pace);
  }

  #batchesDue(trainer: Trainer, epochsPerSecond: number, nowMs: number): number {
    const elapsedMs = Math.min(nowMs - this.#lastMs, MAX_BACKLOG_MS);
    this.#lastMs = nowMs;
    const perMs = (epochsPerSecond * trainer.batchesPerEpoch) / 1000;
    return Math.min(this.#owedBatches + elapsedMs * perMs, MAX_BACKLOG_MS * perMs + 1);
  }

  /** Trains a few batches and learns from the clock how many a chunk may hold. */
  #trainChunk(recorded: RecordedRun, batches: number): void {
    const start = this.#world.now();
    recorded.trainBatches(batches);
    if (!recorded.trainer.hasFiniteParameters()) return this.#stopDiverged(recorded);
    if (recorded.stop) {
      this.#rest();
      this.#world.post({ type: 'stopped', run: this.#run, stop: recorded.stop });
    }
    const tookMs = this.#world.now() - start;
    if (tookMs > 2 * CHUNK_MS) this.#chunkBatches = Math.max(1, this.#chunkBatches >> 1);
    else if (tookMs < CHUNK_MS / 2 && batches === this.#chunkBatches) this.#chunkBatches *= 2;
  }

  #stopDiverged(recorded: RecordedRun, fallback?: DivergenceCause): void {
    this.#rest();
    const cause = recorded.moment.epoch === 0 && fallback ? fallback : divergenceCause(recorded.trainer);
    recorded.returnToFinite();
    this.#world.post({ type: 'diverged', run: this.#run, cause, epoch: recorded.moment.epoch });
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
  const trueCurve = curve && Float32Array.from(grid.inputs()[0], curve);
  return { ...counts, trueCurve, points: { x1, x2, label, classCount, trainCount, validationCount } };
}
