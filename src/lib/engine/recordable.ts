import type { Moment } from './moment';

/** Mean losses over whole sets, and the penalty that is added to the training loss. */
export interface RecordedLosses {
  readonly train: number;
  /** Absent where no data are kept apart for it. */
  readonly validation?: number;
  /** Absent where all data train. */
  readonly test?: number;
  readonly penalty: number;
}

/** Where a run stands: enough to go on from there, exactly. */
export interface Checkpoint extends Moment {
  readonly parameters: Float32Array;
  /** The optimizer's running numbers as this kind of kernels keeps them; it begins anew where they are missing. */
  readonly optimizer?: Uint8Array;
}

/** What a recorded run has to know of the settings it goes by. */
export interface RunSettings {
  readonly batchSize: number;
  readonly optimizer?: string;
  readonly stopEpoch?: number;
  readonly stopLoss?: number;
  readonly patience?: number;
}

/**
 * A training that can be recorded: a function of its settings and what was done to it, however the work is cut into
 * calls.
 */
export interface Recordable<Settings extends RunSettings = RunSettings> extends Moment {
  /** What is in force. */
  readonly experiment: Settings;
  readonly parameterCount: number;
  /** Training samples of an epoch, which the moment's position counts. */
  readonly trainCount: number;
  readonly batchesPerEpoch: number;
  /** Batches to the end of the current epoch. */
  readonly batchesLeft: number;
  /** About how many epochs could be trained in the time that recording one moment takes. */
  readonly epochsPerFrame: number;
  /** What all recorded moments may take together, unless the fewest have no room in it. */
  readonly mostRecordBytes: number;
  trainBatches(count: number): void;
  /** Takes over the settings that take effect while it trains. */
  tune(settings: Settings): void;
  /** Whether training goes the same way by both settings. */
  isAlike(one: Settings, other: Settings): boolean;
  /** Goes back to the first parameters. */
  reset(): void;
  checkpoint(): Checkpoint;
  restore(checkpoint: Checkpoint): void;
  recordedLosses(): RecordedLosses;
  hasFiniteParameters(): boolean;
}

/** A training whose parameters can be set by hand. */
export interface HandSettable {
  /**
   * Sets a parameter; before any training it belongs to the first ones.
   * @throws {RangeError} for an index or value that is none
   */
  setParameter(index: number, value: number): void;
  /** Forgets what was set by hand before any training. */
  forgetStart(): void;
}

/** Whether two settings agree in some of their fields. */
export function agreeIn<Settings>(
  keys: readonly (keyof Settings)[],
  one: Settings,
  other: Settings,
): boolean {
  return keys.every((key) => String(one[key]) === String(other[key]));
}
