import type { Checkpoint, Curves } from '$lib/engine';
import type { Sample, Sampling, TextFault, WordData, WordExperiment, WordSnapshot } from '$lib/engine/words';
import { FrameWatch } from '$lib/training/frame-watch';
import type { Pace } from '$lib/training/protocol';
import { WordClient } from '$lib/training/word-client';
import type { WordCommand, WordEvent, WriteRequest } from '$lib/training/word-protocol';
import { LiveRun } from './live-run.svelte';
import { noCurves } from './present-curves';

/** Nobody reads this many numbers sixty times a second; each picture takes processor time from the training. */
const FRAMES_APART = 2;
const FRAMES_APART_FLAT_OUT = 4;

/** What the run is looked at with. */
export interface Look {
  readonly sentence: readonly number[];
  readonly sampling: Sampling;
}

/** What is asked about the text of an experiment. */
interface TextCheck {
  readonly check: number;
  readonly experiment: WordExperiment;
  readonly answer: (fault: TextFault | undefined) => void;
}

type WritingEvent = Extract<WordEvent, { type: 'prompted' | 'written' }>;

/** One transformer in its worker, as the page knows it. */
export class WordRun extends LiveRun<WordExperiment, WordData, WordSnapshot> {
  /** Losses at recorded moments, nats per token. */
  curves = $state.raw<Curves>(noCurves);
  /** What the model wrote by itself on its way. */
  samples = $state.raw<readonly Sample[]>([]);
  /** The state as it was last asked for. */
  saved = $state.raw<Checkpoint>();
  /** How many parts of the page show parameters. */
  wanted = 0;
  #client: WordClient | undefined;
  /** The question that waits for its answer. */
  #check: TextCheck | undefined;
  #checks = 0;
  readonly #look: () => Look;
  readonly #onwriting: (event: WritingEvent) => void;
  readonly #onrefused: (fault: TextFault) => void;

  /** @param onrefused hears why the run that was asked for has not begun */
  constructor(
    look: () => Look,
    onwriting: (event: WritingEvent) => void,
    onrefused: (fault: TextFault) => void,
  ) {
    super(new FrameWatch(FRAMES_APART));
    this.#look = look;
    this.#onwriting = onwriting;
    this.#onrefused = onrefused;
  }

  override setPace(pace: Pace): void {
    this.frames.leastFramesApart = pace === 'flat-out' ? FRAMES_APART_FLAT_OUT : FRAMES_APART;
    super.setPace(pace);
  }

  /** Begins anew with this experiment; goes on playing if it was. */
  start(experiment: WordExperiment, from?: Checkpoint): void {
    this.curves = noCurves;
    this.samples = [];
    this.saved = undefined;
    this.begin(experiment, (run) => this.send({ type: 'start', run, experiment, from }));
  }

  /** Asks whether something can be learned from the text of an experiment: of all such questions the latest counts. */
  check(experiment: WordExperiment, answer: TextCheck['answer']): void {
    this.#check = { check: ++this.#checks, experiment, answer };
    this.connect();
    this.#askForCheck();
  }

  forgetCheck(): void {
    this.#check = undefined;
  }

  /** Asks for the present state, which comes as `saved`. */
  save(): void {
    this.send({ type: 'save' });
  }

  prompt(writing: number, text: string): void {
    this.send({ type: 'prompt', writing, text });
  }

  write(request: WriteRequest): void {
    this.send({ type: 'write', ...request });
  }

  /** Shows the present moment again, since something else is looked at. */
  lookAgain(): void {
    this.refresh();
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
  }

  protected override connect(): void {
    this.#client ??= new WordClient(
      (event) => this.#hear(event),
      (reason) => {
        this.#client = undefined;
        this.restart(reason);
      },
    );
  }

  protected override send(command: WordCommand): void {
    this.#client?.send(command);
  }

  protected override askForSnapshot(isPageLate: boolean): void {
    const wantsParameters = this.wanted > 0;
    this.send({ type: 'requestSnapshot', ...this.#look(), wantsParameters, isPageLate });
  }

  protected override resume(experiment: WordExperiment): void {
    this.start(experiment, this.saved);
    this.#askForCheck();
  }

  #askForCheck(): void {
    if (!this.#check) return;
    const { check, experiment } = this.#check;
    this.send({ type: 'check', check, experiment });
  }

  #hear(event: WordEvent): void {
    switch (event.type) {
      case 'prompted':
      case 'written':
        if (event.run === this.run) this.#onwriting(event);
        return;
      case 'saved':
        if (event.run === this.run) this.saved = event.checkpoint;
        return;
      case 'refused':
        this.expectNothing();
        if (event.run === this.run) this.#onrefused(event.fault);
        return;
      case 'checked': {
        if (event.check !== this.#check?.check) return;
        const { answer } = this.#check;
        this.#check = undefined;
        return answer(event.fault);
      }
      case 'snapshot':
        if (event.run === this.run) {
          if (event.recording.curves) this.curves = event.recording.curves;
          if (event.snapshot.samples) this.samples = event.snapshot.samples;
        }
        return this.receive(event);
      default:
        return this.receive(event);
    }
  }
}
