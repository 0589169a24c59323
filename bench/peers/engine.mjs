/** This engine, once for each kind of kernels. */
import { compileKernels, hasMultiplyAdd, referenceKernels, Trainer, wasmKernels } from '../sources.mjs';

/** @typedef {import('./contest.mjs').Contender} Contender */
/** @typedef {import('../../src/lib/engine').CreateKernels} CreateKernels */

/**
 * @param {string} name
 * @param {CreateKernels} createKernels
 * @returns {Contender}
 */
const contender = (name, createKernels) => ({
  name,
  isOurs: true,
  create({ experiment, firstWeights }) {
    const trainer = new Trainer(createKernels, experiment);
    trainer.restore({ epoch: 0, position: 0, parameters: firstWeights });
    return {
      trainEpochs: (count) => trainer.trainBatches(count * trainer.batchesPerEpoch),
      loss: () => trainer.losses().train.loss,
    };
  },
});

/**
 * The general loops alone, without modules made for one shape.
 * @param {CreateKernels} createKernels
 * @returns {CreateKernels}
 */
const generalLoops = (createKernels) => (byteLength) => ({
  ...createKernels(byteLength),
  specialize: undefined,
});

/**
 * All variants that run here; losses are compared with those of the first, and rounding is judged by the twin.
 * @param {Record<'plain' | 'multiplyAdd', number[]>} kernels compiled
 */
export async function engineContenders(kernels) {
  const compiled = async (/** @type {'plain' | 'multiplyAdd'} */ build) =>
    wasmKernels(await compileKernels(Uint8Array.from(kernels[build])), build);
  const plain = await compiled('plain');
  const simd = contender('Matinee, plain SIMD', plain);
  const plainLoops = contender('Matinee, no SIMD', referenceKernels);
  const ours = [simd, contender('  its general loops', generalLoops(plain))];
  if (hasMultiplyAdd()) {
    const fused = await compiled('multiplyAdd');
    ours.push(
      contender('Matinee, multiply-add', fused),
      contender('  its general loops', generalLoops(fused)),
    );
  }
  return { simd, plainLoops, ours: [...ours, plainLoops] };
}
