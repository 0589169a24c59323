import { agreeIn, fieldKeys } from '$lib/engine';
import { differenceBetween } from './difference';
import type { LessonEnd } from './lesson-end';
import { LessonSequence } from './lesson-sequence.svelte';
import { lessons, type Lesson, type LessonName } from './lessons';
import type { Playground } from './playground.svelte';
import { writeLink } from './share-link';
import { defaultView } from './view-options';

/** The way through the playground's lessons. */
export class LessonPath extends LessonSequence<Lesson> {
  readonly #playground: Playground;

  /** The one of the lesson's experiments that the page holds, with whatever seed. */
  readonly trial = $derived.by(() =>
    this.lesson?.trials.find((trial) => agreeIn(keysButSeed, trial.experiment, this.#playground.experiment)),
  );
  /** The lesson's last experiment, or its first where the page holds the last: what tells most beside it. */
  readonly counterpart = $derived.by(() => {
    const { trials = [] } = this.lesson ?? {};
    return [trials.at(-1), trials[0]].find((trial) => trial !== this.trial);
  });
  protected override readonly verdict = $derived.by(() => {
    const end = endOf(this.#playground);
    return end && this.trial?.isReached(end);
  });
  readonly isMissed = $derived.by(() => !this.isSeen && this.verdict === false);

  constructor(playground: Playground) {
    super(playground, lessons);
    this.#playground = playground;
  }

  protected override get trialName(): string | undefined {
    return this.trial?.name;
  }

  /** The address of the lesson as it begins. */
  get link(): string {
    const { name = 'none', trials = [] } = this.lesson ?? {};
    return writeLink(trials[0]?.experiment ?? this.#playground.experiment, { ...defaultView, lesson: name });
  }

  override open(name: LessonName): void {
    this.#playground.changeView({ tool: 'none', versus: {} });
    super.open(name);
  }

  override setUp(): void {
    if (this.lesson) this.#playground.begin(this.lesson.trials[0].experiment);
  }

  /** Trains another of the lesson's experiments from the same seed. */
  compare(name: string): void {
    const chosen = this.lesson?.trials.find((trial) => trial.name === name);
    if (!chosen) return;
    this.unsee(name);
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
}

const keysButSeed = fieldKeys.filter((key) => key !== 'seed');

/** The run at its end; undefined while it has not come to one, or is not yet shown there. */
function endOf({ experiment, run }: Playground): LessonEnd | undefined {
  const { stop, snapshot, curves, recording, isCurrent } = run;
  if (!stop || !snapshot || !isCurrent) return undefined;
  const restsAt = stop.rule === 'patience' ? recording?.best?.epoch : stop.epoch;
  if (snapshot.epoch !== restsAt) return undefined;
  const { parameters, losses } = snapshot;
  return { stop, experiment, curves, parameters, losses };
}
