import { firstMoment, isAfter, type Moment } from './moment';
import type { Checkpoint, HandSettable, Recordable } from './recordable';
import { RunRecord, watchedLoss, type Frame, type SavedRecord } from './run-record';
import type { Experiment } from './spec';
import type { Trainer } from './trainer';

/** Where a run begins that was begun before. */
export type StartingPoint<Settings = Experiment> =
  Checkpoint | { readonly record: SavedRecord<Settings>; readonly moment: Moment };

export type StepUnit = 'epoch' | 'batch';

/** Why a run has come to rest by its own rules. */
export type Stop = {
  /** The epoch in which the rule was met. */
  readonly epoch: number;
} & (
  | { readonly rule: 'stopEpoch' | 'stopLoss' }
  /** The run stands at the best epoch by then. */
  | { readonly rule: 'patience'; readonly best: number }
);

/** Updates keep at most two running numbers for each parameter, and two for all. */
const MOST_BYTES_PER_PARAMETER = 3 * Float32Array.BYTES_PER_ELEMENT;
/** The share of a run's time that recording it may take when it trains as fast as it can. */
const MOST_TIME = 0.03;

/**
 * A training that is recorded: it can go back to any of its moments, exactly, and on from there. On the recorded
 * way training repeats what was; with other settings, or a parameter set by hand, what was recorded after that
 * moment is forgotten.
 */
export class RecordedRun<Model extends Recordable & Partial<HandSettable> = Trainer> {
  readonly trainer: Model;
  record: RunRecord<Model['experiment']>;
  /** Set when a rule has ended the training, until it goes on. */
  stop: Stop | undefined;
  /** Whether frames are to be so far apart that they cost little time. */
  isSparse = false;
  readonly #mostFrames: number;
  /** The settings that the record knows to be in force. */
  #logged: Model['experiment'];
  /** Of the epoch before, when it is watched. */
  #lossBefore = Infinity;

