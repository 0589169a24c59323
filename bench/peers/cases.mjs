/** The five cases, and each one's data and first weights as every contender gets them. */

import { defaultExperiment, featureColumns, referenceKernels, Trainer } from '../sources.mjs';

/** @typedef {{ name: string, sizes: string, shape: number[], features: string[], activation: 'tanh' | 'relu', batchSize: number }} Case */
/**
 * @typedef {object} Problem
 * @property {import('../../src/lib/engine').Experiment} experiment
 * @property {number[]} sizes inputs, neurons of each layer
 * @property {'tanh' | 'relu'} activation of the hidden layers; the output's is tanh
 * @property {number[][]} inputs [sample][input]
 * @property {number[]} targets −1 or 1
 * @property {number} batchSize a last, partial batch is averaged over its own samples
 * @property {number} learningRate
 * @property {Float32Array} firstWeights layer by layer weights [outputs][inputs], then biases [outputs]
 */

const small = { sizes: '2→4→2→1', shape: [4, 2], features: [] };
const deep = {
  sizes: '7→8×6→1',
  shape: Array(6).fill(8),
  features: ['xSquared', 'ySquared', 'xTimesY', 'sinX', 'sinY'],
};

/** @type {Case[]} */
export const cases = [
  { name: 'a', ...small, activation: 'tanh', batchSize: 10 },
  { name: 'b', ...deep, activation: 'tanh', batchSize: 10 },
  { name: 'c', ...deep, activation: 'relu', batchSize: 10 },
  { name: 'd', ...small, activation: 'tanh', batchSize: 1 },
  { name: 'e', ...small, activation: 'tanh', batchSize: 30 },
];

/**
 * @param {Case} trainingCase
 * @returns {Problem}
 */
export function prepare({ shape, features, activation, batchSize }) {
  /** @type {import('../../src/lib/engine').Experiment} */
  const experiment = {
    ...defaultExperiment,
    ...Object.fromEntries(features.map((feature) => [feature, true])),
    dataset: 'circle',
    noise: 0,
    seed: '0.5',
    loss: 'squared',
    networkShape: shape,
    activation,
    learningRate: 0.03,
    regularization: 'none',
    batchSize,
  };
  const { dataset, model, trainCount } = new Trainer(referenceKernels, experiment);
  const columns = featureColumns(experiment, dataset.inputs);
  return {
    experiment,
    sizes: [columns.length, ...shape, 1],
    activation,
    inputs: Array.from({ length: trainCount }, (_, sample) => columns.map((column) => column[sample])),
    targets: Array.from(dataset.labels.subarray(0, trainCount)),
    batchSize,
    learningRate: experiment.learningRate,
    firstWeights: model.parameters.slice(),
  };
}

/** The same, with an update after every sample. */
export const online = (/** @type {Problem} */ problem) => ({
  ...problem,
  batchSize: 1,
  experiment: { ...problem.experiment, batchSize: 1 },
});

/**
 * Operations of an epoch's matrix products: forward, gradients of the weights, and deltas of all layers
 * but the first; a multiply-add counts as two.
 * @param {Problem} problem
 */
export function operationsPerEpoch({ sizes, inputs }) {
  const weights = sizes.slice(1).map((size, layer) => size * sizes[layer]);
  const all = weights.reduce((sum, count) => sum + count, 0);
  return 2 * (3 * all - weights[0]) * inputs.length;
}

/**
 * First weights by layer.
 * @param {Problem} problem
 */
export function firstLayers({ sizes, firstWeights }) {
  let next = 0;
  const take = (/** @type {number} */ count) => firstWeights.subarray(next, (next += count));
  return sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer];
    return { inputs, outputs, weights: take(inputs * outputs), biases: take(outputs) };
  });
}

/** Mean of the halved squared errors. */
export const lossOf = (/** @type {ArrayLike<number>} */ outputs, /** @type {number[]} */ targets) =>
  targets.reduce((sum, target, i) => sum + (outputs[i] - target) ** 2 / 2, 0) / targets.length;
