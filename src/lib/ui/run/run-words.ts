import { m } from '$lib/paraglide/messages.js';

/** What a run's controls say where it depends on what the run counts. */
export interface RunWords {
  count(): string;
  countHint(): string;
  stepHint(): string;
  stepBackHint(): string;
  place(inputs: { epoch: number; end: number }): string;
  end(inputs: { epoch: number }): string;
  best(inputs: { epoch: number }): string;
  bestHint(): string;
}

export const epochWords: RunWords = {
  count: m.epoch,
  countHint: m.epoch_hint,
  stepHint: m.run_step_hint,
  stepBackHint: m.run_step_back_hint,
  place: m.timeline_value,
  end: m.timeline_end,
  best: m.best_epoch,
  bestHint: m.best_hint,
};

/** Where each step of the optimizer is an epoch of its own. */
export const stepWords: RunWords = {
  count: m.words_step,
  countHint: m.words_step_hint,
  stepHint: m.words_run_step_hint,
  stepBackHint: m.words_run_step_back_hint,
  place: m.words_timeline_value,
  end: m.words_timeline_end,
  best: m.words_best,
  bestHint: m.words_best_hint,
};
