import { Trainer, type CreateKernels, type Experiment } from '$lib/engine';
import { DivergedError, epochLines, type EpochLine } from './epoch-lines';
import type { SweepPlan, Trial } from './sweep-plan';

/** Numbers of a trial; null where a diverged one has none. */
interface TrialResult {
  readonly trainLoss: number | null;
  readonly testLoss: number | null;
  readonly validationLoss?: number | null;
  readonly trainAccuracy?: number | null;
  readonly testAccuracy?: number | null;
  readonly validationAccuracy?: number | null;
  /** Among the epochs in which the trial was judged, the first with the smallest test loss. */
  readonly bestEpoch: number | null;
  readonly bestTestLoss: number | null;
  /** The epoch in which it left all bounds. */
  readonly diverged?: number;
}

/** What every line of a trial begins with, whatever became of it. */
export interface TrialHead extends Partial<Experiment> {
  readonly trial: number;
  readonly seed: string;
}

export function trialHead({ number, varied, experiment }: Trial): TrialHead {
  return { trial: number, ...varied, seed: experiment.seed };
}

/** Runs one trial to its end. */
export function runTrial(
  createKernels: CreateKernels,
  { experiment }: Trial,
  { epochs, every }: Pick<SweepPlan, 'epochs' | 'every'>,
): TrialResult {
  const trainer = new Trainer(createKernels, experiment);
  let best: EpochLine | undefined;
  let last: EpochLine | undefined;
  const judgeLast = () => {
    if (last && last.testLoss < (best?.testLoss ?? Infinity)) best = last;
  };
  const bestOf = () => ({ bestEpoch: best?.epoch ?? null, bestTestLoss: best?.testLoss ?? null });
  try {
    for (const line of epochLines(trainer, experiment.problem, { epochs, every, weights: false })) {
      judgeLast();
      last = line;
    }
  } catch (error) {
    if (!(error instanceof DivergedError)) throw error;
    const isClassification = experiment.problem === 'classification';
    const hasValidation = trainer.dataset.validationCount > 0;
    return {
      trainLoss: null,
      testLoss: null,
      ...(hasValidation && { validationLoss: null }),
      ...(isClassification && { trainAccuracy: null, testAccuracy: null }),
      ...(isClassification && hasValidation && { validationAccuracy: null }),
      ...bestOf(),
      diverged: error.epoch,
    };
  }
  judgeLast();
  const { epoch: _, ...means } = last!;
  return { ...means, ...bestOf() };
}
