import { RecordedRun } from '$lib/engine';
import {
  TextProblem,
  tokenTextOf,
  UnknownCharacters,
  WordTrainer,
  WordView,
  type CreateTransformer,
  type TextFault,
  type TokenText,
  type WordExperiment,
} from '$lib/engine/words';
import { Courtesy } from './courtesy';
import { RecordingReport } from './recording-report';
import { failureOf, SlicedTraining, type Clock } from './sliced-training';
import type { WordCommand, WordEvent, WriteRequest } from './word-protocol';

/** What the loop needs of the world. */
export interface WordSurroundings extends Clock {
  readonly createTransformer: CreateTransformer;
  post(event: WordEvent): void;
}

/** Trains one transformer in slices of time, lets it write, and answers commands between. */
export class WordLoop {
  readonly #world: WordSurroundings;
  readonly #courtesy = new Courtesy();
  readonly #training: SlicedTraining<WordTrainer>;
  readonly #report = new RecordingReport();
  #run = 0;
  #view: WordView | undefined;
  /** The text that was cut last: mostly it is checked, learned from, and learned from again with other settings. */
  #text: TokenText | undefined;

  constructor(world: WordSurroundings) {
    this.#world = world;
    this.#training = new SlicedTraining(world, this.#courtesy, {
      diverged: () => this.#stopDiverged(),
      stopped: (stop) => world.post({ type: 'stopped', run: this.#run, stop }),
      failed: (error) => this.#fail(error),
    });
  }

  handle(command: WordCommand): void {
    try {
      this.#obey(command);
    } catch (error) {
      this.#fail(error);
    }
  }

  get #trainer(): WordTrainer | undefined {
    return this.#training.recorded?.trainer;
  }

  #obey(command: WordCommand): void {
    switch (command.type) {
      case 'start':
        return this.#start(command);
      case 'check':
        return this.#check(command);
      case 'tune':
        return this.#training.recorded?.tune(command.experiment);
      case 'prompt':
        return this.#answerPrompt(command);
      case 'write':
        return this.#write(command);
      case 'requestSnapshot':
        return this.#answerSnapshot(command);
      case 'save':
        return this.#save();
      default:
        return this.#training.obey(command);
    }
  }

  #start({ run, experiment, from }: Extract<WordCommand, { type: 'start' }>): void {
    this.#training.turnTo(undefined);
    this.#view = undefined;
    this.#run = run;
    this.#report.forget();
    const fault = this.#faultOf(experiment);
    if (fault) return this.#world.post({ type: 'refused', run, fault });
    const trainer = new WordTrainer(this.#world.createTransformer, experiment, this.#cut);
    this.#training.turnTo(new RecordedRun(trainer, from));
    this.#view = new WordView(trainer);
    this.#world.post({ type: 'ready', run, data: this.#view.data() });
  }

  readonly #cut = (experiment: WordExperiment) => (this.#text = tokenTextOf(experiment, this.#text));

  #check({ check, experiment }: Extract<WordCommand, { type: 'check' }>): void {
    this.#world.post({ type: 'checked', check, fault: this.#faultOf(experiment) });
  }

  #faultOf(experiment: WordExperiment): TextFault | undefined {
    try {
      this.#cut(experiment);
      return undefined;
    } catch (error) {
      if (error instanceof TextProblem) return error.fault;
      throw error;
    }
  }

  #answerPrompt({ writing, text }: Extract<WordCommand, { type: 'prompt' }>): void {
    if (!this.#trainer || !this.#view) return;
    const { tokenizer } = this.#trainer;
    const answer = { type: 'prompted', run: this.#run, writing } as const;
    try {
      const tokens = text === '' ? this.#view.opening : tokenizer.encode(text);
      this.#world.post({ ...answer, text: tokenizer.decode(tokens), tokens, unknown: [] });
    } catch (error) {
      if (!(error instanceof UnknownCharacters)) throw error;
      this.#world.post({ ...answer, text, tokens: [], unknown: error.characters });
    }
  }

  #write(request: WriteRequest): void {
    const written = this.#view?.write(request);
    if (written) this.#world.post({ type: 'written', run: this.#run, writing: request.writing, ...written });
  }

  #answerSnapshot(request: Extract<WordCommand, { type: 'requestSnapshot' }>): void {
    this.#courtesy.noteFrame(request.isPageLate);
    const { recorded, isTraining } = this.#training;
    if (!recorded || !this.#view) return;
    const end = recorded.record.end.epoch;
    const snapshot = this.#view.snapshot(request, end, this.#world.now(), isTraining);
    const recording = this.#report.of(recorded);
    this.#world.post({ type: 'snapshot', run: this.#run, snapshot, recording, isTraining });
  }

  #save(): void {
    const trainer = this.#trainer;
    if (trainer) this.#world.post({ type: 'saved', run: this.#run, checkpoint: trainer.checkpoint() });
  }

  #stopDiverged(): void {
    const { recorded } = this.#training;
    if (!recorded) return;
    recorded.returnToFinite();
    // With other settings the next step may go well.
    recorded.trainer.history.forgetFrom(recorded.moment.epoch + 1);
    this.#world.post({
      type: 'diverged',
      run: this.#run,
      cause: 'learningRate',
      epoch: recorded.moment.epoch,
    });
  }

  #fail(error: unknown): void {
    this.#training.rest();
    this.#world.post({ type: 'failed', run: this.#run, failure: failureOf(error) });
  }
}
