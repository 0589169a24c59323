import { availableFeatures, isMovie, planeFeatures } from '../features';
import { createRandom, type RandomStream } from '../random';
import { classCountOf, datasetOf, type Experiment } from '../spec';
import { blobs } from './blobs';
import { step, wave } from './curves';
import { withFlips } from './label-flips';
import { movie } from './movie';
import { ownPointsOf } from './own-points';
import { circle, gauss, spiral, xor } from './plane-classification';
import { regGauss, regPlane } from './plane-regression';
import { checkerboard, moons, rings } from './plane-shapes';
import type { Generator, Points } from './points';
import { shuffle } from './shuffle';

/** Raw coordinates (plane: x1, x2; curve: x1; movie: weather, price, girlfriend) and labels, shuffled. */
export interface Dataset extends Points {
  /** So many examples from the first on train, so many after them validate, the rest test. */
  readonly trainCount: number;
  readonly validationCount: number;
  /** Of the labels: 0 for numbers, 2 for −1 and 1, more for class numbers from 0 on. */
  readonly classCount: number;
}

/** What a point is for: to learn from, to go by when settings are chosen or a run is stopped, or to judge by. */
export type Split = 'train' | 'validation' | 'test';

/** What the point at a place of a data set is for. */
export function splitOf(
  place: number,
  { trainCount, validationCount }: Pick<Dataset, 'trainCount' | 'validationCount'>,
): Split {
  if (place < trainCount) return 'train';
  return place < trainCount + validationCount ? 'validation' : 'test';
}

type DrawnName = Exclude<ReturnType<typeof datasetOf>, 'own'>;

/**
 * One entry for each data set that is drawn: its generator, and how many points it has when an experiment does not
 * say. Curves have few: a network that overfits shows it between points that stand apart.
 */
const datasets: Readonly<Record<DrawnName, { readonly draw: Generator; readonly count: number }>> = {
  movie: { draw: movie, count: 10_000 },
  circle: { draw: circle, count: 500 },
  xor: { draw: xor, count: 500 },
  gauss: { draw: gauss, count: 500 },
  spiral: { draw: spiral, count: 500 },
  moons: { draw: moons, count: 500 },
  rings: { draw: rings, count: 500 },
  checkerboard: { draw: checkerboard, count: 800 },
  blobs: { draw: blobs, count: 500 },
  'reg-plane': { draw: regPlane, count: 1200 },
  'reg-gauss': { draw: regGauss, count: 1200 },
  wave: { draw: wave, count: 80 },
  step: { draw: step, count: 80 },
};

/** Points of an experiment's data set, training and test together. */
export function pointCountOf(experiment: Experiment): number {
  const name = datasetOf(experiment);
  if (name === 'own') return ownPointsOf(experiment).labels.length;
  return experiment.samples || datasets[name].count;
}

/**
 * Draws the points of an experiment and then shuffles them, or takes those placed by hand; the stream is left where the weights begin.
 * Labels are flipped by a stream of their own, so that all else is the same with and without.
 */
export function createDataset(experiment: Experiment, random: RandomStream): Dataset {
  const name = datasetOf(experiment);
  const points = name === 'own' ? ownPointsOf(experiment) : drawPoints(name, experiment, random);
  const testable = points.labels.length - points.trainCount;
  const validationCount = Math.floor((testable * experiment.validationShare) / 100);
  return { ...points, validationCount, classCount: classCountOf(experiment) };
}

function drawPoints(
  name: DrawnName,
  experiment: Experiment,
  random: RandomStream,
): Points & { trainCount: number } {
  const { noise, classes, labelFlips, seed, percTrainData } = experiment;
  const classCount = classCountOf(experiment);
  const count = pointCountOf(experiment);
  const request = { count, noise: noise / 100, classes, crowd: experiment };
  const { inputs, labels: drawn } = datasets[name].draw(request, random);
  const labels =
    classCount > 0 && labelFlips > 0
      ? withFlips(drawn, classCount, labelFlips / 100, createRandom(`${seed} flips`))
      : drawn;
  shuffle([...inputs, labels], random);
  return { inputs, labels, trainCount: Math.floor((count * percTrainData) / 100) };
}

/**
 * The network's input columns for raw coordinates, in the order of `activeFeatures`.
 * @param inputs one array per raw coordinate, as in `Dataset`
 */
export function featureColumns(experiment: Experiment, inputs: readonly ArrayLike<number>[]): Float64Array[] {
  if (isMovie(experiment)) return inputs.map((column) => Float64Array.from(column));
  const [x1, x2 = []] = inputs;
  return availableFeatures(experiment)
    .filter((key) => experiment[key])
    .map((key) => new Float64Array(x1).map((value, index) => planeFeatures[key](value, x2[index])));
}
