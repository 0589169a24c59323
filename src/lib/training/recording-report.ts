import { watchedLoss, type Recordable, type RecordedRun } from '$lib/engine';
import type { Recording } from './protocol';

/** Tells the page of a record; its curves only when they have changed since they were told last. */
export class RecordingReport {
  #curvesSent: unknown;

  /** Another run, whose curves the page does not have. */
  forget(): void {
    this.#curvesSent = undefined;
  }

  of<Model extends Recordable>({ record, canStepBack }: RecordedRun<Model>): Recording {
    const { best, end, version } = record;
    const isNew = this.#curvesSent !== version;
    this.#curvesSent = version;
    return {
      end,
      canStepBack,
      ...(best && { best: { epoch: best.epoch, loss: watchedLoss(best) } }),
      ...(isNew && { curves: record.curves }),
    };
  }
}
