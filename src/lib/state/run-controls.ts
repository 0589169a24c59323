import type { Curves, Moment } from '$lib/engine';
import type { Recording } from '$lib/training/protocol';

/** What the run's buttons, keys and timeline need of whatever trains. */
export interface RunControls {
  readonly isPlaying: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly run: {
    readonly isPlaying: boolean;
    readonly isCurrent: boolean;
    readonly snapshot?: Moment;
    readonly recording?: Recording;
    readonly curves: Curves;
    /** Whether the recorded run goes on after the present moment. */
    readonly isAhead: boolean;
  };
  togglePlay(): void;
  step(): void;
  stepBack(): void;
  reset(): void;
  newSeed(): void;
  /** Goes to an epoch of the recorded run, at most to its end. */
  seek(epoch: number): void;
  undo(): void;
  redo(): void;
}
