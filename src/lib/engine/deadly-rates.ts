import { planeFeatureKeys } from './features';
import { datasetOf, lossOf, type ActivationName, type Experiment } from './spec';

/**
 * The L1 rate from which two hidden layers learn nothing on a data set with the inputs x₁ and x₂ (a curve: x₁).
 * Measured with plain descent as a link without keys has it (tanh, squared error, learning rate 0.03, batches of
 * 10) and 4 and 2 neurons, over rates an eighth of a decade apart: the lowest from which on at least 8 of 10 seeds
 * end 500 epochs with a test loss above 0.98 of that of the best constant. The movie crowd's is that of
 * 500 people; a spiral's takes even the little away that these inputs can do.
 */
const deadlyL1: Readonly<Partial<Record<ReturnType<typeof datasetOf>, number>>> = {
  movie: 0.042,
  circle: 0.024,
  xor: 0.024,
  gauss: 0.24,
  spiral: 0.032,
  moons: 0.13,
  rings: 0.01,
  checkerboard: 0.0032,
  blobs: 0.24,
  'reg-plane': 0.075,
  'reg-gauss': 0.0056,
  wave: 0.013,
  step: 0.018,
};
/** At least this where an input may be what is asked for: the circle with x₁² and x₂², for instance. */
const WITH_FURTHER_INPUTS = 0.13;

/** By hidden layers, the last for more: how the rates of other depths compare to L1's of two, in the same measurement. */
const depthFactors = {
  L1: [12, 2.4, 1, 0.7],
  /** Without hidden layers L2 makes the answer faint, but never constant. */
  L2: [Infinity, 13, 4, 2.4],
} as const;
/** Of activations: more where signals may grow, little where half of a signal is its mean. Others were not measured. */
const activationFactors: Partial<Record<ActivationName, number>> = {
  tanh: 1,
  relu: 1.8,
  leakyRelu: 1.8,
  gelu: 1.8,
  softplus: 0.6,
  sigmoid: 0.07,
};
/** Of losses whose slope where nothing is known yet is half that of the squared error. */
const CROSS_ENTROPY_FACTOR = 0.56;

/**
 * The regularization rate from which this network learns nothing, to within a factor of three; undefined where that
 * was not measured. For L2 at most the rate at which weights diverge, being multiplied by 1 − both rates' product.
 */
export function deadlyRegularizationRate(experiment: Experiment): number | undefined {
  const { regularization, optimizer, networkShape, activation, learningRate } = experiment;
  if (regularization === 'none' || optimizer !== 'sgd') return undefined;
  const ofSet = deadlyL1[datasetOf(experiment)] ?? Infinity;
  const base = hasFurtherInputs(experiment) ? Math.max(ofSet, WITH_FURTHER_INPUTS) : ofSet;
  const depths = depthFactors[regularization === 'L2' ? 'L2' : 'L1'];
  const factor = depths[Math.min(networkShape.length, depths.length - 1)];
  const ofActivation = networkShape.length > 0 ? (activationFactors[activation] ?? Infinity) : 1;
  const rate =
    base * factor * ofActivation * (lossOf(experiment) === 'crossEntropy' ? CROSS_ENTROPY_FACTOR : 1);
  return finite(regularization === 'L2' ? Math.min(rate, 2 / learningRate) : rate);
}

/**
 * The learning rate from which plain descent is bound to diverge: the squared error of a linear output has slope 1
 * along its bias, so that 2 overshoots by as much as it was off; likewise L2's pull. Undefined where there is no such rate.
 */
export function deadlyLearningRate(experiment: Experiment): number | undefined {
  const { problem, optimizer, schedule, clipNorm, regularization, regularizationRate } = experiment;
  if (optimizer !== 'sgd' || schedule !== 'constant') return undefined;
  const byError =
    problem === 'regression' && lossOf(experiment) === 'squared' && clipNorm === 0 ? 2 : Infinity;
  const byPull = regularization === 'L2' ? 2 / regularizationRate : Infinity;
  return finite(Math.min(byError, byPull));
}

const hasFurtherInputs = (experiment: Experiment) =>
  planeFeatureKeys.some((key) => key !== 'x' && key !== 'y' && experiment[key]);

const finite = (rate: number) => (Number.isFinite(rate) ? rate : undefined);
