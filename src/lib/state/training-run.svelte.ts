import {
  firstMoment,
  isAfter,
  networkEndOf,
  type Curves,
  type Experiment,
  type MapColors,
  type Moment,
  type NodeId,
  type SavedRecord,
  type Snapshot,
  type StartingPoint,
} from '$lib/engine';
import type { Command, Event, RunData } from '$lib/training/protocol';
import { TrainingClient } from '$lib/training/training-client';
import { LandscapeView } from './landscape.svelte';
import { LiveRun } from './live-run.svelte';
import { curvesUpTo, noCurves } from './present-curves';

/** One network in its worker, as the page knows it. */
export class TrainingRun extends LiveRun<Experiment, RunData, Snapshot> {
  /** The record as it was last asked for, and the moment at which that was. */
  saved = $state.raw<{ readonly record: SavedRecord; readonly moment: Moment }>();
  /** Where the loss was exchanged for another last: what was recorded up to then is not to be compared. */
  comparableAfter = $state(-1);
  #recorded = $state.raw<Curves>(noCurves);
  /** Of the whole recorded run, and of the present moment where that is its end. */
  readonly curves = $derived(
    this.isCurrent && this.snapshot
      ? curvesUpTo(this.#recorded, this.snapshot, this.data?.trainCount ?? 1)
      : noCurves,
  );

  readonly surroundings = new LandscapeView((request) => this.send({ type: 'requestLandscape', request }));

  /** Whether the run is what its experiment says from the first weights on: nothing was changed on its way. */
  isAsAsked = true;
  #client: TrainingClient | undefined;
  #colors: MapColors | undefined;
  #focus: NodeId | undefined;

  /** Begins anew with this experiment; goes on playing if it was. */
  start(experiment: Experiment, from?: StartingPoint): void {
    this.isAsAsked ||= from === undefined;
    this.#recorded = noCurves;
    this.saved = undefined;
    this.comparableAfter = -1;
    this.surroundings.forget();
    this.begin(experiment, (run) => {
      if (this.#colors) this.send({ type: 'setColors', ...this.#colors });
      this.send({ type: 'start', run, experiment, from });
    });
  }

  override reset(): void {
    this.saved = undefined;
    this.comparableAfter = -1;
    this.isAsAsked = true;
    super.reset();
  }

  /** Asks for the record, which comes as `saved`. */
  save(): void {
    this.send({ type: 'save' });
  }

  override tune(experiment: Experiment): void {
    const isSameLoss =
      this.experiment && networkEndOf(this.experiment).loss === networkEndOf(experiment).loss;
    if (!isSameLoss) this.comparableAfter = this.snapshot?.epoch ?? -1;
    this.#noteChange();
    super.tune(experiment);
  }

  setParameter(index: number, value: number): void {
    this.#noteChange();
    this.send({ type: 'setParameter', index, value });
    this.refresh();
  }

  setColors(colors: MapColors): void {
    this.#colors = colors;
    if (!this.#client) return;
    this.send({ type: 'setColors', ...colors });
    this.refresh();
  }

  /** Shows this neuron large; the output when undefined. */
  focus(node: NodeId | undefined): void {
    this.#focus = node;
    this.refresh();
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
  }

  protected override connect(): void {
    this.#client ??= new TrainingClient(
      (event) => this.#hear(event),
      (reason) => {
        this.#client = undefined;
        this.restart(reason);
      },
    );
  }

  protected override send(command: Command): void {
    this.#client?.send(command);
  }

  protected override askForSnapshot(isPageLate: boolean): void {
    this.send({ type: 'requestSnapshot', focus: this.#focus, isPageLate });
  }

  protected override resume(experiment: Experiment, isFirstTry: boolean): void {
    const { snapshot, saved } = this;
    // A record that a worker died of is not tried twice.
    const isRecordTried = saved && snapshot && isFirstTry;
    this.start(experiment, isRecordTried ? { record: saved.record, moment: snapshot } : snapshot);
  }

  #noteChange(): void {
    const hasBegun = this.isCurrent && this.snapshot && isAfter(this.snapshot, firstMoment);
    if (hasBegun) this.isAsAsked = false;
  }

  #hear(event: Event): void {
    switch (event.type) {
      case 'landscape':
        if (event.run === this.run) this.surroundings.receive(event.landscape);
        return;
      case 'saved':
        if (event.run === this.run) this.saved = { record: event.record, moment: event.moment };
        return;
      case 'snapshot':
        if (event.run === this.run && event.recording.curves) this.#recorded = event.recording.curves;
        return this.receive(event);
      case 'failed':
        if (event.run === this.run) this.surroundings.forget();
        return this.receive(event);
      default:
        return this.receive(event);
    }
  }
}
