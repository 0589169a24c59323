import {
  datasetOf,
  habitDecisions,
  isCurve,
  isDivisible,
  isMovie,
  topologyOf,
  type Experiment,
  type FieldKey,
  type NodeId,
} from '$lib/engine';
import { Comparison } from './comparison.svelte';
import { firstDifference } from './difference';
import { changedExperiment, changedKeys, effectOf } from './experiment-change';
import { firstExperiment, firstView, hiddenLayerCure } from './first-experiment';
import { drawSeed, openLink } from './open-link';
import { standsStill } from './standstill';
import type { RunControls } from './run-controls';
import type { Side } from './side';
import { writeLink, type LinkProblem } from './share-link';
import { TrainingRun } from './training-run.svelte';
import { Undoable, type Asked } from './undoable';
import { defaultView, type ViewOptions } from './view-options';

/** The playground: what was asked (experiment, view), what happens (run), and what is looked at. */
export class Playground extends Undoable<Experiment, ViewOptions> implements Side, RunControls {
  experiment = $state.raw<Experiment>(firstExperiment);
  view = $state.raw<ViewOptions>(firstView);
  linkProblems = $state.raw<readonly LinkProblem[]>([]);
  /** How often a change has started a run anew that had made progress. */
  startedAnew = $state(0);
  focused = $state.raw<NodeId>();
  run = $state.raw(new TrainingRun());
  /** The other side, while two are compared. */
  comparison = $state.raw<Comparison>();
  readonly topology = $derived(topologyOf(this.experiment));
  readonly isMovie = $derived(isMovie(this.experiment));
  /** What there is to look at. */
  readonly kind: 'plane' | 'curve' | 'movie' = $derived(
    this.isMovie ? 'movie' : isCurve(this.experiment) ? 'curve' : 'plane',
  );
  /** The weekend that is looked at: weather, price, girlfriend, each 1 or 0. */
  readonly weekend: readonly number[] = $derived(Array.from(this.view.weekend, Number));
  /** Whether a perceptron gets no further with a movie crowd whose weekends no plane divides. */
  readonly isStuck = $derived.by(() => {
    const { snapshot, curves, isCurrent } = this.run;
    const accuracy = snapshot?.losses.test.accuracy;
    const isHopeless =
      this.isMovie &&
      this.experiment.networkShape.length === 0 &&
      !isDivisible(habitDecisions(this.experiment));
    if (!isHopeless || !isCurrent || accuracy === undefined) return false;
    return standsStill({ epochs: curves.epochs, losses: curves.test, accuracy });
  });
  readonly isFirst = $derived(this.experiment === firstExperiment && this.view === firstView);
  readonly hash = $derived(writeLink(this.experiment, this.view));

  /** Opens what the hash part of an address means; nothing in it opens the first experiment. */
  open(hash: string): void {
    const { experiment, view, problems } = openLink(hash);
    this.experiment = experiment;
    this.view = view;
    this.linkProblems = problems;
    this.startedAnew = 0;
    this.focused = undefined;
    this.forgetChanges();
    this.run.isPlaying = false;
    this.run.setPace(this.#pace);
    this.run.start(this.experiment);
    this.#endComparison();
    this.#compare();
  }

  /** Both sides of a comparison, else one. */
  get #runs(): readonly TrainingRun[] {
    return this.comparison ? [this.run, this.comparison.run] : [this.run];
  }

  get isPlaying(): boolean {
    return this.#runs.some(({ isPlaying }) => isPlaying);
  }

  play(): void {
    for (const run of this.#runs) run.play();
  }

  pause(): void {
    this.comparison?.meetAtRest();
    for (const run of this.#runs) run.pause();
  }

  reset(): void {
    for (const run of this.#runs) run.reset();
  }

  /**
   * Changes fields of the experiment, and what follows from them: live where that is possible, else the run
   * starts anew.
   */
  change(patch: Partial<Experiment>): void {
    this.#noteStart(this.#change(patch));
  }

  /** @returns whether the run has started anew */
  #change(patch: Partial<Experiment>): boolean {
    const next = changedExperiment(this.experiment, patch);
    const keys = changedKeys(this.experiment, next);
    if (keys.length === 0) return false;
    this.noteChange(keys);
    if (isMovie(next) !== this.isMovie) {
      this.setView({ speed: isMovie(next) ? firstView.speed : defaultView.speed });
    }
    return this.#set(next, keys);
  }

  protected override returnTo(experiment: Experiment): void {
    const keys = changedKeys(this.experiment, experiment);
    if (keys.length > 0) this.#noteStart(this.#set(experiment, keys));
  }

  protected override get asked(): Asked<Experiment, ViewOptions> {
    const { showTestData, showTrueCurve, discretize, speed, stepUnit, versus } = this.view;
    return {
      experiment: this.experiment,
      view: { showTestData, showTrueCurve, discretize, speed, stepUnit, versus },
    };
  }

  #noteStart(isAnew: boolean): void {
    // The snapshot is still that of the run before.
    if (isAnew && (this.run.snapshot?.epoch ?? 0) > 0) this.startedAnew++;
  }

  #set(next: Experiment, keys: readonly FieldKey[]): boolean {
    this.experiment = next;
    const isAnew = effectOf(keys) === 'restart';
    if (isAnew) {
      this.#startAnew();
    } else {
      this.run.tune(next);
      this.comparison?.follow();
    }
    return isAnew;
  }

