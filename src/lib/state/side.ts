import type { Experiment, NodeId, Topology } from '$lib/engine';
import type { TrainingRun } from './training-run.svelte';
import type { ViewOptions } from './view-options';

/** One network as it is drawn and set: the playground's own, or the other one of a comparison. */
export interface Side {
  readonly experiment: Experiment;
  readonly view: ViewOptions;
  readonly run: TrainingRun;
  readonly topology: Topology;
  readonly kind: 'plane' | 'curve' | 'movie';
  readonly isMovie: boolean;
  readonly focused: NodeId | undefined;
  /** The weekend that is looked at: weather, price, girlfriend, each 1 or 0. */
  readonly weekend: readonly number[];
  change(patch: Partial<Experiment>): void;
  /** Changes fields and trains from the first weights. */
  startOver(patch: Partial<Experiment>): void;
  focus(node: NodeId | undefined): void;
  setParameter(index: number, value: number): void;
  showWeekend(weekend: readonly number[]): void;
  flipFactor(index: number): void;
  /** What a control is called on this side. */
  named(name: string): string;
}
