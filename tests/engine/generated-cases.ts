import { setFlagsFromString } from 'node:v8';
import {
  generateTraining,
  type GeneratedAddresses,
  type GeneratedShape,
} from '../../src/lib/engine/backend/generated';
import { referenceKernels } from '../../src/lib/engine/backend/reference';
import { Mlp, plainStep } from '../../src/lib/engine/models/mlp';
import { createRandom } from '../../src/lib/engine/random';
import { denseLayers } from '../../src/lib/engine/topology';

// Relaxed SIMD is on by default in newer versions.
setFlagsFromString('--experimental-wasm-relaxed-simd');

export const SAMPLES = 107;
export const rates = { learningRate: 0.05, regularizationRate: 0.1 };

/** A shape with one activation for all hidden layers. */
export function shapeOf(sizes: readonly number[], options: Partial<GeneratedShape> = {}): GeneratedShape {
  const activationList = sizes.slice(1).map(() => 'tanh' as const);
  return {
    sizes,
    activations: activationList,
    loss: 'squared',
    batchSize: 10,
    regularization: 'none',
    hasMultiplyAdd: false,
    ...options,
  };
}

export interface Problem {
  readonly columns: readonly Float32Array[];
  readonly targets: Float32Array;
  /** The first parameters. */
  readonly parameters: Float32Array;
}

/** Random samples with targets ±1, and random parameters. */
export function createProblem({ sizes }: GeneratedShape, seed = 'generated'): Problem {
  const random = createRandom(seed);
  const draw = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => scale * (2 * random() - 1));
  const layers = denseLayers(sizes);
  const { biases, outputs } = layers[layers.length - 1];
  return {
    columns: sizes.slice(0, 1).flatMap((inputs) => Array.from({ length: inputs }, () => draw(SAMPLES, 2))),
    targets: draw(SAMPLES, 1).map(Math.sign),
    parameters: draw(biases + outputs, 0.8),
  };
}

/** A module of a shape with memory of its own, full of NaN wherever nothing is said to stand. */
export function createGenerated(shape: GeneratedShape, { columns, targets, parameters }: Problem) {
  const columnStride = (Math.ceil(SAMPLES / 4) * 4 + 4) * 4;
  const columnsAt = 1024 + Math.ceil(parameters.length / 4) * 16;
  const targetsAt = columnsAt + columns.length * columnStride;
  const addresses: GeneratedAddresses = {
    parameters: 1024,
    columns: columnsAt,
    columnStride,
    targets: targetsAt,
    scratch: targetsAt + columnStride,
  };
  const { bytes, scratchBytes } = generateTraining(shape, addresses);
  const end = addresses.scratch + scratchBytes;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 65_536) });
  const floats = new Float32Array(memory.buffer).fill(NaN);
  columns.forEach((column, i) => floats.set(column, (columnsAt + i * columnStride) / 4));
  floats.set(targets, targetsAt / 4);
  const view = floats.subarray(256, 256 + parameters.length);
  view.set(parameters);
  const module = new WebAssembly.Module(bytes);
  const { train } = new WebAssembly.Instance(module, { env: { memory } }).exports as {
    train: (first: number, end: number, learningRate: number, regularizationRate: number) => void;
  };
  const untouched = () =>
    floats.subarray(0, 256).every(Number.isNaN) &&
    floats.subarray(256 + parameters.length, columnsAt / 4).every(Number.isNaN) &&
    floats.subarray(end / 4).every(Number.isNaN);
  return { train, parameters: view, untouched };
}

/** The same training with the plain kernels. */
export function trainPlainly(
  shape: GeneratedShape,
  { columns, targets, parameters }: Problem,
  first: number,
  end: number,
  { learningRate, regularizationRate } = rates,
): Float32Array {
  const output = shape.activations[shape.activations.length - 1];
  if (output === 'relu') throw new RangeError('output: expected tanh, sigmoid or linear, got relu');
  const model = new Mlp(referenceKernels, {
    sizes: shape.sizes,
    hidden: shape.activations.slice(0, -1),
    output,
    loss: shape.loss,
    capacity: { train: SAMPLES, test: 0, map: 0 },
  });
  model.load('train', columns, [targets]);
  model.parameters.set(parameters);
  const { batchSize, regularization } = shape;
  model.train(first, end, batchSize, { ...plainStep, learningRate, regularization, regularizationRate });
  return model.parameters;
}
