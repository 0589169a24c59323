import * as v from 'valibot';
import { bestAccuracy } from '$lib/engine';
import { guideSteps, type GuideContext } from './guide-steps';
import type { Playground } from './playground.svelte';
import { recall, remember } from './storage';

const STORED_AS = 'guide';
const stored = v.object({
  isOpen: v.boolean(),
  position: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(guideSteps.length - 1)),
  done: v.array(v.string()),
  answers: v.record(v.string(), v.string()),
});

/** Where a visitor is on the guided path; it can be left and resumed. */
export class Guide {
  isOpen = $state(false);
  #position = $state(0);
  #done = $state.raw<readonly string[]>([]);
  #answers = $state.raw<Readonly<Record<string, string>>>({});
  readonly #playground: Playground;

  readonly step = $derived(guideSteps[this.#position]);
  readonly answer = $derived(this.#answers[this.step.id]);
  readonly isDone = $derived(this.#done.includes(this.step.id));
  readonly #context: GuideContext = $derived.by(() => contextOf(this.#playground));
  /** Whether what the step asks for has just come about, a prediction included. */
  readonly isMet = $derived(
    !this.isDone && (!this.step.answers || this.answer !== undefined) && this.step.isDone(this.#context),
  );
  readonly isReady = $derived(this.isDone || this.step.isReady(this.#context));

  constructor(playground: Playground) {
    this.#playground = playground;
    const known = v.safeParse(stored, readJson(recall(STORED_AS)));
    if (!known.success) return;
    this.isOpen = known.output.isOpen;
    this.#position = known.output.position;
    this.#done = known.output.done;
    this.#answers = known.output.answers;
  }

  get position(): number {
    return this.#position;
  }

  get isLast(): boolean {
    return this.#position === guideSteps.length - 1;
  }

  open(): void {
    this.isOpen = true;
    this.#remember();
  }

  leave(): void {
    this.isOpen = false;
    this.#remember();
  }

  predict(answer: string): void {
    this.#answers = { ...this.#answers, [this.step.id]: answer };
    this.#remember();
  }

  /** Done once, a step stays done, whatever the visitor tries next. */
  tick(): void {
    this.#done = [...this.#done, this.step.id];
    this.#remember();
  }

  back(): void {
    this.#goTo(this.#position - 1);
  }

  /** The next step; after the last one, the end, and the path begins anew. */
  next(): void {
    if (!this.isLast) return this.#goTo(this.#position + 1);
    this.#done = [];
    this.#answers = {};
    this.#position = 0;
    this.leave();
  }

  /** Brings the page to where the step begins. */
  setUp(): void {
    const { experiment, weekend } = this.step.setup;
    this.#playground.change(experiment);
    this.#playground.showWeekend(weekend);
    this.#playground.reset();
  }

  #goTo(position: number): void {
    this.#position = Math.max(0, position);
    this.#remember();
  }

  #remember(): void {
    const state: v.InferOutput<typeof stored> = {
      isOpen: this.isOpen,
      position: this.#position,
      done: [...this.#done],
      answers: this.#answers,
    };
    remember(STORED_AS, JSON.stringify(state));
  }
}

function contextOf({ experiment, weekend, run, isStuck }: Playground): GuideContext {
  const { snapshot, data } = run;
  if (!snapshot || !run.isCurrent) return { experiment, weekend };
  const { parameters, epoch, losses } = snapshot;
  const accuracy = losses.test.accuracy ?? 0;
  const best = data?.people ? bestAccuracy(data.people, data.trainCount) : 1;
  return { experiment, weekend, network: { parameters, epoch, accuracy, bestAccuracy: best, isStuck } };
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}
