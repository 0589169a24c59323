import { fieldKeys, type Experiment } from '$lib/engine';
import { differenceBetween } from './difference';
import type { LessonEnd } from './lesson-end';
import { lessons, type Lesson, type LessonName, type LessonTrial } from './lessons';
import type { Playground } from './playground.svelte';
import { writeLink } from './share-link';
import { defaultView } from './view-options';

/** The lesson that the view names, and what a visitor has predicted and seen of it. */
export class LessonPath {
  #answers = $state.raw<Readonly<Record<string, string>>>({});
  #seen = $state.raw<readonly LessonTrial[]>([]);
  readonly #playground: Playground;

  readonly position = $derived.by(() =>
    lessons.findIndex(({ name }) => name === this.#playground.view.lesson),
  );
  readonly lesson: Lesson | undefined = $derived(lessons[this.position]);
  /** The one of the lesson's experiments that the page holds, with whatever seed. */
  readonly trial = $derived.by(() =>
    this.lesson?.trials.find((trial) => isSameButSeed(trial.experiment, this.#playground.experiment)),
  );
  /** The lesson's last experiment, or its first where the page holds the last: what tells most beside it. */
  readonly counterpart = $derived.by(() => {
    const { trials = [] } = this.lesson ?? {};
    return [trials.at(-1), trials[0]].find((trial) => trial !== this.trial);
  });
  readonly answer = $derived(this.lesson && this.#answers[this.lesson.name]);
  readonly isSeen = $derived(this.trial !== undefined && this.#seen.includes(this.trial));
  /** What a trial that has come to rest has shown, right or not. */
  readonly #verdict = $derived.by(() => {
    const end = endOf(this.#playground);
    return end && this.trial?.isReached(end);
  });
  readonly isMet = $derived(!this.isSeen && this.#verdict === true);
  readonly isMissed = $derived(!this.isSeen && this.#verdict === false);

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  get isLast(): boolean {
    return this.position === lessons.length - 1;
  }

  /** The address of the lesson as it begins. */
  get link(): string {
    const { name = 'none', trials = [] } = this.lesson ?? {};
    return writeLink(trials[0]?.experiment ?? this.#playground.experiment, { ...defaultView, lesson: name });
  }

  /** Begins a lesson: its first experiment, before any training. */
  open(name: LessonName): void {
    const { [name]: _, ...others } = this.#answers;
    this.#answers = others;
    this.#playground.changeView({ lesson: name, tool: 'none', versus: {} });
    this.#seen = this.#seen.filter((trial) => !this.lesson?.trials.includes(trial));
    this.setUp();
  }

  /** Brings the page to where the lesson begins. */
  setUp(): void {
    if (this.lesson) this.#playground.begin(this.lesson.trials[0].experiment);
  }

  /** Trains another of the lesson's experiments from the same seed. */
  compare(name: string): void {
    const chosen = this.lesson?.trials.find((trial) => trial.name === name);
    if (!chosen) return;
    this.#seen = this.#seen.filter((trial) => trial !== chosen);
    if (this.#playground.comparison) this.#playground.changeView({ tool: 'none', versus: {} });
    this.#playground.startOver({ ...chosen.experiment, seed: this.#playground.experiment.seed });
  }

  /** Trains the lesson's experiment that the page holds and its counterpart side by side, from the same seed. */
  showBoth(): void {
    if (!this.trial || !this.counterpart) return;
    this.#playground.begin({});
    const versus = differenceBetween(this.trial.experiment, this.counterpart.experiment);
    this.#playground.changeView({ tool: 'compare', versus });
    this.#playground.play();
  }

  predict(answer: string): void {
    if (this.lesson) this.#answers = { ...this.#answers, [this.lesson.name]: answer };
  }

  /** Seen once, it stays seen, whatever the visitor tries next. */
  tick(): void {
    if (this.trial) this.#seen = [...this.#seen, this.trial];
  }

  back(): void {
    this.open(lessons[Math.max(0, this.position - 1)].name);
  }

  /** The next lesson; after the last one, none. */
  next(): void {
    if (this.isLast) this.leave();
    else this.open(lessons[this.position + 1].name);
  }

  leave(): void {
    this.#playground.changeView({ lesson: 'none' });
  }
}

const isSameButSeed = (one: Experiment, other: Experiment) =>
  fieldKeys.every((key) => key === 'seed' || String(one[key]) === String(other[key]));

/** The run at its end; undefined while it has not come to one, or is not yet shown there. */
function endOf({ experiment, run }: Playground): LessonEnd | undefined {
  const { stop, snapshot, curves, recording, isCurrent } = run;
  if (!stop || !snapshot || !isCurrent) return undefined;
  const restsAt = stop.rule === 'patience' ? recording?.best?.epoch : stop.epoch;
  if (snapshot.epoch !== restsAt) return undefined;
  const { parameters, losses } = snapshot;
  return { stop, experiment, curves, parameters, losses };
}
