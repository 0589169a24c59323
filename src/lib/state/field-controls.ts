import {
  deadlyLearningRate,
  deadlyRegularizationRate,
  experimentFields,
  isMovie,
  lossOf,
  type Experiment,
  type FieldKey,
} from '$lib/engine';
import { scheduleControls, type Control } from './control';
import { hasOwnPoints } from './own-points';
import type { ViewOptions } from './view-options';

/**
 * Where a field's control stands: in the bar, under one of the headings behind the bar's button "More",
 * in the data panel, or in a part of the page that is made for it alone.
 */
export type ControlPlace = 'bar' | 'network' | 'training' | 'stopping' | 'data' | 'shares' | 'apart';

export interface FieldControl extends Control<Experiment> {
  readonly place: ControlPlace;
}

const always = () => true;
const learnsByRule = ({ problem, optimizer }: Experiment) =>
  problem === 'classification' && optimizer === 'perceptron';
const isDrawn = (experiment: Experiment) => !hasOwnPoints(experiment);
const hasHiddenLayers = ({ networkShape }: Experiment) => networkShape.length > 0;
const optimizers = experimentFields.optimizer.options;
const regressionLosses: readonly Experiment['loss'][] = ['squared', 'huber'];
const regressionOptimizers = optimizers.filter((name) => name !== 'perceptron');

/** How often one of the movie crowd's circumstances is true. */
const circumstanceShare = { place: 'shares', input: 'slider', isPercent: always, applies: isMovie } as const;

/** How each field of an experiment is presented, in the order in which the controls stand. */
export const fieldControls = {
  learningRate: { place: 'bar', input: 'rate', smallest: 1e-5, deadlyFrom: deadlyLearningRate },
  activation: {
    place: 'bar',
    hint: ({ activation }) => (activation === 'step' || activation === 'linear' ? activation : undefined),
  },
  regularization: { place: 'bar' },
  regularizationRate: {
    place: 'bar',
    input: 'rate',
    smallest: 0.0001,
    deadlyFrom: deadlyRegularizationRate,
  },
  optimizer: {
    place: 'bar',
    inForce: (experiment) =>
      experiment.optimizer === 'perceptron' && !learnsByRule(experiment) ? 'sgd' : experiment.optimizer,
    options: ({ problem }) => (problem === 'regression' ? regressionOptimizers : optimizers),
    hint: (experiment) => (learnsByRule(experiment) ? 'perceptron' : undefined),
  },
  loss: {
    place: 'bar',
    inForce: (experiment) => (learnsByRule(experiment) ? 'perceptron' : lossOf(experiment)),
    options: (experiment) => {
      if (learnsByRule(experiment)) return ['perceptron'];
      return experiment.problem === 'regression' ? regressionLosses : experimentFields.loss.options;
    },
    hint: (experiment) => (learnsByRule(experiment) ? 'perceptron' : undefined),
  },
  batchSize: { place: 'bar', input: 'rate', smallest: 1 },
  problem: { place: 'bar' },

  init: { place: 'network' },
  layerActivations: { place: 'network', applies: hasHiddenLayers },

  momentum: {
    place: 'training',
    input: 'slider',
    step: 0.01,
    applies: ({ optimizer }) => optimizer === 'momentum' || optimizer === 'nesterov',
  },
  weightDecay: {
    place: 'training',
    input: 'rate',
    smallest: 0.0001,
    applies: ({ optimizer }) => optimizer === 'adamw',
  },
  ...scheduleControls,
  dropout: { place: 'training', input: 'slider', step: 0.05, applies: hasHiddenLayers },
  shuffle: { place: 'training' },

  stopEpoch: { place: 'stopping', input: 'number', isZeroNever: true },
  stopLoss: { place: 'stopping', input: 'number', isZeroNever: true },
  patience: { place: 'stopping', input: 'number', isZeroNever: true },

  ownPoints: { place: 'data', applies: hasOwnPoints },
  habit: { place: 'data', applies: isMovie },
  habitWeights: {
    place: 'data',
    applies: (experiment) => isMovie(experiment) && experiment.habit === 'own',
  },
  sunnyShare: circumstanceShare,
  affordableShare: circumstanceShare,
  girlfriendShare: circumstanceShare,
  classes: {
    place: 'data',
    input: 'slider',
    applies: ({ problem, dataset }) => problem === 'classification' && dataset === 'blobs',
  },
  noise: {
    place: 'data',
    input: 'slider',
    end: 50,
    isPercent: isMovie,
    applies: isDrawn,
    hint: (experiment) => (isMovie(experiment) ? 'movie' : undefined),
  },
  labelFlips: {
    place: 'data',
    input: 'slider',
    isPercent: always,
    // In the crowd, noise means the same.
    applies: (experiment) =>
      experiment.problem === 'classification' && (!isMovie(experiment) || experiment.labelFlips > 0),
  },
  percTrainData: { place: 'data', input: 'slider', isPercent: always },
  validationShare: { place: 'data', input: 'slider', isPercent: always },
  samples: { place: 'data', input: 'number', applies: isDrawn },

  // The picker of data sets, the line of the seed, the chips, the drawing and the tables.
  dataset: { place: 'apart' },
  regDataset: { place: 'apart' },
  seed: { place: 'apart' },
  x: { place: 'apart' },
  y: { place: 'apart' },
  xSquared: { place: 'apart' },
  ySquared: { place: 'apart' },
  xTimesY: { place: 'apart' },
  sinX: { place: 'apart' },
  sinY: { place: 'apart' },
  networkShape: { place: 'apart' },
  start: { place: 'apart' },
} as const satisfies Record<FieldKey, FieldControl>;

/** The fields whose controls are made from the table. */
export type ControlKey = {
  [Key in FieldKey]: (typeof fieldControls)[Key]['place'] extends 'apart' ? never : Key;
}[FieldKey];

export const controlOf = (key: ControlKey): FieldControl => fieldControls[key];

const controlKeys = (Object.keys(fieldControls) as FieldKey[]).filter(
  (key): key is ControlKey => fieldControls[key].place !== 'apart',
);

/** The controls of a place that this experiment has and the link does not hide. */
export function controlsAt(
  place: ControlPlace,
  experiment: Experiment,
  { hidden }: Pick<ViewOptions, 'hidden'>,
): ControlKey[] {
  return controlKeys.filter((key) => {
    const { place: own, applies = always } = controlOf(key);
    return own === place && !hidden.has(key) && applies(experiment);
  });
}

/** Whether a field holds what it holds when no link names it. */
export function isUsual(key: ControlKey, experiment: Experiment): boolean {
  if (key === 'layerActivations') {
    const { activation, layerActivations, networkShape } = experiment;
    return layerActivations.slice(0, networkShape.length).every((name) => name === activation);
  }
  return String(experiment[key]) === String(experimentFields[key].fallback);
}
