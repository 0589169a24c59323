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
  type StepUnit,
  type Stop,
} from '$lib/engine';
import type { Command, DivergenceCause, Event, Pace, Recording, RunData } from '$lib/training/protocol';
import { FrameWatch } from '$lib/training/frame-watch';
import { TrainingClient } from '$lib/training/training-client';
import { LandscapeView } from './landscape.svelte';
import { curvesUpTo, noCurves } from './present-curves';

/** What stopped or disturbed a run. */
export type Trouble =
  | { kind: 'diverged'; cause: DivergenceCause; epoch: number }
  | { kind: 'failed'; message: string }
  | { kind: 'worker-restarted'; reason: string }
  | { kind: 'worker-lost'; reason: string };

/** A worker that dies more often than this without a snapshot between is given up. */
const MAX_RESTARTS = 3;

/** One network in its worker, as the page knows it. */
export class TrainingRun {
  isPlaying = $state(false);
  data = $state.raw<RunData>();
  snapshot = $state.raw<Snapshot>();
  /** Whether the snapshot is of this run: one of the run before stands until the first comes. */
  isCurrent = $state(false);
  trouble = $state.raw<Trouble>();
  /** What is known of the recorded run: its end, its best moment. */
  recording = $state.raw<Recording>();
  /** Set while the run rests by a rule of its own. */
  stop = $state.raw<Stop>();
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
  /** Whether the recorded run goes on after the present moment. */
  readonly isAhead = $derived(
    this.recording !== undefined && this.snapshot !== undefined && isAfter(this.recording.end, this.snapshot),
  );

  readonly surroundings = new LandscapeView((request) => this.#send({ type: 'requestLandscape', request }));

  #client: TrainingClient | undefined;
  /** Whether the run is what its experiment says from the first weights on: nothing was changed on its way. */
  isAsAsked = true;
  readonly #askForFrame: () => void;
  #run = 0;
  #experiment: Experiment | undefined;
  #colors: MapColors | undefined;
  #pace: Pace = 1;
  #focus: NodeId | undefined;
  #isWaiting = false;
  #isFrameDue = false;
  #isTraining = false;
  #restarts = 0;

  /** @param frames of the page: runs that share them show their pictures in turn */
  constructor(readonly frames = new FrameWatch()) {
    this.#askForFrame = frames.attach((isLate) => this.#requestSnapshot(isLate));
  }

  /** Begins anew with this experiment; goes on playing if it was. */
  start(experiment: Experiment, from?: StartingPoint): void {
    this.#client ??= this.#connect();
    this.#experiment = experiment;
    this.#run++;
    this.isCurrent = false;
    this.trouble = undefined;
    this.stop = undefined;
    this.isAsAsked ||= from === undefined;
    this.recording = undefined;
    this.#recorded = noCurves;
    this.saved = undefined;
    this.comparableAfter = -1;
    this.surroundings.forget();
    if (this.#colors) this.#send({ type: 'setColors', ...this.#colors });
    this.#send({ type: 'start', run: this.#run, experiment, from });
    if (this.isPlaying) this.#send({ type: 'play', pace: this.#pace });
    this.#refresh();
  }

  play(): void {
    this.trouble = undefined;
    this.stop = undefined;
    this.isPlaying = true;
    this.#send({ type: 'play', pace: this.#pace });
    this.#refresh();
  }

  pause(): void {
    this.isPlaying = false;
    this.#command({ type: 'pause' });
  }

  step(unit: StepUnit = 'epoch'): void {
    this.#move({ type: 'step', unit });
  }

  stepBack(unit: StepUnit = 'epoch'): void {
    this.#move({ type: 'stepBack', unit });
  }

  /** Goes to the start of an epoch of the recorded run; to its very end where that is the last. */
  seekEpoch(epoch: number): void {
    const end = this.recording?.end;
    this.seek(end && epoch >= end.epoch ? end : { epoch, position: 0 });
  }

  /** Goes to a moment of the recorded run, at most to its end. */
  seek(to: Moment): void {
    this.#move({ type: 'seek', to });
    // Asked for at once, the picture comes within this frame.
    this.#requestSnapshot(false);
  }

  reset(): void {
    this.trouble = undefined;
    this.saved = undefined;
    this.comparableAfter = -1;
    this.isAsAsked = true;
    this.#move({ type: 'reset' });
  }

  /** Trains up to the beginning of an epoch as fast as it goes, then goes on as before. */
  catchUp(epoch: number): void {
    this.#command({ type: 'catchUp', epoch });
  }

  /** Whether the run rests, and the snapshot shows where. */
  get isSettled(): boolean {
    return this.isCurrent && !this.#isTraining && !this.#isFrameDue && !this.#isWaiting;
  }

  /** Asks for the record, which comes as `saved`. */
  save(): void {
    this.#send({ type: 'save' });
  }

  tune(experiment: Experiment): void {
    const isSameLoss =
      this.#experiment && networkEndOf(this.#experiment).loss === networkEndOf(experiment).loss;
    if (!isSameLoss) this.comparableAfter = this.snapshot?.epoch ?? -1;
    this.#experiment = experiment;
    this.#noteChange();
    this.#command({ type: 'tune', experiment });
  }

  setPace(pace: Pace): void {
    this.#pace = pace;
    if (this.isPlaying) this.#send({ type: 'play', pace });
  }

  setParameter(index: number, value: number): void {
    this.#noteChange();
    this.#command({ type: 'setParameter', index, value });
  }

  setColors(colors: MapColors): void {
    this.#colors = colors;
    if (this.#client) this.#command({ type: 'setColors', ...colors });
  }

  /** Shows this neuron large; the output when undefined. */
  focus(node: NodeId | undefined): void {
    this.#focus = node;
    this.#refresh();
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
  }

  #connect(): TrainingClient {
    return new TrainingClient(
      (event) => this.#receive(event),
      (reason) => this.#restart(reason),
    );
  }

  #noteChange(): void {
    const hasBegun = this.isCurrent && this.snapshot && isAfter(this.snapshot, firstMoment);
    if (hasBegun) this.isAsAsked = false;
  }

  /** Commands after which the run rests. */
  #move(command: Command): void {
    this.isPlaying = false;
    this.stop = undefined;
    this.#command(command);
  }

