/** This engine's transformers, once for each kind of kernels. */
import { compileKernels, hasMultiplyAdd, referenceTransformer, wasmTransformer } from './sources.mjs';
import { BATCH, rule } from './sizes.mjs';

/** @typedef {import('./contest.mjs').Contender} Contender */
/** @typedef {import('../../src/lib/engine/words').CreateTransformer} CreateTransformer */

/**
 * @param {string} name
 * @param {CreateTransformer} createTransformer
 * @returns {Contender}
 */
const contender = (name, createTransformer) => ({
  name,
  isOurs: true,
  create({ shape, parameters, batches }) {
    const model = createTransformer(shape, BATCH);
    model.writeParameters(parameters);
    let step = 0;
    return {
      train(count) {
        let loss = NaN;
        for (let k = 0; k < count; k++) loss = model.train(batches[step++ % batches.length], BATCH, rule);
        return loss;
      },
      write(count) {
        for (let k = 0; k < count; k++) {
          model.begin();
          for (let t = 0; t < shape.context; t++) model.append(batches[0][t]);
        }
      },
    };
  },
});

/**
 * The builds that run here, and the plain loops that specify them.
 * @param {Record<'plain' | 'multiplyAdd', number[]>} kernels compiled
 */
export async function engineContenders({ plain, multiplyAdd }) {
  const compiled = async (/** @type {number[]} */ bytes) => compileKernels(Uint8Array.from(bytes));
  const ours = [contender('Matinée, SIMD', wasmTransformer(await compiled(plain), 'plain'))];
  if (hasMultiplyAdd()) {
    const create = wasmTransformer(await compiled(multiplyAdd), 'multiplyAdd');
    ours.unshift(contender('Matinée, multiply-add', create));
  }
  return { ours, plainLoops: contender('plain loops', referenceTransformer) };
}
