import { packFrames, unpackFrames, type PackedFrames } from './packed-frames';
import { firstMoment, isAfter, type Moment } from './moment';
import type { Checkpoint, RecordedLosses } from './recordable';
import type { Experiment } from './spec';

/** A recorded moment: all that is needed to go on from it exactly. */
export interface Frame extends Checkpoint {
  readonly losses: RecordedLosses;
}

/** What a visitor did to a run on its way, other than let it train. */
export type Edit<Settings = Experiment> = Moment &
  (
    | { readonly kind: 'tune'; readonly experiment: Settings }
    | { readonly kind: 'set'; readonly index: number; readonly value: number }
  );

/** Losses over epochs, columns of equal length; `validation` and `test` are empty where there are no such data. */
export interface Curves {
  readonly epochs: Float64Array;
  readonly train: Float64Array;
  readonly validation: Float64Array;
  readonly test: Float64Array;
  readonly penalty: Float64Array;
}

/** A record as plain data, for storage. */
export interface SavedRecord<Settings = Experiment> {
  /** What was in force when the run began. */
  readonly first: Settings;
  readonly stride: number;
  readonly frames: PackedFrames;
  /** The best and the last frame, as far as there are any. */
  readonly best: PackedFrames;
  readonly last: PackedFrames;
  readonly edits: readonly Edit<Settings>[];
  readonly end: Moment;
}

const MOST_FRAMES = 1024;
const FEWEST_FRAMES = 16;
/** Where frames are to be sparse, their distance is this share of the epochs before them, up to a limit. */
const SPARSE_SHARE = 1 / 64;

/**
 * The recorded way of one run: frames at equal distances, which double when there are too many, and the edits
 * between them, so that every moment can be computed again. The first, the best and the last are never lost.
 */
export class RunRecord<Settings = Experiment> {
  readonly #first: Settings;
  readonly #mostFrames: number;
  #frames: Frame[] = [];
  #edits: Edit<Settings>[] = [];
  #stride = 1;
  #best: Frame | undefined;
  #last: Frame | undefined;
  /** The furthest moment of the way. */
  end: Moment = firstMoment;
  /** Changes whenever the curves do. */
  version = 0;

  /**
   * @param first what is in force when the run begins
   * @param mostFrames for which there is room
   */
  constructor(first: Settings, mostFrames: number) {
    this.#first = first;
    this.#mostFrames = Math.min(Math.max(mostFrames, FEWEST_FRAMES), MOST_FRAMES);
  }

  get frameCount(): number {
    return this.#frames.length;
  }

  frameAt(index: number): Frame {
    return this.#frames[index];
  }

  /** The frame with the smallest validation loss, or test loss where nothing validates. */
  get best(): Frame | undefined {
    return this.#best;
  }

