import {
  bestAccuracy,
  cureOf,
  curvesBetween,
  diagnose,
  neighbourScore,
  personOf,
  type Baselines,
  type Cure,
  type Curves,
  type Diagnosis,
  type Experiment,
  type Snapshot,
} from '$lib/engine';
import type { RunData } from '$lib/training/protocol';
import { hiddenLayerCure } from './first-experiment';

/** What the page knows of a run when it is asked what ails it. */
export interface Patient {
  readonly experiment: Experiment;
  readonly data: RunData;
  readonly snapshot: Snapshot;
  readonly curves: Curves;
  /** The epoch after which losses can be compared: since then the loss is the one in force. */
  readonly comparableAfter: number;
  readonly hasDiverged: boolean;
  /** Of these data and the loss in force. */
  readonly baselines: Baselines;
  /** Whether no plane divides what one neuron is asked to divide. */
  readonly isStuck: boolean;
}

/** A diagnosis with what may help, which is a hidden layer of the movie's own where that is what is missing. */
export interface Finding {
  readonly diagnosis: Diagnosis;
  readonly cure: Cure | { readonly kind: 'movieLayer'; readonly patch: Partial<Experiment> } | undefined;
}

/** The best score that a run's training data are known to allow, whatever the network. */
export function reachableScore({ people, points, trainCount }: RunData, isOverOneInput: boolean): number {
  if (people) return bestAccuracy(people, trainCount);
  if (!points) return NaN;
  const part = (column: Float32Array) => Float64Array.from(column.subarray(0, trainCount));
  const inputs = isOverOneInput ? [part(points.x1)] : [part(points.x1), part(points.x2)];
  return neighbourScore({ inputs, labels: part(points.label) }, points.classCount > 0);
}

/** What ails a run at the present moment; undefined while nothing comparable is known. */
export function examine(patient: Patient): Finding | undefined {
  const { experiment, data, snapshot, curves, comparableAfter, hasDiverged, baselines, isStuck } = patient;
  const now = snapshot.epoch + snapshot.position / data.trainCount;
  const { accuracy, rSquared, loss } = snapshot.losses.train;
  const score = Number.isNaN(accuracy) ? rSquared : accuracy;
  if (isStuck) {
    const diagnosis = {
      kind: 'underfitting',
      evidence: { train: loss, score, reachable: baselines.reachableScore },
    } as const;
    return { diagnosis, cure: { kind: 'movieLayer', patch: hiddenLayerCure } };
  }
  const since = comparableAfter < now ? comparableAfter : -1;
  const course = {
    curves: curvesBetween(curves, since, now),
    experiment,
    batchesPerEpoch: Math.ceil(data.trainCount / experiment.batchSize),
    score,
    baselines,
    units: snapshot.units,
    hasDiverged,
  };
  if (course.curves.epochs.length === 0) return undefined;
  const diagnosis = diagnose(course);
  // What stopped a run is told, with its repairs, where it stopped.
  return { diagnosis, cure: hasDiverged ? undefined : cureOf(diagnosis.kind, course) };
}

/** What the training examples are to give. */
export function trainingLabels({ people, points, trainCount }: RunData): Float64Array {
  const labels = people
    ? Float64Array.from(people, (person) => (personOf(person).went ? 1 : -1))
    : points?.label;
  return Float64Array.from(labels ?? []).subarray(0, trainCount);
}
