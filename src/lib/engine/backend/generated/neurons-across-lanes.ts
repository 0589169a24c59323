import type { Emitter } from './emitter';
import type { Frame, Layout } from './layout';
import { NeuronBlock } from './neuron-block';
import { NeuronMemory } from './neuron-memory';
import { NeuronParameters } from './neuron-parameters';

/** Most samples whose activations wait in scratch memory. */
const BLOCK_SAMPLES = 40;

/** Wide networks: four neurons in the lanes, inputs loaded to all lanes, so that steps need no sums over lanes. */
export function neuronsAcrossLanes(emitter: Emitter, frame: Frame): Layout {
  const { batchSize } = emitter.shape;
  const samples = Math.min(batchSize, BLOCK_SAMPLES);
  const parameters = new NeuronParameters(new NeuronMemory(emitter, samples, batchSize > 1));
  const block = new NeuronBlock(emitter, frame, parameters);
  const tail = batchSize % samples;
  return {
    clear: parameters.clear,
    places: parameters.places,
    batch:
      samples === batchSize
        ? block.pass(batchSize, false)
        : [
            block.clearSums,
            frame.times(Math.floor(batchSize / samples), () => block.pass(samples, true)),
            tail > 0 ? block.pass(tail, true) : [],
            block.updateFromSums,
          ],
    partial: () =>
      batchSize > 1 ? [block.clearSums, frame.untilEnd(block.pass(1, true)), block.updateFromSums] : [],
  };
}
