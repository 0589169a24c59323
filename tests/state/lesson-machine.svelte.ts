import { defaultWordExperiment, type WordExperiment } from '$lib/engine/words';
import { defaultWordView, type WordViewOptions } from '$lib/state/word-view-options';

/** Does at once what the word machine does with a worker. */
export class LessonMachine {
  experiment = $state.raw<WordExperiment>(defaultWordExperiment);
  view = $state.raw<WordViewOptions>(defaultWordView);
  run = $state.raw({ isCurrent: true, snapshot: { epoch: 0, position: 0 } });
  change(patch: Partial<WordExperiment>): void {
    this.experiment = { ...this.experiment, ...patch };
  }
  changeView(patch: Partial<WordViewOptions>): void {
    this.view = { ...this.view, ...patch };
  }
  reset(): void {
    this.seek(0);
  }
  seek(epoch: number): void {
    this.run = { isCurrent: true, snapshot: { epoch, position: 0 } };
  }
}
