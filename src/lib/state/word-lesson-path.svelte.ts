import type { Moment } from '$lib/engine';
import { wordFieldKeys, type WordExperiment } from '$lib/engine/words';
import {
  wordLessons,
  wordTrialNames,
  type WordLesson,
  type WordLessonName,
  type WordTrialName,
} from './word-lessons';
import type { WordViewOptions } from './word-view-options';

/** What a lesson needs of the word machine. */
interface LessonMachine {
  readonly experiment: WordExperiment;
  readonly view: Pick<WordViewOptions, 'lesson' | 'prompt'>;
  readonly run: { readonly snapshot?: Moment; readonly isCurrent: boolean };
  change(patch: Partial<WordExperiment>): void;
  changeView(patch: Partial<WordViewOptions>): void;
  reset(): void;
  seek(step: number): void;
}

type Answers = Partial<Readonly<Record<WordLessonName, string>>>;

/** The way through what breaks when a part of the transformer is missing. */
export class WordLessonPath {
  readonly #machine: LessonMachine;
  #answers = $state.raw<Answers>({});
  /** Of the lesson that is shown. */
  #seen = $state.raw<readonly WordTrialName[]>([]);

  readonly lesson = $derived.by((): WordLesson | undefined =>
    wordLessons.find(({ name }) => name === this.#machine.view.lesson),
  );
  readonly position = $derived(this.lesson ? wordLessons.indexOf(this.lesson) : -1);
  /** Which of the lesson's two experiments the page holds; none when something else was changed. */
  readonly trial = $derived.by((): WordTrialName | undefined => {
    const { lesson } = this;
    return (
      lesson && wordTrialNames.find((name) => isSameButSeed(lesson.trials[name], this.#machine.experiment))
    );
  });
  readonly answer = $derived(this.lesson && this.#answers[this.lesson.name]);
  readonly isSeen = $derived(this.trial !== undefined && this.#seen.includes(this.trial));
  /** Whether the run has come to where it is to be looked at. */
  readonly isMet = $derived.by(() => {
    const { snapshot, isCurrent } = this.#machine.run;
    if (!this.lesson || !this.trial || !snapshot || !isCurrent) return false;
    return !this.isSeen && snapshot.epoch >= this.lesson.endStep;
  });

  constructor(machine: LessonMachine) {
    this.#machine = machine;
  }

  get isLast(): boolean {
    return this.position === wordLessons.length - 1;
  }

  /** Begins a lesson: a part is missing, and nothing was trained. */
  open(name: WordLessonName): void {
    const lesson = wordLessons.find((one) => one.name === name);
    if (!lesson) return;
    const { [name]: _, ...others } = this.#answers;
    this.#answers = others;
    this.#seen = [];
    this.#machine.changeView({ lesson: name });
    this.setUp();
  }

  /** Brings the page to where the lesson begins. */
  setUp(): void {
    this.compare('without');
  }

  /** The lesson's other experiment, from the same seed and the first weights. */
  compare(trial: WordTrialName): void {
    if (!this.lesson) return;
    this.#seen = this.#seen.filter((seen) => seen !== trial);
    this.#machine.change(this.lesson.trials[trial]);
    const { prompt } = this.lesson;
    if (this.#machine.view.prompt !== prompt) this.#machine.changeView({ prompt });
    this.#machine.reset();
  }

  predict(answer: string): void {
    if (this.lesson) this.#answers = { ...this.#answers, [this.lesson.name]: answer };
  }

  /** The run has come to the end of the trial, and rests exactly there. */
  tick(): void {
    if (!this.lesson || !this.trial) return;
    this.#seen = [...this.#seen, this.trial];
    this.#machine.seek(this.lesson.endStep);
  }

  back(): void {
    this.open(wordLessons[Math.max(0, this.position - 1)].name);
  }

  /** The next lesson; after the last one, none. */
  next(): void {
    if (this.isLast) this.leave();
    else this.open(wordLessons[this.position + 1].name);
  }

  leave(): void {
    this.#machine.changeView({ lesson: 'none' });
  }
}

const isSameButSeed = (one: WordExperiment, other: WordExperiment) =>
  wordFieldKeys.every((key) => key === 'seed' || one[key] === other[key]);