  /** Each side from its first weights. */
  #startAnew(): void {
    this.focus(undefined);
    this.run.start(this.experiment);
    this.comparison?.start();
  }

  /** Changes fields and goes back to the first weights, which is what was asked for. */
  begin(patch: Partial<Experiment>): void {
    this.#change(patch);
    this.reset();
  }

  /** Changes fields and trains from the first weights. */
  startOver(patch: Partial<Experiment>): void {
    this.begin(patch);
    this.play();
  }

  /** Gives a perceptron what it lacks where no plane divides the data. */
  addHiddenLayer(): void {
    this.startOver(hiddenLayerCure);
  }

  /** The address of another experiment, in the language that was chosen here. */
  linkTo(experiment: Experiment): string {
    return writeLink(experiment, { ...defaultView, lang: this.view.lang });
  }

  togglePlay(): void {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  /** The drawing of the network is on view again. */
  closeTool(): void {
    this.changeView({ tool: 'none' });
  }

  protected override setView(patch: Partial<ViewOptions>): void {
    this.view = { ...this.view, ...patch };
    if (patch.speed) for (const run of this.#runs) run.setPace(this.#pace);
    if (patch.tool ?? patch.versus) this.#compare();
  }

  /** Opens or closes the other side as the view has it, or lets it follow the difference. */
  #compare(): void {
    if (this.view.tool !== 'compare') return this.#endComparison();
    if (Object.keys(this.view.versus).length === 0) {
      this.view = { ...this.view, versus: firstDifference(this.experiment) };
    }
    if (this.comparison?.follow()) return;
    if (!this.comparison) {
      this.comparison = new Comparison(this);
      this.comparison.run.isPlaying = this.run.isPlaying;
      this.comparison.run.setPace(this.#pace);
    }
    // What was changed on the way of one run, the other cannot go through.
    if (this.run.isAsAsked) return this.comparison.startBehind();
    this.#startAnew();
    this.#noteStart(true);
  }

  close(): void {
    for (const run of this.#runs) run.close();
  }

  #endComparison(): void {
    this.comparison?.run.close();
    this.comparison = undefined;
  }

  /** The other side takes the place of this one, as far as it has come. */
  keepOther(): void {
    if (!this.comparison) return;
    const { experiment, run } = this.comparison;
    this.comparison = undefined;
    this.run.close();
    this.experiment = experiment;
    this.run = run;
    this.changeView({ tool: 'none', versus: {} });
  }

  /** Goes on by one epoch or batch, as the view says. */
  step(): void {
    for (const run of this.#runs) run.step(this.view.stepUnit);
  }

  stepBack(): void {
    for (const run of this.#runs) run.stepBack(this.view.stepUnit);
  }

  /** Goes to an epoch of the recorded run, at most to its end. */
  seek(epoch: number): void {
    for (const run of this.#runs) run.seekEpoch(epoch);
  }

  newSeed(): void {
    this.change({ seed: drawSeed(), start: [] });
  }

  /** Sets a weight or bias by hand. Before training it belongs to the experiment, and so to the link. */
  setParameter(index: number, value: number): void {
    const { snapshot } = this.run;
    if (!snapshot) return;
    this.run.setParameter(index, value);
    if (snapshot.epoch > 0 || snapshot.position > 0) return;
    const start = Array.from(snapshot.parameters);
    start[index] = value;
    this.noteChange([`parameter ${index}`]);
    this.experiment = { ...this.experiment, start };
    this.comparison?.followStart(index, value);
  }

  /** Looks at this weekend: weather, price, girlfriend, each 1 or 0. */
  showWeekend(weekend: readonly number[]): void {
    this.changeView({ weekend: weekend.join('') as ViewOptions['weekend'] });
  }

  /** Makes one circumstance of the weekend true or false. */
  flipFactor(index: number): void {
    this.showWeekend(this.weekend.map((factor, place) => (place === index ? 1 - factor : factor)));
  }

  focus(node: NodeId | undefined): void {
    this.focused = node;
    for (const run of this.#runs) run.focus(node);
  }

  named(name: string): string {
    return name;
  }

  get #pace(): number | 'flat-out' {
    return this.view.speed === 'flat-out' ? 'flat-out' : Number(this.view.speed);
  }
}

/** The data set in force. */
export const datasetName = datasetOf;
