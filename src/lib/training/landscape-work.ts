import { LandscapeSurvey, type Landscape, type LandscapeRequest, type RecordedRun } from '$lib/engine';
import type { Courtesy } from './courtesy';
import type { Surroundings } from './training-loop';

/** A slice of a survey ends after this time at the latest; the training has as much between two slices. */
const SLICE_MS = 8;

/** What becomes of a survey. */
interface Outcome {
  done(landscape: Landscape): void;
  failed(error: unknown): void;
}

/** Surveys the landscape around a run in slices of time, between those of its training. */
export class LandscapeWork {
  readonly #world: Surroundings;
  readonly #courtesy: Courtesy;
  readonly #outcome: Outcome;
  #recorded: RecordedRun | undefined;
  /** Made when the run's landscape is first asked for. */
  #survey: LandscapeSurvey | undefined;
  #steps: Generator<void, Landscape> | undefined;
  #isScheduled = false;

  constructor(world: Surroundings, courtesy: Courtesy, outcome: Outcome) {
    this.#world = world;
    this.#courtesy = courtesy;
    this.#outcome = outcome;
  }

  /** Drops what was asked of the run before. */
  turnTo(recorded: RecordedRun | undefined): void {
    this.#recorded = recorded;
    this.#survey = undefined;
    this.#steps = undefined;
  }

  /** Begins at once; what was asked before and is not done is dropped. */
  answer(request: LandscapeRequest): void {
    if (!this.#recorded) return;
    this.#survey ??= new LandscapeSurvey(this.#world.createKernels, this.#recorded);
    this.#steps = this.#survey.survey(request);
    if (!this.#isScheduled) this.#slice();
  }

  #slice(): void {
    const start = this.#world.now();
    do {
      if (!this.#steps) return;
      const { done, value } = this.#steps.next();
      if (!done) continue;
      this.#steps = undefined;
      return this.#outcome.done(value);
    } while (this.#world.now() - start < SLICE_MS);
    this.#schedule(this.#courtesy.restAfter(this.#world.now() - start));
  }

  #schedule(restMs: number): void {
    this.#isScheduled = true;
    const next = () => {
      this.#isScheduled = false;
      try {
        this.#slice();
      } catch (error) {
        this.#steps = undefined;
        this.#outcome.failed(error);
      }
    };
    if (restMs > 0) this.#world.delay(next, restMs);
    else this.#world.defer(next);
  }
}
