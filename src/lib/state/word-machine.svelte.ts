import { untrack } from 'svelte';
import {
  parameterTensors,
  shapeOf,
  wordFieldKeys,
  wordFields,
  type ParameterTensor,
  type TextFault,
  type TransformerShape,
  type WordExperiment,
  type WordFieldKey,
} from '$lib/engine/words';
import type { Checkpoint } from '$lib/engine';
import { isSame, type LinkProblem } from './link-values';
import { drawSeed } from './open-link';
import type { RunControls } from './run-controls';
import { firstWordExperiment, firstWordView } from './first-word-experiment';
import { readWordLink, writeWordLink } from './word-link';
import { Undoable, type Asked } from './undoable';
import { WordRun } from './word-run.svelte';
import { promptFor, readTextFile } from './word-text';
import { samplingOf, type WordViewOptions } from './word-view-options';
import { Writing } from './writing.svelte';

/** The word machine: what was asked (experiment, view), what happens (run), and what is written. */
export class WordMachine extends Undoable<WordExperiment, WordViewOptions> implements RunControls {
  experiment = $state.raw<WordExperiment>(firstWordExperiment);
  view = $state.raw<WordViewOptions>(firstWordView);
  linkProblems = $state.raw<readonly LinkProblem[]>([]);
  /** Why the text that was asked for last was not taken, or what it was to be cut into. */
  textProblem = $state.raw<TextFault>();
  /** How often a change has started a run anew that had made progress. */
  startedAnew = $state(0);
  /** What is to change once the worker has found that something can be learned from its text. */
  #asked = $state.raw<Partial<WordExperiment>>();
  /** Who waits until that has changed, or is not to change any more. */
  #askers: (() => void)[] = [];
  /** The file that is being read for a text. */
  #file: Blob | undefined;
  readonly writing: Writing;
  readonly run: WordRun;
  /** Of the model in the worker, once its text's vocabulary is known. */
  readonly shape: TransformerShape | undefined = $derived.by(() => {
    const { data } = this.run;
    return data && shapeOf(this.experiment, data.pieces.length);
  });
  readonly tensors: readonly ParameterTensor[] = $derived(this.shape ? parameterTensors(this.shape) : []);
  readonly isFirst = $derived(this.experiment === firstWordExperiment && this.view === firstWordView);
  readonly hash = $derived(writeWordLink(this.experiment, this.view));

  constructor() {
    super();
    this.writing = new Writing({
      sampling: () => samplingOf(this.view),
      seed: () => this.view.writeSeed,
      prompt: (writing, text) => this.run.prompt(writing, text),
      write: (request) => this.run.write(request),
      onchange: () => this.run.lookAgain(),
    });
    this.run = new WordRun(
      () => ({ sentence: this.sentence, sampling: samplingOf(this.view) }),
      (event) => this.writing.receive(event),
      (fault) => this.#takeOtherText(fault),
    );
  }

  /** What the drawing shows: the latest tokens of prompt and writing that the model sees. */
  get sentence(): readonly number[] {
    return this.writing.tokens.slice(-this.experiment.context);
  }

