import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { firstLayers, lossOf } from './cases.mjs';

const kernelFiles = ['tfjs-backend-wasm', 'tfjs-backend-wasm-simd', 'tfjs-backend-wasm-threaded-simd'];
let isReady = false;

/**
 * Before the first training.
 * @param {string} url of the single-threaded SIMD kernels; more threads need a page isolated from others
 */
export function useTensorflow(url) {
  if (isReady) return;
  tf.enableProdMode();
  setWasmPaths(Object.fromEntries(kernelFiles.map((file) => [`${file}.wasm`, url])), true);
  isReady = true;
}

/** @typedef {import('@tensorflow/tfjs-core').Tensor2D} Tensor2D */
/** @typedef {import('@tensorflow/tfjs-core').Scalar} Scalar */

/** @type {import('./contest.mjs').Contender[]} */
export const tensorflow = ['cpu', 'wasm'].map((backend) => ({
  name: `tfjs 4.22, ${backend}`,
  async create(problem) {
    const { sizes, activation, inputs, targets, batchSize, learningRate } = problem;
    if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no backend ${backend} here`);
    const layers = firstLayers(problem).map(({ inputs, outputs, weights, biases }) => ({
      weights: tf.variable(tf.tidy(() => tf.transpose(tf.tensor2d(weights, [outputs, inputs])))),
      biases: tf.variable(tf.tensor1d(biases)),
    }));
    const batches = Array.from({ length: Math.ceil(inputs.length / batchSize) }, (_, i) => {
      const [first, end] = [i * batchSize, (i + 1) * batchSize];
      const batchTargets = targets.slice(first, end);
      return {
        inputs: tf.tensor2d(inputs.slice(first, end), [batchTargets.length, sizes[0]]),
        targets: tf.tensor2d(batchTargets, [batchTargets.length, 1]),
      };
    });
    const all = tf.tensor2d(inputs);
    const half = tf.scalar(0.5);
    const hidden = activation === 'relu' ? tf.relu : tf.tanh;
    const predict = (/** @type {Tensor2D} */ values) =>
      layers.reduce((input, { weights, biases }, layer) => {
        const sums = tf.add(tf.matMul(input, weights), biases);
        return /** @type {Tensor2D} */ (layer + 1 === layers.length ? tf.tanh(sums) : hidden(sums));
      }, values);
    const lossesOfBatches = batches.map(
      ({ inputs, targets }) =>
        () =>
          /** @type {Scalar} */ (tf.mul(half, tf.mean(tf.squaredDifference(predict(inputs), targets)))),
    );
    const variables = layers.flatMap(({ weights, biases }) => [weights, biases]);
    const optimizer = tf.train.sgd(learningRate);
    return {
      trainEpochs(count) {
        for (let epoch = 0; epoch < count; epoch++) {
          for (const loss of lossesOfBatches) optimizer.minimize(loss, false, variables);
        }
      },
      loss: () => tf.tidy(() => lossOf(predict(all).dataSync(), targets)),
      dispose() {
        optimizer.dispose();
        tf.dispose([variables, all, half, batches]);
      },
    };
  },
}));
