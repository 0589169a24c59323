import type { Baselines } from './baselines';
import { medianAround, trendOf, type Trend } from './curve-trend';
import type { Curves } from './run-record';
import { learningRateAt } from './schedules';
import type { Experiment, OptimizerName } from './spec';
import type { LayerUnits } from './unit-statistics';

/** What is known of a run at one moment. */
export interface Course {
  /** Up to this moment. */
  readonly curves: Curves;
  readonly experiment: Experiment;
  readonly batchesPerEpoch: number;
  /** Accuracy or R² on the training data, now. */
  readonly score: number;
  readonly baselines: Baselines;
  /** Hidden layer by hidden layer. */
  readonly units: readonly LayerUnits[];
  /** Whether it had to be stopped because its numbers left all bounds. */
  readonly hasDiverged: boolean;
}

/** A course with what the rules read off it. */
export interface Reading extends Course {
  readonly epoch: number;
  readonly train: Trend;
  /** Of the validation data; of the test data where nothing validates. */
  readonly watched: Trend;
  /** The epoch at which the watched loss was lowest, and both losses about then. */
  readonly since: number;
  readonly trainAtBest: number;
  readonly watchedAtBest: number;
  /** Learning rate · updates, summed up, on the scale of plain descent. */
  readonly distance: number;
  readonly isImproving: boolean;
  /** Whether the network does clearly worse on the training data than they allow. */
  readonly isPoor: boolean;
  /** Whether losses can be compared with a constant answer's; the perceptron rule's cannot. */
  readonly hasScale: boolean;
}

/** Adaptive updates are about as long as plain ones for gradients of 0.1. */
const updateScales: Readonly<Record<OptimizerName, (experiment: Experiment) => number>> = {
  sgd: () => 1,
  momentum: ({ momentum }) => 1 / (1 - momentum),
  nesterov: ({ momentum }) => 1 / (1 - momentum),
  rmsprop: () => 10,
  adam: () => 10,
  adamw: () => 10,
  perceptron: () => 1,
};

/** How far updates at a learning rate lead, as a multiple of plain descent's. */
export const updateScale = (experiment: Experiment) => updateScales[experiment.optimizer](experiment);

/** What a loss has to fall by, from mid-run to now, to count as falling: of the constant answer's, and of itself. */
const GAIN = { ofConstant: 0.01, ofItself: 0.03 };
/** Of the way from the constant answer's score to the reachable one, what a poor network lacks. */
const LACK = 0.25;
/** Less than this between both scores, and there is nothing to learn. */
const LEAST_ROOM = 0.05;

/** Reads curves up to some moment of a course; they have at least one entry. */
export function readingOf(course: Course, curves: Curves): Reading {
  const { baselines, score, experiment } = course;
  const { constantLoss, constantScore, reachableScore } = baselines;
  const { epochs, validation, test } = curves;
  const watchedLosses = validation.length > 0 ? validation : test;
  const train = trendOf(epochs, curves.train);
  const watched = trendOf(epochs, watchedLosses);
  const hasScale = experiment.problem === 'regression' || experiment.optimizer !== 'perceptron';
  const least = hasScale ? GAIN.ofConstant * constantLoss : 0;
  const hasFallen = ({ before, now, roughness }: Trend) =>
    before - now > Math.max(least, GAIN.ofItself * now, 3 * roughness);
  const room = reachableScore - constantScore;
  const isLearnable = room > 0.8 * (1 - constantScore);
  return {
    ...course,
    curves,
    epoch: epochs[epochs.length - 1],
    train,
    watched,
    since: epochs[watched.bestPlace],
    trainAtBest: medianAround(curves.train, watched.bestPlace),
    watchedAtBest: medianAround(watchedLosses, watched.bestPlace),
    distance: distanceOf(course, epochs),
    hasScale,
    isImproving: hasFallen(train) || hasFallen(watched),
    isPoor:
      (room > LEAST_ROOM && reachableScore - score > LACK * room) ||
      (hasScale && isLearnable && train.now > 0.75 * constantLoss),
  };
}

function distanceOf({ experiment, batchesPerEpoch }: Course, epochs: Float64Array): number {
  let sum = 0;
  for (let place = 1; place < epochs.length; place++) {
    const middle = Math.floor((epochs[place - 1] + epochs[place]) / 2);
    sum += (epochs[place] - epochs[place - 1]) * learningRateAt(middle, experiment);
  }
  return sum * batchesPerEpoch * updateScale(experiment);
}