  /**
   * Opens what the hash part of an address means; nothing in it opens the first experiment.
   * @param ownText stands for an own text that had no room in the address
   */
  open(hash: string, ownText?: string): void {
    const isBare = hash.replace(/^#/, '') === '';
    const link = isBare ? undefined : readWordLink(hash, drawSeed, ownText);
    this.experiment = link?.experiment ?? firstWordExperiment;
    this.view = link?.view ?? firstWordView;
    this.linkProblems = link?.problems ?? [];
    this.forgetText();
    this.startedAnew = 0;
    this.forgetChanges();
    this.run.isPlaying = false;
    this.run.setPace(this.#pace);
    this.#start();
  }

  get isPlaying(): boolean {
    return this.run.isPlaying;
  }

  /** What runs says what is done; what was chosen counts while nothing does. */
  get mode(): WordViewOptions['mode'] {
    if (this.isPlaying) return 'training';
    return this.writing.isOn ? 'writing' : this.view.mode;
  }

  togglePlay(): void {
    if (this.isPlaying) this.run.pause();
    else this.run.play();
  }

  step(): void {
    this.run.step();
  }

  stepBack(): void {
    this.run.stepBack();
  }

  seek(step: number): void {
    this.run.seekEpoch(step);
  }

  reset(): void {
    this.run.reset();
  }

  newSeed(): void {
    this.change({ seed: drawSeed() });
  }

  /** Changes fields of the experiment: live where that is possible, else the run starts anew. */
  change(patch: Partial<WordExperiment>): void {
    if (patch.text) this.#forgetAsked();
    const wanted = { ...this.experiment, ...this.#asked };
    const next = { ...wanted, ...patch };
    const isCutAnew = changedKeys(wanted, next).some((key) => cuttingKeys.includes(key));
    if (isCutAnew && next.text === 'own') return this.#ask({ ...this.#asked, ...patch });
    if (isCutAnew) this.textProblem = undefined;
    this.#take(patch);
  }

  /**
   * Learns from another text, if something can be learned from it.
   * @returns when that is clear; of texts in quick succession the last counts
   */
  async openText(
    patch: Pick<WordExperiment, 'text'> & Partial<Pick<WordExperiment, 'ownText'>>,
  ): Promise<void> {
    this.forgetText();
    this.change(patch);
    if (this.#asked) await new Promise<void>((resolve) => this.#askers.push(resolve));
  }

  /** Learns from a file that holds a text. */
  async openTextFile(file: Blob): Promise<void> {
    this.forgetText();
    this.#file = file;
    const read = await readTextFile(file);
    if (this.#file !== file) return;
    if (typeof read === 'string') await this.openText({ text: 'own', ownText: read });
    else this.textProblem = read;
  }

  /** Stays with the text that is learned from, whatever was to come instead. */
  forgetText(): void {
    this.#forgetAsked();
    this.textProblem = undefined;
  }

  /** Changes fields and trains from the first weights. */
  startOver(patch: Partial<WordExperiment>): void {
    this.change(patch);
    this.reset();
    this.run.play();
  }

  /** Goes on from a state of this experiment that was kept. */
  startFrom(experiment: WordExperiment, checkpoint: Checkpoint): void {
    this.#forgetAsked();
    const keys = changedKeys(this.experiment, experiment);
    this.noteChange(keys);
    this.experiment = experiment;
    this.textProblem = undefined;
    this.linkProblems = [];
    this.run.isPlaying = false;
    this.#start(checkpoint);
  }

  /**
   * Lets snapshots hold the parameters.
   * @returns what ends it
   */
  wantsParameters(): () => void {
    // Whoever asks in an effect does not depend on how many others do.
    untrack(() => {
      this.run.wanted++;
      this.run.lookAgain();
    });
    return () => this.run.wanted--;
  }

  close(): void {
    this.writing.pause();
    this.run.close();
  }

  override get canUndo(): boolean {
    return this.#asked !== undefined || super.canUndo;
  }

  override undo(): void {
    if (this.#asked) this.#forgetAsked();
    else super.undo();
  }

  override redo(): void {
    this.#forgetAsked();
    super.redo();
  }

  protected override get asked(): Asked<WordExperiment, WordViewOptions> {
    const { experiment, view } = this;
    const { speed, temperature, topK, topP, greedy } = view;
    return { experiment, view: { speed, temperature, topK, topP, greedy } };
  }

  protected override returnTo(experiment: WordExperiment): void {
    const keys = changedKeys(this.experiment, experiment);
    this.textProblem = undefined;
    if (keys.length > 0) this.#set(experiment, keys);
  }

  /** Makes a change once it is known that something can be learned from its text. */
  #ask(patch: Partial<WordExperiment>): void {
    this.#asked = patch;
    this.run.check({ ...this.experiment, ...patch }, (fault) => {
      this.#forgetAsked();
      this.textProblem = fault;
      if (!fault) this.#take(patch);
    });
  }

  /** Nothing can be learned from the text of a link: another takes its place. */
  #takeOtherText(fault: TextFault): void {
    this.textProblem = fault;
    this.experiment = { ...this.experiment, text: wordFields.text.fallback };
    this.#start();
  }

  #forgetAsked(): void {
    this.#file = undefined;
    this.#asked = undefined;
    this.run.forgetCheck();
    for (const resolve of this.#askers.splice(0)) resolve();
  }

  #take(patch: Partial<WordExperiment>): void {
    const next = { ...this.experiment, ...patch };
    const keys = changedKeys(this.experiment, next);
    if (keys.length === 0) return;
    this.noteChange(keys);
    this.#set(next, keys);
  }

  #set(next: WordExperiment, keys: readonly WordFieldKey[]): void {
    this.experiment = next;
    if (keys.includes('text') || keys.includes('ownText')) {
      this.view = { ...this.view, prompt: promptFor(next, this.view.prompt) };
    }
    if (keys.every((key) => wordFields[key].effect === 'live')) return this.run.tune(next);
    // The snapshot is still that of the run before.
    if ((this.run.snapshot?.epoch ?? 0) > 0) this.startedAnew++;
    this.#start();
  }

  protected override setView(patch: Partial<WordViewOptions>): void {
    this.view = { ...this.view, ...patch };
    if (patch.speed) this.run.setPace(this.#pace);
    if (patch.prompt !== undefined) this.writing.setPrompt(patch.prompt);
    else this.run.lookAgain();
  }

  #start(from?: Checkpoint): void {
    this.run.start(this.experiment, from);
    this.writing.begin(this.view.prompt);
  }

  get #pace(): number | 'flat-out' {
    return this.view.speed === 'flat-out' ? 'flat-out' : Number(this.view.speed);
  }
}

/** What the tokens of a text depend on, and how many there have to be. */
const cuttingKeys: readonly WordFieldKey[] = ['text', 'ownText', 'tokens', 'vocabulary', 'context'];

const changedKeys = (before: WordExperiment, after: WordExperiment): WordFieldKey[] =>
  wordFieldKeys.filter((key) => !isSame(before[key], after[key]));
