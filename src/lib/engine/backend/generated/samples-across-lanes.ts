import type { Emitter } from './emitter';
import { LaneBlock, type LaneParameters } from './lane-block';
import type { Frame, Layout, Place } from './layout';
import { FLOAT_BYTES, layersOf, range, VECTOR_BYTES, vectorsFor } from './shape';
import { decayed, shrunk } from './update-code';
import { type Code, getLocal, i32, memory, v128 } from './wasm-writer';

/** Products of one block that may be unrolled, and most vectors of samples. */
const BLOCK_PRODUCTS = 600;
const BLOCK_VECTORS = 8;

/** Vectors of samples in one unrolled block. */
function blockVectors(shape: Emitter['shape']): number {
  const weights = layersOf(shape).reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
  const fitting = Math.max(1, Math.min(BLOCK_VECTORS, Math.floor(BLOCK_PRODUCTS / weights)));
  return Math.min(fitting, vectorsFor(shape.batchSize));
}

/**
 * Narrow networks: four samples in the lanes, parameters loaded to all lanes. Steps of four parameters are
 * the sums over the lanes of four vectors.
 */
export function samplesAcrossLanes(emitter: Emitter, frame: Frame): Layout {
  const { batchSize } = emitter.shape;
  const { addresses, scale, step } = frame;
  const { places, ...parameters } = packedParameters(emitter, step);
  const perBlock = blockVectors(emitter.shape);
  const isOneBlock = batchSize <= perBlock * 4;
  const lanes = new LaneBlock(emitter, parameters, scale, perBlock, batchSize > 1);
  const position = getLocal(frame.position);
  const sources = {
    input: (index: number, vector: number) =>
      memory.load(addresses.columns + index * addresses.columnStride + vector * VECTOR_BYTES, position),
    target: (vector: number) => memory.load(addresses.targets + vector * VECTOR_BYTES, position),
  };
  const block = (samples: number, isPart: boolean): Code => {
    const left = samples % 4;
    const mask = left ? v128.integers(range(4).map((lane) => (lane < left ? -1 : 0))) : undefined;
    return [
      lanes.pass({ ...sources, vectors: vectorsFor(samples), mask, isPart }),
      frame.advance(samples * FLOAT_BYTES),
    ];
  };
  /** A vector of the samples that are left. */
  const anyBlock = (): Code => {
    const bytesLeft = i32.subtract(getLocal(frame.end), position);
    const lanesBefore = v128.integers(range(4).map((lane) => lane * FLOAT_BYTES));
    const mask = emitter.hold(v128.isGreaterInteger(v128.splatInteger(bytesLeft), lanesBefore));
    const pass = lanes.pass({ ...sources, vectors: 1, mask: getLocal(mask.local), isPart: true });
    emitter.locals.release([mask.local]);
    return [mask.code, pass, frame.advance(VECTOR_BYTES)];
  };
  const inParts = (parts: Code): Code => [lanes.clearSums, parts, lanes.updateFromSums];
  const samplesPerBlock = perBlock * 4;
  const tail = batchSize % samplesPerBlock;
  return {
    clear: [],
    places,
    batch: isOneBlock
      ? block(batchSize, false)
      : inParts([
          frame.times(Math.floor(batchSize / samplesPerBlock), () => block(samplesPerBlock, true)),
          tail > 0 ? block(tail, true) : [],
        ]),
    partial: () => (batchSize > 1 ? inParts(frame.untilEnd(anyBlock())) : []),
  };
}

/** Each layer's weights in whole vectors, then the biases of all layers. */
function packedParameters(emitter: Emitter, step: Code): LaneParameters & { places: Place[] } {
  const layers = layersOf(emitter.shape);
  const weights = layers.map(({ inputs, outputs }) => emitter.take(vectorsFor(inputs * outputs)));
  const biases = emitter.take(vectorsFor(layers.reduce((sum, { outputs }) => sum + outputs, 0)));
  const firstBias = layers.map((_, index) =>
    layers.slice(0, index).reduce((sum, { outputs }) => sum + outputs, 0),
  );
  const weightAt = (layer: number, index: number) => weights[layer] + index * FLOAT_BYTES;
  const biasAt = (layer: number, output: number) => biases + (firstBias[layer] + output) * FLOAT_BYTES;
  const add = (address: number, sums: readonly number[], isPenalized: boolean): Code => {
    const { code, sum } = emitter.sumsOfLanes(sums);
    const before = memory.load(address);
    const parameter = emitter.hold(v128.add(isPenalized ? decayed(emitter, before, step) : before, sum));
    emitter.locals.release([parameter.local]);
    return [
      code,
      parameter.code,
      isPenalized ? shrunk(emitter, parameter.local, step) : [],
      memory.store(address, getLocal(parameter.local)),
    ];
  };
  return {
    groupSize: 4,
    weight: (layer, output, input) =>
      memory.loadSplat(weightAt(layer, output * layers[layer].inputs + input)),
    bias: (layer, output) => memory.loadSplat(biasAt(layer, output)),
    updateWeights: (layer, first, sums) => add(weightAt(layer, first), sums, true),
    updateBiases: (first, sums) => add(biases + first * FLOAT_BYTES, sums, false),
    places: layers.flatMap((layer, index) => [
      ...range(layer.inputs * layer.outputs).map((weight) => ({
        dense: layer.weights + weight,
        packed: weightAt(index, weight),
      })),
      ...range(layer.outputs).map((output) => ({
        dense: layer.biases + output,
        packed: biasAt(index, output),
      })),
    ]),
  };
}