  #send(command: Command): void {
    this.#client?.send(command);
  }

  #command(command: Command): void {
    this.#send(command);
    this.#refresh();
  }

  /** Asks for a snapshot at the next frame, or as soon as the one on its way has come. */
  #refresh(): void {
    this.#isFrameDue = true;
    this.#askForFrame();
  }

  #requestSnapshot(isPageLate: boolean): boolean {
    if (this.#isFrameDue && !this.#isWaiting) {
      this.#isFrameDue = false;
      this.#isWaiting = true;
      this.#send({ type: 'requestSnapshot', focus: this.#focus, isPageLate });
    }
    return this.#isFrameDue || this.#isWaiting;
  }

  #receive(event: Event): void {
    // Every answer ends the waiting, also one of a run that is over.
    if (event.type === 'snapshot') this.#isWaiting = false;
    if (event.run !== this.#run) return;
    switch (event.type) {
      case 'ready':
        this.data = event.data;
        return;
      case 'snapshot':
        return this.#show(event);
      case 'landscape':
        return this.surroundings.receive(event.landscape);
      case 'stopped':
        this.isPlaying = false;
        this.stop = event.stop;
        return this.#refresh();
      case 'saved':
        this.saved = { record: event.record, moment: event.moment };
        return;
      case 'diverged':
        this.isPlaying = false;
        this.trouble = { kind: 'diverged', cause: event.cause, epoch: event.epoch };
        return this.#refresh();
      case 'failed':
        this.isPlaying = false;
        this.surroundings.forget();
        this.trouble = { kind: 'failed', message: event.failure.message };
        return;
      default:
        event satisfies never;
    }
  }

  #show({ snapshot, recording, isTraining }: Extract<Event, { type: 'snapshot' }>): void {
    this.#restarts = 0;
    this.snapshot = snapshot;
    this.recording = recording;
    if (recording.curves) this.#recorded = recording.curves;
    this.isCurrent = true;
    this.#isTraining = isTraining;
    if (isTraining) this.#refresh();
  }

  /** A new worker goes on where the last snapshot stood. */
  #restart(reason: string): void {
    const { snapshot, isPlaying, saved } = this;
    this.#client = undefined;
    this.#isWaiting = false;
    if (!this.#experiment || ++this.#restarts > MAX_RESTARTS) {
      this.isPlaying = false;
      this.trouble = { kind: 'worker-lost', reason };
      return;
    }
    // A record that a worker died of is not tried twice.
    const isFirstTry = this.#restarts === 1;
    this.start(
      this.#experiment,
      saved && snapshot && isFirstTry ? { record: saved.record, moment: snapshot } : snapshot,
    );
    this.isPlaying = isPlaying;
    this.trouble = { kind: 'worker-restarted', reason };
  }
}
