import { check, keyed } from './check';
import {
  choice,
  choices,
  fixedNumbers,
  flag,
  number,
  numbers,
  rows,
  text,
  type Field,
  type FieldValue,
} from './fields';

export const MAX_LAYERS = 8;
export const MAX_NEURONS = 32;
export const MAX_CLASSES = 6;
/** Inputs × neurons of the widest allowed network, biases included: 7 → 8 × 32 → 6. */
const MAX_PARAMETERS = 8 * 32 + 7 * 33 * 32 + 33 * MAX_CLASSES;

const activationNames = [
  'tanh',
  'relu',
  'sigmoid',
  'linear',
  'leakyRelu',
  'elu',
  'gelu',
  'silu',
  'softplus',
  'sine',
  'step',
] as const;

/**
 * Every field of an experiment: what it may hold, what it is when a link does not name it
 * (always TensorFlow Playground's behaviour), and whether changing it starts the run anew.
 * Controls, links, validation and tests read this table.
 */
export const experimentFields = {
  problem: choice('classification', 'restart', ['classification', 'regression']),
  dataset: choice('circle', 'restart', [
    'movie',
    'circle',
    'xor',
    'gauss',
    'spiral',
    'moons',
    'rings',
    'checkerboard',
    'blobs',
  ]),
  regDataset: choice('reg-plane', 'restart', ['reg-plane', 'reg-gauss', 'wave', 'step', 'own']),
  /** Of the regression `own`: x₁ and label of each point. */
  ownPoints: rows(
    [
      -5, -1.2, -4, -0.9, -3, -0.2, -2, -0.5, -1, 0.6, 0, 0.5, 1, 1.3, 2, 0.8, 3, 1, 4, 0.1, 5, 0.3, 5.5,
      -0.6,
    ],
    'restart',
    [
      { min: -6, max: 6 },
      { min: -2, max: 2 },
    ],
    { min: 2, max: 200 },
  ),
  /** What the movie crowd goes by. */
  habit: choice('weather', 'restart', ['weather', 'girlfriend', 'treat', 'all', 'notBoth', 'own']),
  /** Of the habit `own`: weights of weather, price and girlfriend, and the threshold. */
  habitWeights: fixedNumbers([8, 4, 4, 8], 'restart', { min: -100, max: 100 }),
  /** Per cent of the movie crowd's weekends that are sunny, affordable, and in company. */
  sunnyShare: number(50, 'restart', { min: 0, max: 100 }),
  affordableShare: number(50, 'restart', { min: 0, max: 100 }),
  girlfriendShare: number(50, 'restart', { min: 0, max: 100 }),
  /** How many kinds of points there are in `blobs`. */
  classes: number(3, 'restart', { min: 3, max: MAX_CLASSES, integer: true }),
  /** Points drawn, training and test together; 0 as many as the data set has by itself. */
  samples: number(0, 'restart', { min: 20, max: 10_000, integer: true, isZeroAutomatic: true }),
  /** Per cent. For the movie crowd: the share of people who decide against their habit. */
  noise: number(0, 'restart', { min: 0, max: 80, whenAbove: 50 }),
  /** Per cent of the labels of a classification that are exchanged for another class. */
  labelFlips: number(0, 'restart', { min: 0, max: 50 }),
  percTrainData: number(50, 'restart', { min: 10, max: 90 }),
  /** Per cent of the points that do not train: they validate, the rest tests. */
  validationShare: number(0, 'restart', { min: 0, max: 80 }),
  /** Empty: a new one is drawn. */
  seed: text('', 'restart', 64),

  x: flag(true, 'restart'),
  y: flag(true, 'restart'),
  xSquared: flag(false, 'restart'),
  ySquared: flag(false, 'restart'),
  xTimesY: flag(false, 'restart'),
  sinX: flag(false, 'restart'),
  sinY: flag(false, 'restart'),

  networkShape: numbers([4, 2], 'restart', {
    min: 1,
    max: MAX_NEURONS,
    integer: true,
    maxLength: MAX_LAYERS,
  }),
  activation: choice('tanh', 'live', activationNames),
  /** The activation of each hidden layer from the first on; `activation` for layers beyond this list. */
  layerActivations: choices('live', activationNames, MAX_LAYERS),
  init: choice('uniform', 'restart', ['uniform', 'glorot', 'he', 'zeros']),
  /** First parameters set by hand, in the model's order; used when their count fits the network. */
  start: numbers([], 'restart', { min: -1e6, max: 1e6, maxLength: MAX_PARAMETERS }),

  loss: choice('squared', 'live', ['squared', 'crossEntropy', 'huber', 'hinge']),
  optimizer: choice('sgd', 'live', ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw', 'perceptron']),
  learningRate: number(0.03, 'live', { min: 1e-5, max: 10 }),
  /** Of the optimizers momentum and nesterov. */
  momentum: number(0.9, 'live', { min: 0, max: 0.99 }),
  /** Of the optimizer adamw: this share of each parameter, times the learning rate, goes at each update. */
  weightDecay: number(0.01, 'live', { min: 0, max: 1 }),
  schedule: choice('constant', 'live', ['constant', 'step', 'cosine', 'exponential']),
  /** Epochs: of one step, of the cosine's fall, or of one factor of the exponential fall. */
  schedulePeriod: number(100, 'live', { min: 1, max: 100_000, integer: true }),
  /** What the learning rate is multiplied by after each period, with schedules step and exponential. */
  scheduleFactor: number(0.5, 'live', { min: 0.01, max: 1 }),
  /** Epochs over which the learning rate grows linearly to its full size; the schedule begins after them. */
  warmUp: number(0, 'live', { min: 0, max: 10_000, integer: true }),
  batchSize: number(10, 'live', { min: 1, max: 10_000, integer: true }),
  /** Whether each epoch takes the training points in an order of its own. */
  shuffle: flag(false, 'live'),
  /** Largest norm of the whole gradient of one update; 0 for no limit. */
  clipNorm: number(0, 'live', { min: 0, max: 1000 }),
  /** Share of hidden neurons left out at random, anew for each training sample. */
  dropout: number(0, 'live', { min: 0, max: 0.9 }),
  regularization: choice('none', 'live', ['none', 'L1', 'L2', 'both']),
  regularizationRate: number(0, 'live', { min: 0, max: 10 }),

  /** The epoch at whose start a run rests; 0 for none. */
  stopEpoch: number(0, 'live', { min: 0, max: 10_000_000, integer: true }),
  /** The training data's loss at which a run rests; 0 for none. */
  stopLoss: number(0, 'live', { min: 0, max: 100 }),
  /**
   * Epochs: after so many in which the validation loss (without validation data, the test loss) has found no new
   * minimum, a run rests and takes its best parameters back; 0 for never.
   */
  patience: number(0, 'live', { min: 0, max: 1_000_000, integer: true }),
} as const satisfies Record<string, Field>;

export type FieldKey = keyof typeof experimentFields;
export type Experiment = { readonly [Key in FieldKey]: FieldValue<(typeof experimentFields)[Key]> };
export type ActivationName = Experiment['activation'];
export type LossName = Experiment['loss'];
export type OptimizerName = Experiment['optimizer'];
export type ScheduleName = Experiment['schedule'];
export type Regularization = Experiment['regularization'];

export const fieldKeys = Object.keys(experimentFields) as FieldKey[];
/** The fields that take effect while a network trains. */
export const liveKeys = fieldKeys.filter((key) => experimentFields[key].effect === 'live');

/** What a link without any key means. */
export const defaultExperiment = Object.freeze(
  Object.fromEntries(fieldKeys.map((key) => [key, experimentFields[key].fallback])),
) as Experiment;

const schema = keyed(Object.fromEntries(fieldKeys.map((key) => [key, experimentFields[key].schema])));

/**
 * Checks an experiment at the engine's edge.
 * @throws {FieldError} naming the first field that is missing, unknown or out of range.
 */
export function checkExperiment(candidate: unknown): Experiment {
  return check(schema, candidate, 'experiment') as unknown as Experiment;
}

/** The name of the data set in force: classification and regression each remember their own. */
export function datasetOf(experiment: Experiment): Experiment['dataset'] | Experiment['regDataset'] {
  return experiment.problem === 'classification' ? experiment.dataset : experiment.regDataset;
}

/** Number of classes of the data set in force; 0 for a regression. */
export function classCountOf(experiment: Experiment): number {
  if (experiment.problem === 'regression') return 0;
  return experiment.dataset === 'blobs' ? experiment.classes : 2;
}

/** Neurons of the output layer: one for a number or two classes, else one for each class. */
export function outputCountOf(experiment: Experiment): number {
  const classes = classCountOf(experiment);
  return classes > 2 ? classes : 1;
}

/** The loss in force: a regression knows the squared error, which also stands for losses of classes, and Huber's. */
export function lossOf(experiment: Experiment): LossName {
  const { problem, loss } = experiment;
  return problem === 'regression' && loss !== 'huber' ? 'squared' : loss;
}

/** Whether the data set in force is a curve over one input, x₁, rather than points of the plane. */
export function isCurve(experiment: Experiment): boolean {
  return experiment.problem === 'regression' && ['wave', 'step', 'own'].includes(experiment.regDataset);
}
