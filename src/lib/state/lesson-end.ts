import { topologyOf, type Curves, type Experiment, type Stop } from '$lib/engine';

/** A run that has come to rest by its own rules, as lessons judge it. */
export interface LessonEnd {
  readonly stop: Stop;
  readonly experiment: Experiment;
  readonly curves: Curves;
  readonly parameters: Float32Array;
  /** Of the state it rests in. */
  readonly losses: { readonly train: Judgement; readonly test: Judgement };
}

interface Judgement {
  readonly loss: number;
  /** NaN for a regression. */
  readonly accuracy: number;
  /** NaN for classes. */
  readonly rSquared: number;
}

const lastOf = (losses: Float64Array) => losses[losses.length - 1];
export const leastOf = (losses: Float64Array) =>
  losses.reduce((least, loss) => Math.min(least, loss), Infinity);

/** The test loss at the end of the curves, as a multiple of its best. */
export const riseOf = ({ curves: { test } }: LessonEnd) => lastOf(test) / leastOf(test);

/** What is left of the first training loss at the end of the curves, as a share. */
export const shareLeft = ({ curves: { train } }: LessonEnd) => lastOf(train) / train[0];

/** All weights, biases apart. */
export function weightsOf({ experiment, parameters }: LessonEnd): number[] {
  return topologyOf(experiment).layers.flatMap(({ weights, biases }) =>
    Array.from(parameters.subarray(weights, biases)),
  );
}

/** The share of weights that are exactly 0. */
export function zeroShareOf(end: LessonEnd): number {
  const weights = weightsOf(end);
  return weights.filter((weight) => weight === 0).length / weights.length;
}