  /** Whether a run that leaves the start of this epoch is to be recorded there. */
  wants(epoch: number, sparseStride: number): boolean {
    const latest = this.#frames.at(-1);
    return (
      latest === undefined || (epoch % this.#strideAt(epoch, sparseStride) === 0 && latest.epoch < epoch)
    );
  }

  /** The next epoch at whose start the run may have to be recorded. */
  nextAfter(epoch: number, sparseStride: number): number {
    const stride = this.#strideAt(epoch, sparseStride);
    return (Math.floor(epoch / stride) + 1) * stride;
  }

  /** A power of two, as all strides. */
  #strideAt(epoch: number, sparseStride: number): number {
    const share = 2 ** Math.floor(Math.log2(Math.max(1, epoch * SPARSE_SHARE)));
    return Math.max(this.#stride, Math.min(sparseStride, share));
  }

  add(frame: Frame): void {
    this.#frames.push(frame);
    this.version++;
    this.noteBest(frame);
    if (this.#frames.length <= this.#mostFrames) return;
    this.#stride *= 2;
    this.#frames = this.#frames.filter(({ epoch }, index) => index === 0 || epoch % this.#stride === 0);
  }

  /** Keeps a frame if it is better than all before it. */
  noteBest(frame: Frame): void {
    if (this.#best && !(watchedLoss(frame) < watchedLoss(this.#best))) return;
    if (Number.isNaN(watchedLoss(frame))) return;
    this.#best = frame;
    this.version++;
  }

  /** Keeps the end of the way when the run leaves it for an earlier moment. */
  keepLast(frame: Frame): void {
    this.#last = frame;
    this.version++;
  }

  /** The latest frame that is not after a moment; undefined before the first. */
  latestUpTo(moment: Moment): Frame | undefined {
    let latest: Frame | undefined;
    for (const frame of this.#ordered()) {
      if (isAfter(frame, moment)) break;
      latest = frame;
    }
    return latest;
  }

  log(edit: Edit<Settings>): void {
    this.#edits.push(edit);
  }

  /** Edits after one moment, up to and including another. */
  editsBetween(after: Moment, upTo: Moment): Edit<Settings>[] {
    return this.#edits.filter((edit) => isAfter(edit, after) && !isAfter(edit, upTo));
  }

  /** What was in force when the run left a moment. */
  settingsAt(moment: Moment): Settings {
    const isInForce = (edit: Edit<Settings>) => edit.kind === 'tune' && !isAfter(edit, moment);
    const latest = this.#edits.findLast(isInForce);
    return latest?.kind === 'tune' ? latest.experiment : this.#first;
  }

  /** Forgets everything from a moment on: the run goes another way from there. */
  cutAt(moment: Moment): void {
    const isBefore = (frame: Frame) => isAfter(moment, frame);
    this.#frames = this.#frames.filter(isBefore);
    this.#edits = this.#edits.filter((edit) => !isAfter(edit, moment));
    this.#last = undefined;
    if (this.#best && !isBefore(this.#best)) {
      this.#best = undefined;
      this.#frames.forEach((frame) => this.noteBest(frame));
    }
    this.end = moment;
    this.version++;
  }

  get curves(): Curves {
    const frames = this.#ordered().filter(({ position }) => position === 0);
    const column = (of: (frame: Frame) => number) => Float64Array.from(frames, of);
    const columnOf = (set: 'validation' | 'test') =>
      frames[0]?.losses[set] === undefined ? new Float64Array(0) : column(({ losses }) => losses[set] ?? NaN);
    return {
      epochs: column(({ epoch }) => epoch),
      train: column(({ losses }) => losses.train),
      validation: columnOf('validation'),
      test: columnOf('test'),
      penalty: column(({ losses }) => losses.penalty),
    };
  }

  save(): SavedRecord<Settings> {
    return {
      first: this.#first,
      stride: this.#stride,
      frames: packFrames(this.#frames),
      best: packFrames(this.#best ? [this.#best] : []),
      last: packFrames(this.#last ? [this.#last] : []),
      edits: this.#edits,
      end: this.end,
    };
  }

  static from<Settings>(saved: SavedRecord<Settings>, mostFrames: number): RunRecord<Settings> {
    const record = new RunRecord(saved.first, mostFrames);
    record.#stride = saved.stride;
    record.#frames = unpackFrames(saved.frames);
    [record.#best] = unpackFrames(saved.best);
    [record.#last] = unpackFrames(saved.last);
    record.#edits = [...saved.edits];
    record.end = saved.end;
    return record;
  }

  /** All that is kept, each moment once, in order. */
  #ordered(): Frame[] {
    const frames = [...this.#frames];
    for (const extra of [this.#best, this.#last]) {
      if (!extra) continue;
      const place = frames.findIndex((frame) => !isAfter(extra, frame));
      if (place < 0) frames.push(extra);
      else if (isAfter(frames[place], extra)) frames.splice(place, 0, extra);
    }
    return frames;
  }
}

/** The loss by which a run is judged while it trains. */
export const watchedLoss = ({ losses }: Frame): number => losses.validation ?? losses.test ?? losses.train;
