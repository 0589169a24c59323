/** What a way through lessons needs of the page they are about. */
export interface LessonPage<Name extends string> {
  readonly view: { readonly lesson: Name | 'none' };
  changeView(patch: { lesson: Name | 'none' }): void;
}

/** Of one lesson: what a visitor has predicted, and the names of the trials that were seen to the end. */
interface Notes {
  readonly answer?: string;
  readonly seen: readonly string[];
}

const noNotes: Notes = { seen: [] };

/** The way through lessons: the one that the view names, and what a visitor has predicted and seen of it. */
export abstract class LessonSequence<Lesson extends { readonly name: string }> {
  readonly #page: LessonPage<Lesson['name']>;
  readonly #lessons: readonly Lesson[];
  #notes = $state.raw<Readonly<Record<string, Notes>>>({});

  readonly position = $derived.by(() =>
    this.#lessons.findIndex(({ name }) => name === this.#page.view.lesson),
  );
  readonly lesson = $derived.by((): Lesson | undefined => this.#lessons[this.position]);
  readonly #present = $derived.by(() => (this.lesson && this.#notes[this.lesson.name]) ?? noNotes);
  readonly answer = $derived.by(() => this.#present.answer);
  readonly isSeen = $derived.by(
    () => this.trialName !== undefined && this.#present.seen.includes(this.trialName),
  );
  readonly isMet = $derived.by(() => !this.isSeen && this.verdict === true);

  constructor(page: LessonPage<Lesson['name']>, lessons: readonly Lesson[]) {
    this.#page = page;
    this.#lessons = lessons;
  }

  /** The one of the lesson's experiments that the page holds, with whatever seed. */
  protected abstract get trialName(): string | undefined;
  /** Whether a trial that has come to its end has shown what it is to show; undefined before. */
  protected abstract readonly verdict: boolean | undefined;
  /** Brings the page to where the lesson begins. */
  abstract setUp(): void;

  get isLast(): boolean {
    return this.position === this.#lessons.length - 1;
  }

  /** Begins a lesson: its first experiment, before any training. */
  open(name: Lesson['name']): void {
    this.#note(name, noNotes);
    this.#page.changeView({ lesson: name });
    this.setUp();
  }

  predict(answer: string): void {
    if (this.lesson) this.#note(this.lesson.name, { ...this.#present, answer });
  }

  /** Seen once, it stays seen, whatever the visitor tries next. */
  tick(): void {
    if (this.trialName !== undefined) this.#see([...this.#present.seen, this.trialName]);
  }

  back(): void {
    this.open(this.#lessons[Math.max(0, this.position - 1)].name);
  }

  /** The next lesson; after the last one, none. */
  next(): void {
    if (this.isLast) this.leave();
    else this.open(this.#lessons[this.position + 1].name);
  }

  leave(): void {
    this.#page.changeView({ lesson: 'none' });
  }

  /** A trial is to be seen again. */
  protected unsee(trialName: string): void {
    this.#see(this.#present.seen.filter((seen) => seen !== trialName));
  }

  #see(seen: readonly string[]): void {
    if (this.lesson) this.#note(this.lesson.name, { ...this.#present, seen });
  }

  #note(name: Lesson['name'], notes: Notes): void {
    this.#notes = { ...this.#notes, [name]: notes };
  }
}
