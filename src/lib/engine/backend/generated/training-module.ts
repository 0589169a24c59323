import type { Emitter } from './emitter';
import type { Frame, Layout } from './layout';
import { layoutCosts } from './layout-costs';
import { neuronsAcrossLanes } from './neurons-across-lanes';
import { oneSample, suitsOneSample } from './one-sample';
import { samplesAcrossLanes } from './samples-across-lanes';
import type { GeneratedAddresses, GeneratedShape } from './shape';
import { composeTraining } from './training-code';
import { f32, getLocal, Locals, moduleOf, v128 } from './wasm-writer';

/** Weights beyond which the code no longer pays in every engine: unrolled, it leaves the caches. */
const MAX_WEIGHTS = 650;

/** Whether a module of this shape would be faster than the loops for any shape. */
export function canGenerate({ sizes, activations, loss }: GeneratedShape): boolean {
  const weights = sizes.slice(1).reduce((sum, outputs, index) => sum + sizes[index] * outputs, 0);
  return (
    sizes.length > 1 &&
    sizes[sizes.length - 1] === 1 &&
    (loss === 'squared' || activations[activations.length - 1] === 'sigmoid') &&
    weights <= MAX_WEIGHTS
  );
}

/**
 * A module that trains networks of one shape in one place: it imports "env" "memory" and exports
 * `train(first, end, learningRate, regularizationRate)`, which does what Kernels.train does. Of the scratch memory it
 * uses so many bytes.
 */
export function generateTraining(
  shape: GeneratedShape,
  addresses: GeneratedAddresses,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly scratchBytes: number } {
  const { functions, scratchBytes } = compose(shape, addresses);
  return { bytes: moduleOf('train', functions, addresses.scratch + scratchBytes), scratchBytes };
}

/** The layout with the fewer instructions for a whole batch, or the shortest chain of a single sample. */
function layOut(emitter: Emitter, frame: Frame): Layout {
  if (suitsOneSample(emitter.shape)) return oneSample(emitter, frame);
  const { samples, neurons } = layoutCosts(emitter.shape);
  return neurons < samples ? neuronsAcrossLanes(emitter, frame) : samplesAcrossLanes(emitter, frame);
}

function compose(shape: GeneratedShape, addresses: GeneratedAddresses) {
  const [learningRate, regularizationRate] = [getLocal(2), getLocal(3)];
  return composeTraining(new Locals(['i32', 'i32', 'f32', 'f32']), shape, addresses, layOut, {
    scale: (samples) => v128.splat(f32.divide(f32.negate(learningRate), samples)),
    step: v128.splat(f32.multiply(learningRate, regularizationRate)),
  });
}
