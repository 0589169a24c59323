/** What the contest of transformers runs of this engine. */
export { compileKernels, hasMultiplyAdd } from '$lib/engine';
export { createRandom } from '$lib/engine/random';
export {
  initialTransformer,
  parameterTensors,
  referenceTransformer,
  wasmTransformer,
} from '$lib/engine/words';
