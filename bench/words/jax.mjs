import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { sinusoids } from '../../src/lib/engine/words/sinusoids';
import { BATCH, beyond, rule, split } from './sizes.mjs';

/** @typedef {import('@jax-js/jax').Array} Tensor */
/** @typedef {Record<string, Tensor>} Tensors */

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** @type {import('./contest.mjs').Contender} */
export const jax = {
  name: 'jax-js 0.1, wasm',
  async create({ shape, tensors, batches }) {
    await init('wasm');
    defaultDevice('wasm');
    const { context: T, width: C, heads: H, vocabulary: V, blocks } = shape;
    const positions = np.array(new Float32Array(sinusoids(T, C))).reshape([T, C]);
    const masked = np.array(new Float32Array(beyond(T))).reshape([T, T]);

    const norm = (/** @type {Tensor} */ x, /** @type {Tensors} */ p, /** @type {string} */ name) =>
      nn.standardize(x, -1, { epsilon: 1e-5 }).mul(p[`${name}.weight`]).add(p[`${name}.bias`]);
    const linear = (/** @type {Tensor} */ x, /** @type {Tensors} */ p, /** @type {string} */ name) =>
      np.matmul(x, np.transpose(p[`${name}.weight`])).add(p[`${name}.bias`]);
    const lossOf = (
      /** @type {Tensors} */ p,
      /** @type {Tensor} */ inputs,
      /** @type {Tensor} */ targets,
    ) => {
      let x = np.matmul(nn.oneHot(inputs, V), p['embedding.weight']).add(positions.ref);
      for (let b = 0; b < blocks; b++) {
        const name = `blocks.${b}`;
        const normed = norm(x.ref, p, `${name}.norm1`);
        const part = (/** @type {string} */ layer) =>
          np.transpose(
            linear(normed.ref, p, `${name}.attention.${layer}`).reshape([BATCH, T, H, C / H]),
            [0, 2, 1, 3],
          );
        // Its own dotProductAttention wants a newer Node.
        const keys = np.transpose(part('key'), [0, 1, 3, 2]);
        const scores = np.matmul(part('query'), keys).mul(1 / Math.sqrt(C / H));
        const mixed = np.matmul(nn.softmax(scores.add(masked.ref), -1), part('value'));
        const beside = np.transpose(mixed, [0, 2, 1, 3]).reshape([BATCH, T, C]);
        normed.dispose();
        x = x.add(linear(beside, p, `${name}.attention.projection`));
        const hidden = linear(norm(x.ref, p, `${name}.norm2`), p, `${name}.feedForward.expand`);
        x = x.add(linear(nn.relu(hidden), p, `${name}.feedForward.contract`));
      }
      const logits = linear(norm(x, p, 'norm'), p, 'output');
      return nn
        .logSoftmax(logits)
        .mul(nn.oneHot(targets, V))
        .sum()
        .mul(-1 / (BATCH * T));
    };
    const step = jit(
      (
        /** @type {{ parameters: Tensors, first: Tensors, second: Tensors }} */ state,
        /** @type {Tensor} */ inputs,
        /** @type {Tensor} */ targets,
        /** @type {Tensor} */ rate,
        /** @type {Tensor} */ correction,
      ) => {
        const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(state.parameters), inputs, targets);
        /** @type {typeof state} */
        const next = { parameters: {}, first: {}, second: {} };
        for (const name of Object.keys(state.parameters)) {
          const gradient = /** @type {Tensors} */ (gradients)[name];
          const first = state.first[name].mul(BETA1).add(gradient.ref.mul(1 - BETA1));
          const second = state.second[name].mul(BETA2).add(np.square(gradient).mul(1 - BETA2));
          const size = np.sqrt(second.ref).mul(correction.ref).add(EPSILON);
          next.parameters[name] = state.parameters[name]
            .mul(1 - rule.learningRate * rule.weightDecay)
            .sub(first.ref.mul(rate.ref).div(size));
          next.first[name] = first;
          next.second[name] = second;
        }
        rate.dispose();
        correction.dispose();
        return { loss, next };
      },
    );

    /** @param {(name: string) => Tensor} make */
    const record = (make) => Object.fromEntries(Object.keys(tensors).map((name) => [name, make(name)]));
    const zeros = () => record((name) => np.zeros([...tensors[name].shape]));
    let state = {
      parameters: record((name) =>
        np.array(new Float32Array(tensors[name].values)).reshape([...tensors[name].shape]),
      ),
      first: zeros(),
      second: zeros(),
    };
    const tokens = batches.map((windows) => {
      const { inputs, targets } = split(windows, T);
      const tensor = (/** @type {Int32Array} */ ids) =>
        np.array(new Int32Array(ids), { dtype: np.int32 }).reshape([BATCH, T]);
      return { inputs: tensor(inputs), targets: tensor(targets) };
    });
    let done = 0;
    return {
      train(count) {
        let last = NaN;
        for (let k = 0; k < count; k++) {
          const { inputs, targets } = tokens[done++ % tokens.length];
          const rate = np.array(rule.learningRate / (1 - BETA1 ** done));
          const correction = np.array(1 / Math.sqrt(1 - BETA2 ** done));
          const { loss, next } = step(state, inputs.ref, targets.ref, rate, correction);
          state = next;
          [last] = loss.dataSync();
        }
        return last;
      },
      dispose() {
        tree.dispose(state);
        for (const { inputs, targets } of tokens) tree.dispose([inputs, targets]);
        step.dispose();
        tree.dispose([positions, masked]);
      },
    };
  },
};
