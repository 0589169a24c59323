import { activations, outputActivations } from '../activations';
import { layOutArena, type Region } from '../arena';
import type { CreateKernels, Kernels } from '../backend/kernels';
import { planLength, recordOfSets, RULE_LENGTH, writePlan, type Plan, type SampleSet } from '../backend/plan';
import { losses, type NetworkEnd } from '../losses';
import type { ActivationName } from '../spec';
import { denseLayers, type DenseLayer } from '../topology';

/** What a network computes, apart from its sizes and parameters. */
export interface NetworkRules extends NetworkEnd {
  /** The activation of each hidden layer. */
  readonly hidden: readonly ActivationName[];
}

export interface MlpOptions extends NetworkRules {
  /** Inputs, hidden layers …, outputs. */
  readonly sizes: readonly number[];
  /** Most samples that each set will hold; none where it is absent. */
  readonly capacity: Readonly<Partial<Record<SampleSet, number>>>;
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
  readonly planWords: Int32Array;
  readonly plan: Plan;
  /** The same bytes as integers and as numbers. */
  readonly ruleIntegers: Int32Array;
  readonly ruleNumbers: Float32Array;
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  /** The optimizer's moments and, after them, its two powers. */
  readonly optimizerBytes: Uint8Array;
  readonly powers: Float64Array;
  /** Sum of losses, sum of squared differences, then the confusion matrix. */
  readonly results: Float64Array;
  /** Byte offset of SCRATCH_BYTES. */
  readonly scratch: number;
  /** Room for sets of parameters whose losses are asked for, and for these. */
  readonly variants: Float32Array;
  readonly variantLosses: Float64Array;
  /** Room for [neurons][map samples]. */
  readonly mapped: Float32Array;
  readonly sets: Readonly<Record<SampleSet, SetMemory>>;
}

