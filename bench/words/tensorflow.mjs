import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { sinusoids } from '../../src/lib/engine/words/sinusoids';
import { BATCH, beyond, rule, split } from './sizes.mjs';

/** @typedef {import('@tensorflow/tfjs-core').Tensor} Tensor */
/** @typedef {import('@tensorflow/tfjs-core').Scalar} Scalar */

/** @type {import('./contest.mjs').Contender} */
export const tensorflow = {
  name: 'tfjs 4.22, wasm',
  async create({ shape, tensors, batches }) {
    if (!(await tf.setBackend('wasm'))) throw new Error('tfjs has no backend wasm here');
    const { context: T, width: C, heads: H, vocabulary: V, blocks } = shape;
    const rows = BATCH * T;
    const variables = Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, values }]) => {
        const isLinear = shape.length === 2 && name !== 'embedding.weight';
        const made = tf.tidy(() => {
          const tensor = tf.tensor(values, [...shape]);
          return isLinear ? tf.transpose(tensor) : tensor;
        });
        return [name, tf.variable(made)];
      }),
    );
    const positions = tf.tensor(sinusoids(T, C), [1, T, C]);
    const masked = tf.tensor(beyond(T), [1, 1, T, T]);
    // The wasm backend has no gradient of a look-up: rows of the embedding are a product with ones and zeros.
    const ones = batches.map((windows) => {
      const { inputs, targets } = split(windows, T);
      const oneHot = (/** @type {Int32Array} */ ids) =>
        tf.cast(tf.oneHot(tf.tensor1d(ids, 'int32'), V), 'float32');
      return { inputs: tf.tidy(() => oneHot(inputs)), targets: tf.tidy(() => oneHot(targets)) };
    });

    const linear = (/** @type {Tensor} */ x, /** @type {string} */ name) =>
      tf.add(tf.matMul(x, variables[`${name}.weight`]), variables[`${name}.bias`]);
    const norm = (/** @type {Tensor} */ x, /** @type {string} */ name) => {
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5)));
      return tf.add(tf.mul(normal, variables[`${name}.weight`]), variables[`${name}.bias`]);
    };
    const lossOf = (/** @type {typeof ones[number]} */ { inputs, targets }) => {
      /** @type {Tensor} */
      let x = tf.reshape(tf.matMul(inputs, variables['embedding.weight']), [BATCH, T, C]);
      x = tf.reshape(tf.add(x, positions), [rows, C]);
      for (let b = 0; b < blocks; b++) {
        const name = `blocks.${b}`;
        const normed = norm(x, `${name}.norm1`);
        const part = (/** @type {string} */ layer) =>
          tf.transpose(
            tf.reshape(linear(normed, `${name}.attention.${layer}`), [BATCH, T, H, C / H]),
            [0, 2, 1, 3],
          );
        const scores = tf.mul(tf.matMul(part('query'), part('key'), false, true), 1 / Math.sqrt(C / H));
        const mixed = tf.matMul(tf.softmax(tf.add(scores, masked)), part('value'));
        const beside = tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [rows, C]);
        x = tf.add(x, linear(beside, `${name}.attention.projection`));
        const hidden = tf.relu(linear(norm(x, `${name}.norm2`), `${name}.feedForward.expand`));
        x = tf.add(x, linear(hidden, `${name}.feedForward.contract`));
      }
      const logits = linear(norm(x, 'norm'), 'output');
      return /** @type {Scalar} */ (tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), targets)), -1 / rows));
    };
    const optimizer = tf.train.adam(rule.learningRate, 0.9, 0.999, 1e-8);
    const kept = 1 - rule.learningRate * rule.weightDecay;
    let done = 0;
    return {
      train(count) {
        let last = NaN;
        for (let k = 0; k < count; k++) {
          last = tf.tidy(() => {
            const batch = ones[done++ % ones.length];
            const { value, grads } = tf.variableGrads(() => lossOf(batch), Object.values(variables));
            for (const variable of Object.values(variables)) variable.assign(tf.mul(variable, kept));
            optimizer.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
            return value.dataSync()[0];
          });
        }
        return last;
      },
      dispose() {
        optimizer.dispose();
        tf.dispose([variables, positions, masked, ones]);
      },
    };
  },
};
