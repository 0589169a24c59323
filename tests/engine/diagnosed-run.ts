import {
  baselinesOf,
  curvesBetween,
  diagnose,
  neighbourScore,
  RecordedRun,
  Trainer,
  type Curves,
  type Diagnosis,
  type Experiment,
} from '$lib/engine';
import { nodePictures } from '$lib/engine/node-pictures';
import type { Course } from '$lib/engine/reading';
import { unitStatistics } from '$lib/engine/unit-statistics';
import { curvesUpTo } from '$lib/state/present-curves';
import { pageKernels } from './mlp-cases';

/** A run that is trained as the page trains it, with what the page knows of it at each moment. */
export class DiagnosedRun {
  readonly recorded: RecordedRun;
  readonly #baselines;
  #hasDiverged = false;

  constructor(readonly experiment: Experiment) {
    this.recorded = new RecordedRun(new Trainer(pageKernels, experiment));
    const { dataset, trainCount } = this.recorded.trainer;
    const labels = dataset.labels.subarray(0, trainCount);
    const inputs = dataset.inputs.map((column) => column.subarray(0, trainCount));
    const score = neighbourScore({ inputs, labels }, experiment.problem === 'classification');
    this.#baselines = baselinesOf(labels, experiment, score);
  }

  get testLoss(): number {
    return this.recorded.trainer.losses().test.loss;
  }

  /** Trains up to an epoch, or until the run rests or leaves all bounds. */
  trainTo(epoch: number): this {
    const { recorded } = this;
    const { trainer } = recorded;
    while (trainer.epoch < epoch && !this.#hasDiverged) {
      recorded.trainBatches(trainer.batchesLeft);
      if (recorded.stop) break;
      this.#hasDiverged = !trainer.hasFiniteParameters();
    }
    if (this.#hasDiverged) recorded.returnToFinite();
    return this;
  }

  course(change: (curves: Curves) => Curves = (curves) => curves): Course {
    const { trainer, record } = this.recorded;
    const losses = trainer.losses();
    const present = { epoch: trainer.epoch, position: 0, losses, penalty: trainer.penalty() };
    const { accuracy, rSquared } = losses.train;
    return {
      curves: change(curvesUpTo(curvesBetween(record.curves, -1, trainer.epoch), present, 1)),
      experiment: this.experiment,
      batchesPerEpoch: trainer.batchesPerEpoch,
      score: Number.isNaN(accuracy) ? rSquared : accuracy,
      baselines: this.#baselines,
      units: unitStatistics(nodePictures(trainer), trainer),
      hasDiverged: this.#hasDiverged,
    };
  }

  diagnosis(change?: (curves: Curves) => Curves): Diagnosis {
    return diagnose(this.course(change));
  }
}
