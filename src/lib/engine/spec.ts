import * as v from 'valibot';
import { choice, flag, number, numbers, text, type Field, type FieldValue } from './fields';

export const MAX_LAYERS = 8;
export const MAX_NEURONS = 32;
/** Inputs × neurons of the widest allowed network, biases included: 7 → 8 × 32 → 1. */
const MAX_PARAMETERS = 8 * 32 + 7 * 33 * 32 + 33;

/**
 * Every field of an experiment: what it may hold, what it is when a link does not name it
 * (always TensorFlow Playground's behaviour), and whether changing it starts the run anew.
 * Controls, links, validation and tests read this table.
 */
export const experimentFields = {
  problem: choice('classification', 'restart', ['classification', 'regression']),
  dataset: choice('circle', 'restart', ['movie', 'circle', 'xor', 'gauss', 'spiral']),
  regDataset: choice('reg-plane', 'restart', ['reg-plane', 'reg-gauss']),
  habit: choice('weather', 'restart', ['weather', 'girlfriend']),
  /** Per cent. For the movie crowd: the share of people who decide against their habit. */
  noise: number(0, 'restart', { min: 0, max: 80, whenAbove: 50 }),
  percTrainData: number(50, 'restart', { min: 10, max: 90 }),
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
  activation: choice('tanh', 'restart', ['tanh', 'relu', 'sigmoid', 'linear']),
  loss: choice('squared', 'restart', ['squared', 'crossEntropy']),
  initZero: flag(false, 'restart'),
  /** First parameters set by hand, in the model's order; used when their count fits the network. */
  start: numbers([], 'restart', { min: -1e6, max: 1e6, maxLength: MAX_PARAMETERS }),

  learningRate: number(0.03, 'live', { min: 1e-5, max: 10 }),
  regularization: choice('none', 'live', ['none', 'L1', 'L2']),
  regularizationRate: number(0, 'live', { min: 0, max: 10 }),
  batchSize: number(10, 'live', { min: 1, max: 10_000, integer: true }),
} as const satisfies Record<string, Field>;

export type FieldKey = keyof typeof experimentFields;
export type Experiment = { readonly [Key in FieldKey]: FieldValue<(typeof experimentFields)[Key]> };
export type ActivationName = Experiment['activation'];
export type LossName = Experiment['loss'];
export type Regularization = Experiment['regularization'];

export const fieldKeys = Object.keys(experimentFields) as FieldKey[];

/** What a link without any key means. */
export const defaultExperiment = Object.freeze(
  Object.fromEntries(fieldKeys.map((key) => [key, experimentFields[key].fallback])),
) as Experiment;

/** A value outside what its field allows. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  constructor(
    readonly key: string,
    readonly value: unknown,
    readonly expected: string,
  ) {
    super(`${key}: got ${JSON.stringify(value)}, expected ${expected}`);
  }
}

const schema = v.strictObject(
  Object.fromEntries(fieldKeys.map((key) => [key, experimentFields[key].schema])),
);

/**
 * Checks an experiment at the engine's edge.
 * @throws {FieldError} naming the first field that is missing, unknown or out of range.
 */
export function checkExperiment(candidate: unknown): Experiment {
  const result = v.safeParse(schema, candidate);
  if (result.success) return result.output as unknown as Experiment;
  const [issue] = result.issues;
  throw new FieldError(v.getDotPath(issue) ?? 'experiment', issue.input, issue.expected ?? issue.message);
}

/** The name of the data set in force: classification and regression each remember their own. */
export function datasetOf(experiment: Experiment): Experiment['dataset'] | Experiment['regDataset'] {
  return experiment.problem === 'classification' ? experiment.dataset : experiment.regDataset;
}
