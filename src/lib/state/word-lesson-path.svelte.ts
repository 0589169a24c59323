import { agreeIn, type Moment } from '$lib/engine';
import { wordFieldKeys, type WordExperiment } from '$lib/engine/words';
import { LessonSequence, type LessonPage } from './lesson-sequence.svelte';
import {
  wordLessons,
  wordTrialNames,
  type WordLesson,
  type WordLessonName,
  type WordTrialName,
} from './word-lessons';
import type { WordViewOptions } from './word-view-options';

/** What a lesson needs of the word machine. */
interface LessonMachine extends LessonPage<WordLessonName> {
  readonly experiment: WordExperiment;
  readonly view: Pick<WordViewOptions, 'lesson' | 'prompt'>;
  readonly run: { readonly snapshot?: Moment; readonly isCurrent: boolean };
  change(patch: Partial<WordExperiment>): void;
  changeView(patch: Partial<WordViewOptions>): void;
  reset(): void;
  seek(step: number): void;
}

/** The way through what breaks when a part of the transformer is missing. */
export class WordLessonPath extends LessonSequence<WordLesson> {
  readonly #machine: LessonMachine;

  /** Which of the lesson's two experiments the page holds; none when something else was changed. */
  readonly trial = $derived.by((): WordTrialName | undefined => {
    const { lesson } = this;
    return (
      lesson &&
      wordTrialNames.find((name) => agreeIn(keysButSeed, lesson.trials[name], this.#machine.experiment))
    );
  });

  /** The run has come to where it is to be looked at, whatever it shows there. */
  protected override readonly verdict = $derived.by(() => {
    const { snapshot, isCurrent } = this.#machine.run;
    if (!this.lesson || !this.trial || !snapshot || !isCurrent) return undefined;
    return snapshot.epoch >= this.lesson.endStep || undefined;
  });

  constructor(machine: LessonMachine) {
    super(machine, wordLessons);
    this.#machine = machine;
  }

  protected override get trialName(): WordTrialName | undefined {
    return this.trial;
  }

  override setUp(): void {
    this.compare('without');
  }

  /** The lesson's other experiment, from the same seed and the first weights. */
  compare(trial: WordTrialName): void {
    if (!this.lesson) return;
    this.unsee(trial);
    this.#machine.change(this.lesson.trials[trial]);
    const { prompt } = this.lesson;
    if (this.#machine.view.prompt !== prompt) this.#machine.changeView({ prompt });
    this.#machine.reset();
  }

  /** The run has come to the end of the trial, and rests exactly there. */
  override tick(): void {
    if (!this.lesson || !this.trial) return;
    super.tick();
    this.#machine.seek(this.lesson.endStep);
  }
}

const keysButSeed = wordFieldKeys.filter((key) => key !== 'seed');
