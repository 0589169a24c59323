import type { Emitter } from './emitter';
import { LaneBlock, type LaneParameters } from './lane-block';
import type { Frame, Layout } from './layout';
import { FLOAT_BYTES, type GeneratedAddresses, type GeneratedShape, layersOf, VECTOR_BYTES } from './shape';
import { composeTraining } from './training-code';
import { decayed, shrunk } from './update-code';
import { type Code, getLocal, Locals, memory, moduleOf, setLocal, v128 } from './wasm-writer';

/** Products of one block that may be unrolled. */
const BLOCK_PRODUCTS = 300;

/** Bytes of scratch memory that a shape's module for four networks works in. */
export function scratchBytesOfFour(shape: GeneratedShape): number {
  return compose(shape, { parameters: 0, columns: 0, columnStride: 0, targets: 0, scratch: 0 }).scratchBytes;
}

/**
 * A module that trains four networks of one shape on the same samples, each in a lane of its own. Parameters
 * are [parameter][4 networks] float32, from a multiple of 16 on. It imports "env" "memory" and exports
 * `train(first, end, rates, regularizationRates)`, the latter two addresses of four float32 each.
 */
export function generateTrainingOfFour(
  shape: GeneratedShape,
  addresses: GeneratedAddresses,
): Uint8Array<ArrayBuffer> {
  const { functions, scratchBytes: bytes } = compose(shape, addresses);
  return moduleOf('train', functions, addresses.scratch + bytes);
}

function compose(shape: GeneratedShape, addresses: GeneratedAddresses) {
  const [learningRates, regularizationRates] = [memory.load(0, getLocal(2)), memory.load(0, getLocal(3))];
  return composeTraining(new Locals(['i32', 'i32', 'i32', 'i32']), shape, addresses, networksAcrossLanes, {
    scale: (samples) => v128.divide(v128.negate(learningRates), v128.splat(samples)),
    step: v128.multiply(learningRates, regularizationRates),
  });
}

/** Four networks in the lanes, samples loaded to all lanes; parameters stay in their place. */
function networksAcrossLanes(emitter: Emitter, frame: Frame): Layout {
  const { batchSize } = emitter.shape;
  const { addresses, scale } = frame;
  const weights = layersOf(emitter.shape).reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
  const samples = Math.min(batchSize, Math.max(1, Math.floor(BLOCK_PRODUCTS / weights)));
  const lanes = new LaneBlock(emitter, interleavedParameters(emitter, frame), scale, samples, batchSize > 1);
  const position = getLocal(frame.position);
  const block = (count: number, isPart: boolean): Code => [
    lanes.pass({
      vectors: count,
      input: (index, sample) =>
        memory.loadSplat(addresses.columns + index * addresses.columnStride + sample * FLOAT_BYTES, position),
      target: (sample) => memory.loadSplat(addresses.targets + sample * FLOAT_BYTES, position),
      isPart,
    }),
    frame.advance(count * FLOAT_BYTES),
  ];
  const inParts = (parts: Code): Code => [lanes.clearSums, parts, lanes.updateFromSums];
  const tail = batchSize % samples;
  return {
    clear: [],
    places: [],
    batch:
      samples === batchSize
        ? block(batchSize, false)
        : inParts([
            frame.times(Math.floor(batchSize / samples), () => block(samples, true)),
            tail > 0 ? block(tail, true) : [],
          ]),
    partial: () => (batchSize > 1 ? inParts(frame.untilEnd(block(1, true))) : []),
  };
}

function interleavedParameters(emitter: Emitter, { addresses, step }: Frame): LaneParameters {
  const layers = layersOf(emitter.shape);
  const at = (parameter: number) => addresses.parameters + parameter * VECTOR_BYTES;
  const weightAt = (layer: number, index: number) => at(layers[layer].weights + index);
  const biases = layers.flatMap((layer) =>
    Array.from({ length: layer.outputs }, (_, output) => at(layer.biases + output)),
  );
  const add = (address: number, sum: number, isPenalized: boolean): Code => [
    setLocal(
      sum,
      v128.add(
        isPenalized ? decayed(emitter, memory.load(address), step) : memory.load(address),
        getLocal(sum),
      ),
    ),
    isPenalized ? shrunk(emitter, sum, step) : [],
    memory.store(address, getLocal(sum)),
  ];
  return {
    groupSize: 4,
    weight: (layer, output, input) => memory.load(weightAt(layer, output * layers[layer].inputs + input)),
    bias: (layer, output) => memory.load(at(layers[layer].biases + output)),
    updateWeights: (layer, first, sums) => sums.map((sum, k) => add(weightAt(layer, first + k), sum, true)),
    updateBiases: (first, sums) => sums.map((sum, k) => add(biases[first + k], sum, false)),
  };
}
