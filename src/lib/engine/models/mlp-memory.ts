import { activations } from '../activations';
import { layOutArena, type Region } from '../arena';
import type { CreateKernels, Kernels } from '../backend/kernels';
import { planLength, writePlan, type SampleSet } from '../backend/plan';
import { losses } from '../losses';
import type { ActivationName, LossName } from '../spec';
import { denseLayers, type DenseLayer } from '../topology';

export interface MlpOptions {
  /** Inputs, hidden layers …, outputs. */
  readonly sizes: readonly number[];
  readonly hidden: ActivationName;
  readonly output: 'tanh' | 'sigmoid' | 'linear';
  readonly loss: LossName;
  /** Most samples that each set will hold. */
  readonly capacity: Readonly<Record<SampleSet, number>>;
}

/** Room for one set's samples; each row has its own view, longer than the capacity. */
export interface SetMemory {
  readonly columns: readonly Float32Array[];
  readonly targets: readonly Float32Array[];
}

export interface MlpMemory {
  readonly kernels: Kernels;
  readonly layers: readonly DenseLayer[];
  readonly neuronCount: number;
  /** What kernels call the model by. */
  readonly planOffset: number;
  readonly plan: Int32Array;
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  /** Sum of losses, number of right answers. */
  readonly results: Float64Array;
  /** Room for [neurons][map samples]. */
  readonly mapped: Float32Array;
  readonly sets: Readonly<Record<SampleSet, SetMemory>>;
}

/** Activations and deltas of one chunk fit a first-level cache. */
const CHUNK_BYTES = 32_768;
const MIN_CHUNK = 32;
const MAX_CHUNK = 256;

/** Samples worked on at a time, a multiple of 4. */
function chunkOf(neuronCount: number): number {
  const fitting = Math.floor(CHUNK_BYTES / (neuronCount * 2 * 4 * 4)) * 4;
  return Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, fitting));
}

const roundUpTo4 = (count: number) => Math.ceil(count / 4) * 4;

/** Whole vectors, and room for one that starts at the last sample. */
const strideOf = (capacity: number) => roundUpTo4(capacity) + 4;

/** Where each layer begins in the packed parameters (see src/kernels/pack.ts), and where they end. */
function packedLayers(layers: readonly DenseLayer[]): number[] {
  const starts = [0];
  layers.forEach(({ inputs, outputs }, index) => {
    const isOutput = index === layers.length - 1;
    const weights = isOutput ? outputs * roundUpTo4(inputs) : inputs * roundUpTo4(outputs);
    starts.push(starts[index] + weights + roundUpTo4(outputs));
  });
  return starts;
}

/** Lays out one model's memory, has the kernels make it, and writes the plan into it. */
export function createMlpMemory(createKernels: CreateKernels, options: MlpOptions): MlpMemory {
  const { sizes, capacity } = options;
  const inputs = sizes[0];
  const outputs = sizes[sizes.length - 1];
  const layers = denseLayers(sizes);
  const parameterCount = layers[layers.length - 1].biases + outputs;
  const neuronCount = layers.reduce((sum, layer) => sum + layer.outputs, 0);
  const chunk = chunkOf(neuronCount);
  const packedStarts = packedLayers(layers);
  const packedCount = packedStarts[layers.length];
  const paddedWidth = sizes.reduce((sum, size) => sum + roundUpTo4(size), 0);
  const targetRows: Record<SampleSet, number> = { train: outputs, test: outputs, map: 0 };

  const { byteLength, regions } = layOutArena({
    plan: { type: 'int32', shape: [planLength(layers.length)] },
    results: { type: 'float64', shape: [2] },
    parameters: { type: 'float32', shape: [parameterCount] },
    gradients: { type: 'float32', shape: [parameterCount] },
    packed: { type: 'float32', shape: [packedCount] },
    packedGradients: { type: 'float32', shape: [packedCount] },
    chunkGradients: { type: 'float32', shape: [packedCount] },
    activations: { type: 'float32', shape: [chunk, paddedWidth] },
    deltas: { type: 'float32', shape: [chunk, paddedWidth] },
    preActivations: { type: 'float32', shape: [3, outputs, chunk] },
    trainColumns: { type: 'float32', shape: [inputs, strideOf(capacity.train)] },
    trainTargets: { type: 'float32', shape: [targetRows.train, strideOf(capacity.train)] },
    testColumns: { type: 'float32', shape: [inputs, strideOf(capacity.test)] },
    testTargets: { type: 'float32', shape: [targetRows.test, strideOf(capacity.test)] },
    mapColumns: { type: 'float32', shape: [inputs, strideOf(capacity.map)] },
    mapTargets: { type: 'float32', shape: [targetRows.map, strideOf(capacity.map)] },
    mapped: { type: 'float32', shape: [neuronCount, capacity.map] },
  });
  const kernels = createKernels(byteLength);
  const { buffer, base } = kernels;
  const at = (region: Region) => base + region.offset;
  const floats = (region: Region) => new Float32Array(buffer, at(region), region.length);
  const rows = (region: Region, count: number) => {
    const length = region.length / count;
    return Array.from({ length: count }, (_, row) =>
      floats(region).subarray(row * length, (row + 1) * length),
    );
  };
  const setMemory = (set: SampleSet): SetMemory => ({
    columns: rows(regions[`${set}Columns`], inputs),
    targets: rows(regions[`${set}Targets`], targetRows[set]),
  });
  const setPlan = (set: SampleSet) => ({
    columns: at(regions[`${set}Columns`]),
    stride: strideOf(capacity[set]) * Float32Array.BYTES_PER_ELEMENT,
    targets: at(regions[`${set}Targets`]),
    count: 0,
  });
  const parameters = floats(regions.parameters);
  const plan = new Int32Array(buffer, at(regions.plan), regions.plan.length);
  writePlan(plan, {
    hiddenActivation: activations[options.hidden].code,
    outputActivation: activations[options.output].code,
    loss: losses[options.loss].code,
    chunk,
    parameters: parameters.byteOffset,
    parameterCount,
    gradients: at(regions.gradients),
    packed: at(regions.packed),
    packedBytes: packedCount * Float32Array.BYTES_PER_ELEMENT,
    packedGradients: at(regions.packedGradients),
    chunkGradients: at(regions.chunkGradients),
    activations: at(regions.activations),
    deltas: at(regions.deltas),
    preActivations: at(regions.preActivations),
    mapped: at(regions.mapped),
    results: at(regions.results),
    sets: { train: setPlan('train'), test: setPlan('test'), map: setPlan('map') },
    layers: layers.map((layer, index) => ({
      inputs: layer.inputs,
      outputs: layer.outputs,
      weights: parameters.subarray(layer.weights).byteOffset,
      biases: parameters.subarray(layer.biases).byteOffset,
      packed: at(regions.packed) + packedStarts[index] * Float32Array.BYTES_PER_ELEMENT,
    })),
  });
  return {
    kernels,
    layers,
    neuronCount,
    planOffset: plan.byteOffset,
    plan,
    parameters,
    gradients: floats(regions.gradients),
    results: new Float64Array(buffer, at(regions.results), regions.results.length),
    mapped: floats(regions.mapped),
    sets: { train: setMemory('train'), test: setMemory('test'), map: setMemory('map') },
  };
}