  /**
   * @param from where it begins if not at its beginning: a state, whose record begins there, or a record and a
   * moment of it or after it
   */
  constructor(trainer: Model, from?: StartingPoint<Model['experiment']>) {
    this.trainer = trainer;
    this.#logged = trainer.experiment;
    this.#mostFrames = Math.floor(
      trainer.mostRecordBytes / (trainer.parameterCount * MOST_BYTES_PER_PARAMETER),
    );
    this.record = new RunRecord(this.#logged, this.#mostFrames);
    if (!from) return;
    if ('record' in from) {
      this.record = RunRecord.from(from.record, this.#mostFrames);
      this.seek(from.moment);
      if (isAfter(from.moment, this.moment)) this.trainBatches(this.#batchesTo(from.moment));
    } else {
      this.trainer.restore(from);
      this.record.end = this.moment;
      this.record.add(this.frame());
    }
  }

  get moment(): Moment {
    const { epoch, position } = this.trainer;
    return { epoch, position };
  }

  /** Whether the record goes on after the present moment. */
  get isAhead(): boolean {
    return isAfter(this.record.end, this.moment);
  }

  /** Whether going on would repeat what is recorded: with other settings it would not. */
  get repeats(): boolean {
    return this.isAhead && this.trainer.isAlike(this.trainer.experiment, this.#logged);
  }

  get canStepBack(): boolean {
    return isAfter(this.moment, this.#start);
  }

  /** Trains so many batches, or up to the moment at which a rule ends the training. */
  trainBatches(count: number): void {
    this.stop = undefined;
    this.#leave();
    for (let left = count; left > 0 && !this.stop;) {
      this.#note();
      const batches = Math.min(left, this.#batchesToNote());
      this.trainer.trainBatches(batches);
      left -= batches;
      if (this.trainer.position === 0) this.#judge();
    }
    if (isAfter(this.moment, this.record.end)) this.record.end = this.moment;
  }

  /**
   * Takes over the fields that take effect while a network trains.
   * @throws {FieldError} when a field is out of range.
   */
  tune(experiment: Model['experiment']): void {
    const isNewOptimizer = experiment.optimizer !== this.trainer.experiment.optimizer;
    this.trainer.tune(experiment);
    this.#lossBefore = Infinity;
    // It begins anew, also when the one before comes back before any training.
    if (isNewOptimizer) this.#leave();
  }

  /** @throws {RangeError} for an index or value that is none */
  setParameter(this: RecordedRun<Model & HandSettable>, index: number, value: number): void {
    this.trainer.setParameter(index, value);
    const { moment } = this;
    this.record.cutAt(moment);
    this.record.log({ kind: 'set', ...moment, index, value });
    if (this.record.frameCount === 0 && isAfter(moment, firstMoment)) this.record.add(this.frame());
  }

  /** Goes back to the first parameters, with what was set by hand before any training. */
  reset(): void {
    this.stop = undefined;
    this.record = new RunRecord(this.trainer.experiment, this.#mostFrames);
    this.#logged = this.trainer.experiment;
    this.#lossBefore = Infinity;
    this.trainer.reset();
  }

  /** Goes to a moment of the way, at most to its end; settings stay as they are. */
  seek(target: Moment): void {
    this.stop = undefined;
    this.#lossBefore = Infinity;
    if (!this.isAhead && this.canStepBack) this.record.keepLast(this.frame());
    const aim = isAfter(target, this.record.end) ? this.record.end : target;
    const settings = this.trainer.experiment;
    const from = this.record.latestUpTo(aim);
    const { moment } = this;
    const isOnTheWay = settings === this.#logged && !isAfter(moment, aim) && !(from && isAfter(from, moment));
    if (!isOnTheWay) {
      if (from) {
        this.trainer.tune(this.record.settingsAt(from));
        this.trainer.restore(from);
      } else {
        this.trainer.reset();
      }
    }
    for (const edit of this.record.editsBetween(this.moment, aim)) {
      this.#trainTo(edit);
      if (edit.kind === 'tune') this.trainer.tune(edit.experiment);
      else this.trainer.setParameter?.(edit.index, edit.value);
    }
    this.#trainTo(aim);
    this.#logged = this.record.settingsAt(aim);
    this.trainer.tune(settings);
    if (this.trainer.isAlike(settings, this.#logged)) this.#logged = this.trainer.experiment;
  }

  /** Goes back to the start of this epoch or batch, or of the one before. */
  stepBack(unit: StepUnit): void {
    const { epoch, position } = this.trainer;
    const before = position > 0 ? epoch : epoch - 1;
    if (!this.canStepBack) return;
    this.seek({ epoch: before, position: unit === 'epoch' ? 0 : this.#batchBefore(before) });
  }

  /** Goes on by an epoch or batch of the recorded way. */
  stepAlong(unit: StepUnit): void {
    const { epoch, position, trainCount } = this.trainer;
    const next = position + this.record.settingsAt(this.moment).batchSize;
    const isNextEpoch = unit === 'epoch' || next >= trainCount;
    this.seek(isNextEpoch ? { epoch: epoch + 1, position: 0 } : { epoch, position: next });
  }

  /** Returns to the latest epoch whose parameters and loss are finite; at worst to the first parameters. */
  returnToFinite(): void {
    let good: Moment | undefined;
    for (let index = this.record.frameCount - 1; index >= 0 && !good; index--) {
      const { train, penalty } = this.record.frameAt(index).losses;
      if (Number.isFinite(train + penalty)) good = this.record.frameAt(index);
    }
    if (!good) {
      this.trainer.forgetStart?.();
      return this.reset();
    }
    const { moment } = this;
    this.seek(good);
    while (isAfter(moment, this.moment)) {
      good = this.moment;
      this.stepAlong('epoch');
      if (!this.#isFinite() || !isAfter(this.moment, good)) break;
    }
    if (!this.#isFinite()) this.seek(good);
    // Where a loss is found by the step that follows, the step before it is the last good one.
    while (!this.#isFinite() && this.canStepBack) this.stepBack('epoch');
    this.record.cutAt(this.moment);
  }

  /** The present moment as one that can be recorded. */
  frame(): Frame {
    return { ...this.trainer.checkpoint(), losses: this.trainer.recordedLosses() };
  }

  save(): SavedRecord<Model['experiment']> {
    if (!this.isAhead && this.canStepBack) this.record.keepLast(this.frame());
    return this.record.save();
  }

  get #start(): Moment {
    return this.record.frameCount > 0 ? this.record.frameAt(0) : firstMoment;
  }

  /** Before training goes on: leaves the recorded way where settings differ from those it was made with. */
  #leave(): void {
    const { experiment } = this.trainer;
    const { moment, isAhead } = this;
    const isSame = experiment === this.#logged || this.trainer.isAlike(experiment, this.#logged);
    if (isSame && !(isAhead && this.record.editsBetween(moment, this.record.end).length > 0)) return;
    if (isAhead) this.record.cutAt(moment);
    if (!isSame) this.record.log({ kind: 'tune', ...moment, experiment });
    this.#logged = experiment;
  }

  #note(): void {
    const { epoch, position } = this.trainer;
    if (position === 0 && this.record.wants(epoch, this.#sparseStride)) this.record.add(this.frame());
  }

  get #sparseStride(): number {
    return this.isSparse ? 2 ** Math.ceil(Math.log2(this.trainer.epochsPerFrame / MOST_TIME)) : 1;
  }

  /** Batches up to the next moment at which there is something to record or to judge. */
  #batchesToNote(): number {
    const { epoch, batchesLeft, batchesPerEpoch, experiment } = this.trainer;
    const { stopEpoch = 0, stopLoss = 0, patience = 0 } = experiment;
    let next = this.record.nextAfter(epoch, this.#sparseStride);
    if (stopEpoch > epoch) next = Math.min(next, stopEpoch);
    if (stopLoss > 0 || patience > 0) next = epoch + 1;
    return batchesLeft + (next - epoch - 1) * batchesPerEpoch;
  }

  /** At the end of an epoch: whether a rule ends the training. */
  #judge(): void {
    const { epoch, experiment } = this.trainer;
    const { stopEpoch = 0, stopLoss = 0, patience = 0 } = experiment;
    if (epoch === stopEpoch) this.stop = { rule: 'stopEpoch', epoch };
    if (stopLoss === 0 && patience === 0) return;
    const frame = this.frame();
    this.record.noteBest(frame);
    const { train } = frame.losses;
    if (stopLoss > 0 && train <= stopLoss && this.#lossBefore > stopLoss) {
      this.stop = { rule: 'stopLoss', epoch };
    }
    this.#lossBefore = train;
    const { best } = this.record;
    if (patience > 0 && best && epoch - best.epoch >= patience && watchedLoss(frame) > watchedLoss(best)) {
      this.record.end = isAfter(this.moment, this.record.end) ? this.moment : this.record.end;
      this.seek(best);
      this.stop = { rule: 'patience', epoch, best: best.epoch };
    }
  }

  /** Training alone, on a way that is recorded already. */
  #trainTo(target: Moment): void {
    this.trainer.trainBatches(this.#batchesTo(target));
  }

  #batchesTo({ epoch, position }: Moment): number {
    const { epoch: now, position: from, batchesLeft, batchesPerEpoch, experiment } = this.trainer;
    const batchesOf = (samples: number) => Math.max(0, Math.ceil(samples / experiment.batchSize));
    if (epoch <= now) return epoch < now ? 0 : batchesOf(position - from);
    return batchesLeft + (epoch - now - 1) * batchesPerEpoch + batchesOf(position);
  }

  /** Where the last batch began that ended at the present moment, in this epoch. */
  #batchBefore(epoch: number): number {
    const end = this.trainer.position || this.trainer.trainCount;
    let start = 0;
    for (;;) {
      const next = start + this.record.settingsAt({ epoch, position: start }).batchSize;
      if (next >= end) return start;
      start = next;
    }
  }

  #isFinite(): boolean {
    return this.trainer.hasFiniteParameters() && Number.isFinite(this.trainer.recordedLosses().train);
  }
}
