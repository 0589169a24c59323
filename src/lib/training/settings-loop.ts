import { KeptTrainers, takeOutputMap, type CreateKernels, type Trainer } from '$lib/engine';
import type {
  SettingsCommand,
  SettingsEvent,
  SettingsTask,
  SettingsTrial,
  TrialResult,
} from './settings-protocol';

/** What the loop needs of the world; given from outside so that it runs in a worker and in tests alike. */
export interface SettingsSurroundings {
  readonly createKernels: CreateKernels;
  post(event: SettingsEvent): void;
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back soon, after messages that have arrived meanwhile. */
  defer(callback: () => void): void;
}

/** A slice of training ends after this time at the latest, so that the end of a run is heard. */
const SLICE_MS = 8;
/** Between two looks at the clock, about this long. */
const CHUNK_MS = 1;
/** Whoever is silent for longer says how far it is. */
const SILENT_MS = 250;

interface Batch {
  readonly trials: readonly SettingsTrial[];
  readonly results: TrialResult[];
}

/** Trains the networks of a map of settings one after another, and hears between them, and in long ones, what is next. */
export class SettingsLoop {
  readonly #world: SettingsSurroundings;
  #run = 0;
  #task: SettingsTask | undefined;
  #trainers: KeptTrainers | undefined;
  #batches: Batch[] = [];
  /** Of the first trial without a result. */
  #trainer: Trainer | undefined;
  #isScheduled = false;
  #chunkBatches = 1;
  #saidMs = 0;

  constructor(world: SettingsSurroundings) {
    this.#world = world;
  }

  handle(command: SettingsCommand): void {
    switch (command.type) {
      case 'begin':
        return this.#begin(command);
      case 'train':
        if (command.run !== this.#run) return;
        if (this.#batches.length === 0) this.#saidMs = this.#world.now();
        this.#batches.push({ trials: command.trials, results: [] });
        return this.#schedule();
      default:
        command satisfies never;
    }
  }

  #begin({ run, ...task }: Extract<SettingsCommand, { type: 'begin' }>): void {
    if (task.pictureSide !== this.#task?.pictureSide) {
      this.#trainers = new KeptTrainers(this.#world.createKernels, task.pictureSide);
    }
    this.#run = run;
    this.#task = task;
    this.#batches = [];
    this.#trainer = undefined;
    this.#chunkBatches = 1;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#batches.length === 0) return;
    this.#isScheduled = true;
    this.#world.defer(() => {
      this.#isScheduled = false;
      this.#slice();
      this.#schedule();
    });
  }

  #slice(): void {
    const end = this.#world.now() + SLICE_MS;
    do this.#advance();
    while (this.#batches.length > 0 && this.#world.now() < end);
  }

  /** Goes on with the first trial that has no result yet. */
  #advance(): void {
    const [batch] = this.#batches;
    if (!batch || !this.#task) return;
    const { number, experiment } = batch.trials[batch.results.length];
    try {
      this.#trainer ??= this.#trainers!.begin(experiment);
      const result = this.#train(this.#trainer, number, this.#task);
      if (result) this.#finish(batch, result);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#finish(batch, { kind: 'failed', number, reason });
    }
  }

  /** Trains a few batches, and learns from the clock how many that may be. */
  #train(trainer: Trainer, number: number, task: SettingsTask): TrialResult | undefined {
    const start = this.#world.now();
    const left = (task.epochs - trainer.epoch - 1) * trainer.batchesPerEpoch + trainer.batchesLeft;
    const batches = Math.min(this.#chunkBatches, left);
    if (batches > 0) trainer.trainBatches(batches);
    if (batches === left) return resultOf(trainer, number, task);
    if (!trainer.hasFiniteParameters()) return { kind: 'diverged', number };
    const tookMs = this.#world.now() - start;
    if (tookMs > 2 * CHUNK_MS) this.#chunkBatches = Math.max(1, this.#chunkBatches >> 1);
    else if (tookMs < CHUNK_MS / 2) this.#chunkBatches *= 2;
    if (start - this.#saidMs > SILENT_MS) {
      const share = 1 - (left - batches) / (task.epochs * trainer.batchesPerEpoch);
      this.#post({ type: 'progress', run: this.#run, share });
    }
    return undefined;
  }

  #finish(batch: Batch, result: TrialResult): void {
    this.#trainer = undefined;
    batch.results.push(result);
    if (batch.results.length < batch.trials.length) return;
    this.#batches.shift();
    this.#post({ type: 'trained', run: this.#run, results: batch.results });
  }

  #post(event: SettingsEvent): void {
    this.#saidMs = this.#world.now();
    this.#world.post(event);
  }
}

function resultOf(trainer: Trainer, number: number, { colors }: SettingsTask): TrialResult {
  const { train, test } = trainer.losses();
  if (!trainer.hasFiniteParameters() || !Number.isFinite(train.loss)) return { kind: 'diverged', number };
  const { pixels, width, height } = takeOutputMap(trainer, colors);
  return {
    kind: 'trained',
    number,
    trainLoss: train.loss,
    testLoss: test.loss,
    testAccuracy: test.accuracy,
    picture: { pixels, width, height },
  };
}
