import { isAfter, type Moment, type StepUnit, type Stop } from '$lib/engine';
import { FrameWatch } from '$lib/training/frame-watch';
import type { DivergenceCause, Pace, Recording, RunCommand, RunEvent } from '$lib/training/protocol';

/** What stopped or disturbed a run. */
export type Trouble =
  | { kind: 'diverged'; cause: DivergenceCause; epoch: number }
  | { kind: 'failed'; message: string }
  | { kind: 'worker-restarted'; reason: string }
  | { kind: 'worker-lost'; reason: string };

type LiveCommand<Settings> = RunCommand | { type: 'tune'; experiment: Settings };

/** A worker that dies more often than this without a snapshot between is given up. */
const MAX_RESTARTS = 3;

/** A training in its worker, as the page knows it: what is asked of it, and what it has told. */
export abstract class LiveRun<Settings, Data, Picture extends Moment> {
  isPlaying = $state(false);
  data = $state.raw<Data>();
  snapshot = $state.raw<Picture>();
  /** Whether the snapshot is of this run: one of the run before stands until the first comes. */
  isCurrent = $state(false);
  trouble = $state.raw<Trouble>();
  /** What is known of the recorded run: its end, its best moment. */
  recording = $state.raw<Recording>();
  /** Set while the run rests by a rule of its own. */
  stop = $state.raw<Stop>();
  /** Whether the recorded run goes on after the present moment. */
  readonly isAhead = $derived(
    this.recording !== undefined && this.snapshot !== undefined && isAfter(this.recording.end, this.snapshot),
  );

  /** Of the run that is open. */
  protected run = 0;
  protected experiment: Settings | undefined;
  readonly #askForFrame: () => void;
  #pace: Pace = 1;
  #isWaiting = $state(false);
  #isFrameDue = $state(false);
  #isTraining = $state(false);
  #restarts = 0;

  /** @param frames of the page: runs that share them show their pictures in turn */
  constructor(readonly frames = new FrameWatch()) {
    this.#askForFrame = frames.attach((isLate) => this.#requestSnapshot(isLate));
  }

  /** Makes the worker ready if there is none. */
  protected abstract connect(): void;
  protected abstract send(command: LiveCommand<Settings>): void;
  protected abstract askForSnapshot(isPageLate: boolean): void;
  /** Begins the experiment in a new worker, where the run was when the one before was lost. */
  protected abstract resume(experiment: Settings, isFirstTry: boolean): void;

  /**
   * Opens another run; goes on playing if the one before was.
   * @param start asks the worker for it
   */
  protected begin(experiment: Settings, start: (run: number) => void): void {
    this.connect();
    this.experiment = experiment;
    this.run++;
    this.isCurrent = false;
    this.trouble = undefined;
    this.stop = undefined;
    this.recording = undefined;
    start(this.run);
    if (this.isPlaying) this.send({ type: 'play', pace: this.#pace });
    this.refresh();
  }

  play(): void {
    this.trouble = undefined;
    this.stop = undefined;
    this.isPlaying = true;
    this.send({ type: 'play', pace: this.#pace });
    this.refresh();
  }

  pause(): void {
    this.isPlaying = false;
    this.command({ type: 'pause' });
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
    this.#move({ type: 'reset' });
  }

  /** Trains up to the beginning of an epoch as fast as it goes, then goes on as before. */
  catchUp(epoch: number): void {
    this.command({ type: 'catchUp', epoch });
  }

  tune(experiment: Settings): void {
    this.experiment = experiment;
    this.command({ type: 'tune', experiment });
  }

  setPace(pace: Pace): void {
    this.#pace = pace;
    if (this.isPlaying) this.send({ type: 'play', pace });
  }

  /** Whether the run rests, and the snapshot shows where. */
  get isSettled(): boolean {
    return this.isCurrent && !this.#isTraining && !this.#isFrameDue && !this.#isWaiting;
  }

  protected command(command: LiveCommand<Settings>): void {
    this.send(command);
    this.refresh();
  }

  /** Asks for a snapshot at the next frame, or as soon as the one on its way has come. */
  protected refresh(): void {
    this.#isFrameDue = true;
    this.#askForFrame();
  }

  /** What was asked for last is not answered. */
  protected expectNothing(): void {
    this.#isWaiting = false;
  }

  protected receive(event: RunEvent<Data, Picture>): void {
    // Every answer ends the waiting, also one of a run that is over; a run that never began gives none.
    if (event.type === 'snapshot' || event.type === 'failed') this.expectNothing();
    if (event.run !== this.run) return;
    switch (event.type) {
      case 'ready':
        this.data = event.data;
        return;
      case 'snapshot':
        this.#restarts = 0;
        this.snapshot = event.snapshot;
        this.recording = event.recording;
        this.isCurrent = true;
        this.#isTraining = event.isTraining;
        if (event.isTraining) this.refresh();
        return;
      case 'stopped':
        this.isPlaying = false;
        this.stop = event.stop;
        return this.refresh();
      case 'diverged':
        this.isPlaying = false;
        this.trouble = { kind: 'diverged', cause: event.cause, epoch: event.epoch };
        return this.refresh();
      case 'failed':
        this.isPlaying = false;
        this.trouble = { kind: 'failed', message: event.failure.message };
        return;
      default:
        event satisfies never;
    }
  }

  /** A new worker goes on where the last snapshot stood. */
  protected restart(reason: string): void {
    const { isPlaying } = this;
    this.expectNothing();
    if (!this.experiment || ++this.#restarts > MAX_RESTARTS) {
      this.isPlaying = false;
      this.trouble = { kind: 'worker-lost', reason };
      return;
    }
    this.resume(this.experiment, this.#restarts === 1);
    this.isPlaying = isPlaying;
    this.trouble = { kind: 'worker-restarted', reason };
  }

  /** Commands after which the run rests. */
  #move(command: RunCommand): void {
    this.isPlaying = false;
    this.stop = undefined;
    this.command(command);
  }

  #requestSnapshot(isPageLate: boolean): boolean {
    if (this.#isFrameDue && !this.#isWaiting) {
      this.#isFrameDue = false;
      this.#isWaiting = true;
      this.askForSnapshot(isPageLate);
    }
    return this.#isFrameDue || this.#isWaiting;
  }
}
