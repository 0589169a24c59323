import { isCurve, type Experiment } from './spec';

type Formula = (x1: number, x2: number) => number;

/** The inputs computed from a point of the plane, in the order in which they enter the network. */
export const planeFeatures = {
  x: (x1) => x1,
  y: (_, x2) => x2,
  xSquared: (x1) => x1 * x1,
  ySquared: (_, x2) => x2 * x2,
  xTimesY: (x1, x2) => x1 * x2,
  sinX: (x1) => Math.sin(x1),
  sinY: (_, x2) => Math.sin(x2),
} as const satisfies Record<string, Formula>;

export type PlaneFeature = keyof typeof planeFeatures;
export const planeFeatureKeys = Object.keys(planeFeatures) as PlaneFeature[];
const curveFeatureKeys: readonly PlaneFeature[] = ['x', 'xSquared', 'sinX'];

/** The three circumstances of a movie weekend, each 0 or 1. */
export const movieFeatureKeys = ['weather', 'price', 'girlfriend'] as const;
export type MovieFeature = (typeof movieFeatureKeys)[number];

export type InputFeature = PlaneFeature | MovieFeature;

/** The network's inputs, in order. */
export function activeFeatures(experiment: Experiment): readonly InputFeature[] {
  if (isMovie(experiment)) return movieFeatureKeys;
  return availableFeatures(experiment).filter((key) => experiment[key]);
}

/** The features that the data set in force can have: a curve has no x₂. */
export function availableFeatures(experiment: Experiment): readonly PlaneFeature[] {
  return isCurve(experiment) ? curveFeatureKeys : planeFeatureKeys;
}

/** Whether the crowd of movie-goers is the data set in force. */
export function isMovie(experiment: Experiment): boolean {
  return experiment.problem === 'classification' && experiment.dataset === 'movie';
}
