import { isMovie, planeFeatureKeys, planeFeatures } from '../features';
import type { RandomStream } from '../random';
import { classCountOf, datasetOf, type Experiment } from '../spec';
import { movie } from './movie';
import { circle, gauss, spiral, xor } from './plane-classification';
import { regGauss, regPlane } from './plane-regression';
import type { Points } from './points';
import { shuffle } from './shuffle';

/** Raw coordinates (plane: x1, x2; movie: weather, price, girlfriend) and labels, shuffled. */
export interface Dataset extends Points {
  /** So many examples from the first on train, the rest test. */
  readonly trainCount: number;
  /** Of the labels: 0 for numbers, 2 for −1 and 1, more for class numbers from 0 on. */
  readonly classCount: number;
}

type DatasetName = ReturnType<typeof datasetOf>;
type Generator = (noise: number, random: RandomStream, habit: Experiment['habit']) => Points;

/** One entry for each name of a data set; `noise` arrives as a share. */
const generators: Readonly<Record<DatasetName, Generator>> = {
  movie,
  circle,
  xor,
  gauss,
  spiral,
  'reg-plane': regPlane,
  'reg-gauss': regGauss,
  // Drawn by generators of their own as soon as these are written.
  moons: circle,
  rings: circle,
  checkerboard: xor,
  blobs: gauss,
  wave: regPlane,
  step: regPlane,
};

/** Draws the points of an experiment and then shuffles them; the stream is left where the weights begin. */
export function createDataset(experiment: Experiment, random: RandomStream): Dataset {
  const generate = generators[datasetOf(experiment)];
  const points = generate(experiment.noise / 100, random, experiment.habit);
  shuffle([...points.inputs, points.labels], random);
  const trainCount = Math.floor((points.labels.length * experiment.percTrainData) / 100);
  return { ...points, trainCount, classCount: classCountOf(experiment) };
}

/**
 * The network's input columns for raw coordinates, in the order of `activeFeatures`.
 * @param inputs one array per raw coordinate, as in `Dataset`
 */
export function featureColumns(experiment: Experiment, inputs: readonly ArrayLike<number>[]): Float64Array[] {
  if (isMovie(experiment)) return inputs.map((column) => Float64Array.from(column));
  const [x1, x2] = inputs;
  return planeFeatureKeys
    .filter((key) => experiment[key])
    .map((key) => Float64Array.from(x1, (value, index) => planeFeatures[key](value, x2[index])));
}
