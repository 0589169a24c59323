/** This engine, once for each kind of kernels. */
import { compileKernels, referenceKernels, Trainer, wasmKernels } from '../sources.mjs';

/** @typedef {import('./contest.mjs').Contender} Contender */

/**
 * @param {string} name
 * @param {import('../../src/lib/engine').CreateKernels} createKernels
 * @returns {Contender}
 */
const contender = (name, createKernels) => ({
  name,
  isOurs: true,
  create({ experiment, firstWeights }) {
    const trainer = new Trainer(createKernels, experiment);
    trainer.restore({ epoch: 0, position: 0, parameters: firstWeights });
    const { model, settings, trainCount } = trainer;
    return {
      trainEpochs(count) {
        for (let i = 0; i < count; i++) model.train(0, trainCount, settings.batchSize, settings);
      },
      loss: () => model.evaluate('train').loss,
    };
  },
});

/**
 * All variants; losses are compared with those of the first, and rounding is judged by the plain loops.
 * @param {Uint8Array<ArrayBuffer>} wasm compiled kernels
 */
export async function engineContenders(wasm) {
  const simd = contender('Matinee, SIMD', wasmKernels(await compileKernels(wasm)));
  const plainLoops = contender('Matinee, plain loops', referenceKernels);
  return { simd, plainLoops, ours: [simd, plainLoops] };
}