/** Activations and deltas of one chunk fit a first-level cache. */
const CHUNK_BYTES = 32_768;
/** Numbers in the sets of parameters that are evaluated by one call; at least one set, at most 64. */
const VARIANT_NUMBERS = 16_384;
const MAX_VARIANTS = 64;
/** Where a module made for one shape works. */
export const SCRATCH_BYTES = 49_152;
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
  const { sizes } = options;
  const capacity = recordOfSets((set) => options.capacity[set] ?? 0);
  const inputs = sizes[0];
  const outputs = sizes[sizes.length - 1];
  const layers = denseLayers(sizes);
  const parameterCount = layers[layers.length - 1].biases + outputs;
  const neuronCount = layers.reduce((sum, layer) => sum + layer.outputs, 0);
  const chunk = chunkOf(neuronCount);
  const classes = Math.max(2, outputs);
  const variants = Math.min(MAX_VARIANTS, Math.max(1, Math.floor(VARIANT_NUMBERS / parameterCount)));
  const packedStarts = packedLayers(layers);
  const packedCount = packedStarts[layers.length];
  const paddedWidth = sizes.reduce((sum, size) => sum + roundUpTo4(size), 0);
  const targetRows: Record<SampleSet, number> = {
    train: outputs,
    validation: outputs,
    test: outputs,
    map: 0,
  };

  const { byteLength, regions } = layOutArena({
    plan: { type: 'int32', shape: [planLength(layers.length)] },
    rule: { type: 'int32', shape: [RULE_LENGTH] },
    results: { type: 'float64', shape: [2 + classes * classes] },
    parameters: { type: 'float32', shape: [parameterCount] },
    gradients: { type: 'float32', shape: [parameterCount] },
    packed: { type: 'float32', shape: [packedCount] },
    packedGradients: { type: 'float32', shape: [packedCount] },
    chunkGradients: { type: 'float32', shape: [packedCount] },
    moments: { type: 'float32', shape: [2, packedCount] },
    powers: { type: 'float64', shape: [2] },
    activations: { type: 'float32', shape: [chunk, paddedWidth] },
    deltas: { type: 'float32', shape: [chunk, paddedWidth] },
    slopes: { type: 'float32', shape: [chunk, paddedWidth] },
    preActivations: { type: 'float32', shape: [3, outputs, chunk] },
    scratch: { type: 'float32', shape: [SCRATCH_BYTES / Float32Array.BYTES_PER_ELEMENT] },
    variants: { type: 'float32', shape: [variants, parameterCount] },
    variantLosses: { type: 'float64', shape: [variants] },
    trainColumns: { type: 'float32', shape: [inputs, strideOf(capacity.train)] },
    trainTargets: { type: 'float32', shape: [targetRows.train, strideOf(capacity.train)] },
    validationColumns: { type: 'float32', shape: [inputs, strideOf(capacity.validation)] },
    validationTargets: { type: 'float32', shape: [targetRows.validation, strideOf(capacity.validation)] },
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
  const doubles = (region: Region) => new Float64Array(buffer, at(region), region.length);
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
  const planWords = new Int32Array(buffer, at(regions.plan), regions.plan.length);
  const plan: Plan = {
    ...codesOf(options),
    chunk,
    parameters: parameters.byteOffset,
    parameterCount,
    gradients: at(regions.gradients),
    packed: at(regions.packed),
    packedBytes: packedCount * Float32Array.BYTES_PER_ELEMENT,
    packedGradients: at(regions.packedGradients),
    chunkGradients: at(regions.chunkGradients),
    moments: at(regions.moments),
    powers: at(regions.powers),
    activations: at(regions.activations),
    deltas: at(regions.deltas),
    slopes: at(regions.slopes),
    preActivations: at(regions.preActivations),
    mapped: at(regions.mapped),
    results: at(regions.results),
    rule: at(regions.rule),
    sets: recordOfSets(setPlan),
    layers: layers.map((layer, index) => ({
      inputs: layer.inputs,
      outputs: layer.outputs,
      weights: parameters.subarray(layer.weights).byteOffset,
      biases: parameters.subarray(layer.biases).byteOffset,
      packed: at(regions.packed) + packedStarts[index] * Float32Array.BYTES_PER_ELEMENT,
      activation: activationCode(options, index),
    })),
  };
  writePlan(planWords, plan);
  const ruleIntegers = new Int32Array(buffer, at(regions.rule), RULE_LENGTH);
  const powers = doubles(regions.powers);
  const momentsOffset = at(regions.moments);
  return {
    kernels,
    layers,
    neuronCount,
    planOffset: planWords.byteOffset,
    planWords,
    plan,
    ruleIntegers,
    ruleNumbers: new Float32Array(buffer, ruleIntegers.byteOffset, RULE_LENGTH),
    parameters,
    gradients: floats(regions.gradients),
    optimizerBytes: new Uint8Array(
      buffer,
      momentsOffset,
      powers.byteOffset + powers.byteLength - momentsOffset,
    ),
    powers,
    results: doubles(regions.results),
    scratch: at(regions.scratch),
    variants: floats(regions.variants),
    variantLosses: doubles(regions.variantLosses),
    mapped: floats(regions.mapped),
    sets: recordOfSets(setMemory),
  };
}

/** Writes a plan for other rules; sizes and places stay. */
export function rewriteRules(memory: MlpMemory, rules: NetworkRules): void {
  const { plan, planWords } = memory;
  const layers = plan.layers.map((layer, index) => ({ ...layer, activation: activationCode(rules, index) }));
  writePlan(planWords, { ...plan, ...codesOf(rules), layers });
}

const codesOf = ({ output, loss }: NetworkEnd) => ({
  outputActivation: outputActivations[output].code,
  loss: losses[loss].code,
});

/** The output layer's own stands in the plan's header. */
function activationCode({ hidden }: NetworkRules, layer: number): number {
  return layer < hidden.length ? activations[hidden[layer]].code : 0;
}
