import { Trainer, type CreateKernels } from '$lib/engine';
import { epochLines, type EpochLine } from './epoch-lines';
import { openAddress } from './open-address';
import { pointLines, type PointLine } from './point-lines';

export { FieldError, loadKernels } from '$lib/engine';
export { DivergedError } from './epoch-lines';
export { planSweep, type SweepPlan } from './sweep-plan';
export { runTrial, trialHead } from './sweep-trial';

export interface RunOptions {
  readonly epochs: number;
  /** Every so many epochs there is a line. */
  readonly every: number;
  /** Whether the points come first. */
  readonly data: boolean;
  /** Whether lines of epochs hold the parameters. */
  readonly weights: boolean;
}

/**
 * Runs the experiment of a link, as far as its lines are asked for.
 * @param notify hears, before the first line, what could not be taken from the link as it came
 * @throws {DivergedError} after the line of the epoch in which the run left all bounds
 */
export function* runLink(
  createKernels: CreateKernels,
  link: string,
  options: RunOptions,
  notify: (notice: string) => void,
): Generator<PointLine | EpochLine, void> {
  const { experiment, notices } = openAddress(link);
  notices.forEach(notify);
  const trainer = new Trainer(createKernels, experiment);
  if (options.data) yield* pointLines(trainer);
  yield* epochLines(trainer, experiment.problem, options);
}
