import {
  datasetOf,
  experimentFields,
  isCurve,
  isMovie,
  topologyOf,
  type Experiment,
  type FieldKey,
  type NodeId,
} from '$lib/engine';
import { firstExperiment, firstView, movieSettings, planeSettings } from './first-experiment';
import { drawSeed, openLink } from './open-link';
import { writeLink, type LinkProblem } from './share-link';
import { TrainingRun } from './training-run.svelte';
import { defaultView, type ViewOptions } from './view-options';

/** The playground: what was asked (experiment, view), what happens (run), and what is looked at. */
export class Playground {
  experiment = $state.raw<Experiment>(firstExperiment);
  view = $state.raw<ViewOptions>(firstView);
  linkProblems = $state.raw<readonly LinkProblem[]>([]);
  /** How often a change has started a run anew that had made progress. */
  startedAnew = $state(0);
  focused = $state.raw<NodeId>();
  /** The weekend that is looked at: weather, price, girlfriend. */
  weekend = $state.raw<readonly number[]>([1, 1, 0]);
  readonly run = new TrainingRun();
  readonly topology = $derived(topologyOf(this.experiment));
  readonly isMovie = $derived(isMovie(this.experiment));
  /** What there is to look at. */
  readonly kind: 'plane' | 'curve' | 'movie' = $derived(
    this.isMovie ? 'movie' : isCurve(this.experiment) ? 'curve' : 'plane',
  );
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
  }

  /** Changes fields of the experiment: live where that is possible, else the run starts anew. */
  change(patch: Partial<Experiment>): void {
    const keys = (Object.keys(patch) as FieldKey[]).filter((key) => patch[key] !== this.experiment[key]);
    if (keys.length === 0) return;
    const needsRestart = keys.some((key) => experimentFields[key].effect === 'restart');
    let next = { ...this.experiment, ...patch };
    if (!(next.start.length === topologyOf(next).parameterCount)) next = { ...next, start: [] };
    this.experiment = next;
    if (!needsRestart) return this.run.tune(next);
    if ((this.run.snapshot?.epoch ?? 0) > 0) this.startedAnew++;
    this.focused = undefined;
    this.run.focus(undefined);
    this.run.start(next);
  }

  /** Changes fields and trains from the first weights. */
  startOver(patch: Partial<Experiment>): void {
    this.change(patch);
    this.run.reset();
    this.run.play();
  }

  togglePlay(): void {
    if (this.run.isPlaying) this.run.pause();
    else this.run.play();
  }

  changeView(patch: Partial<ViewOptions>): void {
    this.view = { ...this.view, ...patch };
    if (patch.speed) this.run.setPace(this.#pace);
  }

  /** Turns to a data set; between movie and plane, network, rates and speed follow. */
  chooseDataset(patch: Pick<Experiment, 'problem'> & Partial<Experiment>): void {
    const next = { ...this.experiment, ...patch };
    if (isMovie(next) === this.isMovie) return this.change(patch);
    this.changeView({ speed: isMovie(next) ? firstView.speed : defaultView.speed });
    this.change({ ...(isMovie(next) ? movieSettings : planeSettings), ...patch });
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
  }

  /** Makes one circumstance of the weekend true or false. */
  flipFactor(index: number): void {
    this.weekend = this.weekend.map((factor, place) => (place === index ? 1 - factor : factor));
  }

  focus(node: NodeId | undefined): void {
    this.focused = node;
    this.run.focus(node);
  }

  get #pace(): number | 'flat-out' {
    return this.view.speed === 'flat-out' ? 'flat-out' : Number(this.view.speed);
  }
}

/** The data set in force. */
export const datasetName = datasetOf;
