import { isAfter, topologyOf, type Experiment, type Moment, type NodeId } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import { changedKeys, effectOf } from './experiment-change';
import { otherExperiment, sharedPart, withValues, type Difference } from './difference';
import type { Playground } from './playground.svelte';
import type { Side } from './side';
import { TrainingRun } from './training-run.svelte';

/** The other side of a comparison: the playground's experiment with a difference, in a worker of its own. */
export class Comparison implements Side {
  readonly #playground: Playground;
  readonly run: TrainingRun;
  readonly experiment: Experiment = $derived.by(() =>
    otherExperiment(this.#playground.experiment, this.#playground.view.versus),
  );
  readonly topology = $derived(topologyOf(this.experiment));
  /** Both sides show the same neuron, where there is one. */
  readonly focused: NodeId | undefined = $derived.by(() => {
    const node = this.#playground.focused;
    const { inputs, layers } = this.topology;
    const count = node && (node.layer === 0 ? inputs.length : layers.at(node.layer - 1)?.outputs);
    return count !== undefined && node && node.index < count ? node : undefined;
  });
  /** What the run was last told. */
  #told: Experiment;
  /** Whether both sides shall show the same moment as soon as both rest. */
  #isToMeet = false;

  constructor(playground: Playground) {
    this.#playground = playground;
    this.run = new TrainingRun(playground.run.frames);
    this.#told = this.experiment;
  }

  get view() {
    return this.#playground.view;
  }
  get kind() {
    return this.#playground.kind;
  }
  get isMovie() {
    return this.#playground.isMovie;
  }
  get weekend() {
    return this.#playground.weekend;
  }
  get difference(): Difference {
    return this.#playground.view.versus;
  }

  /** Trains from the first weights; goes on playing if it was. */
  start(): void {
    this.#told = this.experiment;
    this.run.start(this.experiment);
  }

  /** Trains from the first weights, as fast as it goes up to where the other side is. */
  startBehind(): void {
    this.start();
    const { snapshot, isCurrent } = this.#playground.run;
    if (isCurrent && snapshot) this.catchUp(snapshot.epoch);
  }

  /** Trains up to an epoch, at which both sides then stand if they rest. */
  catchUp(epoch: number): void {
    this.run.catchUp(epoch);
    this.#isToMeet = true;
  }

  /** Takes over live what has changed on the other side, or in the difference, and says whether that was possible. */
  follow(): boolean {
    const keys = changedKeys(this.#told, this.experiment);
    if (effectOf(keys) === 'restart') return false;
    this.#told = this.experiment;
    if (keys.length > 0) this.run.tune(this.experiment);
    return true;
  }

  /** Both sides are about to rest: then the one that is ahead goes back to where the other is. */
  meetAtRest(): void {
    this.#isToMeet = this.run.isPlaying && this.#playground.run.isPlaying;
  }

  /** To be called when a side has something new to show. */
  meet(): void {
    const [one, other] = [this.#playground.run, this.run];
    if (!this.#isToMeet || !one.isSettled || !other.isSettled || !one.snapshot || !other.snapshot) return;
    this.#isToMeet = false;
    if (isAfter(one.snapshot, other.snapshot)) one.seek(momentOf(other.snapshot));
    else if (isAfter(other.snapshot, one.snapshot)) other.seek(momentOf(one.snapshot));
  }

  /** A first weight or bias that was set by hand on the other side is this one's too where it has the same. */
  followStart(index: number, value: number): void {
    const isTaken = changedKeys(this.#told, this.experiment).includes('start');
    this.#told = this.experiment;
    if (isTaken) this.run.setParameter(index, value);
  }

  /** What both sides share changes on both; anything else becomes a difference. */
  change(patch: Partial<Experiment>): void {
    const shared = sharedPart(patch);
    if (Object.keys(shared).length > 0) return this.#playground.change(shared);
    this.differ(withValues(this.difference, patch, this.#playground.experiment));
  }

  startOver(patch: Partial<Experiment>): void {
    this.change(patch);
    this.#playground.reset();
    this.#playground.play();
  }

  differ(difference: Difference): void {
    this.#playground.changeView({ versus: difference });
  }

  setParameter(index: number, value: number): void {
    this.run.setParameter(index, value);
  }

  focus(node: NodeId | undefined): void {
    this.#playground.focus(node);
  }

  showWeekend(weekend: readonly number[]): void {
    this.#playground.showWeekend(weekend);
  }

  flipFactor(index: number): void {
    this.#playground.flipFactor(index);
  }

  named(name: string): string {
    return m.compare_b_name({ name });
  }
}

const momentOf = ({ epoch, position }: Moment): Moment => ({ epoch, position });
