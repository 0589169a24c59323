import type { Experiment, MapColors } from '$lib/engine';

/** One training of a map of settings. */
export interface SettingsTrial {
  readonly number: number;
  readonly experiment: Experiment;
}

/** What all trainings of one map have in common. */
export interface SettingsTask {
  readonly epochs: number;
  /** Pixels. */
  readonly pictureSide: number;
  readonly colors: MapColors;
}

/** What the page asks of one of the workers. Each `begin` opens a run, and ends the one before it. */
export type SettingsCommand =
  | ({ type: 'begin'; run: number } & SettingsTask)
  /** Each is answered by one `trained`, unless the run is over before. */
  | { type: 'train'; run: number; trials: readonly SettingsTrial[] };

/** RGBA, top row first. */
export interface SettingsPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Where the last epoch left a network. */
export interface TrainedTrial {
  readonly kind: 'trained';
  readonly number: number;
  readonly trainLoss: number;
  readonly testLoss: number;
  /** On the test data; NaN for a regression. */
  readonly testAccuracy: number;
  readonly picture: SettingsPicture;
}

export type TrialResult =
  | TrainedTrial
  | { readonly kind: 'diverged'; readonly number: number }
  | { readonly kind: 'failed'; readonly number: number; readonly reason: string };

/** What a worker tells the page. */
export type SettingsEvent =
  | { type: 'trained'; run: number; results: readonly TrialResult[] }
  /** What share of its present trial is done; a sign of life, too. */
  | { type: 'progress'; run: number; share: number };

/** Buffers that move to the page with an event instead of being copied. */
export function settingsTransferOf(event: SettingsEvent): ArrayBuffer[] {
  if (event.type !== 'trained') return [];
  return event.results.flatMap((result) =>
    result.kind === 'trained' ? [result.picture.pixels.buffer as ArrayBuffer] : [],
  );
}
