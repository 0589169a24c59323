import {
  datasetOf,
  habitDecisions,
  isCurve,
  isDivisible,
  isMovie,
  topologyOf,
  type Experiment,
  type NodeId,
} from '$lib/engine';
import { Comparison } from './comparison.svelte';
import { firstDifference } from './difference';
import { changedExperiment, changeEffect } from './experiment-change';
import { firstExperiment, firstView, hiddenLayerCure } from './first-experiment';
import { drawSeed, openLink } from './open-link';
import { standsStill } from './standstill';
import type { Side } from './side';
import { writeLink, type LinkProblem } from './share-link';
import { TrainingRun } from './training-run.svelte';
import { defaultView, type ViewOptions } from './view-options';

/** The playground: what was asked (experiment, view), what happens (run), and what is looked at. */
export class Playground implements Side {
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
    const { snapshot, history, isCurrent } = this.run;
    const accuracy = snapshot?.losses.test.accuracy;
    const isHopeless =
      this.isMovie &&
      this.experiment.networkShape.length === 0 &&
      !isDivisible(habitDecisions(this.experiment));
    if (!isHopeless || !isCurrent || accuracy === undefined) return false;
    const [epochs, , losses] = history.columns;
    return standsStill({ epochs, losses, accuracy });
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
    for (const run of this.#runs) run.pause();
  }

  step(): void {
    for (const run of this.#runs) run.step();
  }

  stepBack(): void {
    for (const run of this.#runs) run.stepBack();
  }

  reset(): void {
    for (const run of this.#runs) run.reset();
  }

  /**
   * Changes fields of the experiment, and what follows from them: live where that is possible, else the run
   * starts anew.
   */
  change(patch: Partial<Experiment>): void {
    const next = changedExperiment(this.experiment, patch);
    const effect = changeEffect(this.experiment, next);
    if (!effect) return;
    if (isMovie(next) !== this.isMovie) {
      this.changeView({ speed: isMovie(next) ? firstView.speed : defaultView.speed });
    }
    this.experiment = next;
    if (effect === 'restart') return this.#startAnew();
    this.run.tune(next);
    if (this.comparison?.follow()) this.#startAnew();
  }

  /** Each side from its first weights. */
  #startAnew(): void {
    if ((this.run.snapshot?.epoch ?? 0) > 0) this.startedAnew++;
    this.focus(undefined);
    this.run.start(this.experiment);
    this.comparison?.start();
  }

  /** Changes fields and trains from the first weights. */
  startOver(patch: Partial<Experiment>): void {
    this.change(patch);
    this.reset();
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

  changeView(patch: Partial<ViewOptions>): void {
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
    if (this.comparison) {
      if (this.comparison.follow()) this.#startAnew();
      return;
    }
    this.comparison = new Comparison(this);
    this.comparison.run.isPlaying = this.run.isPlaying;
    this.comparison.run.setPace(this.#pace);
    this.#startAnew();
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
