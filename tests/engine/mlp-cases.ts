import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { compileKernels, wasmKernels } from '../../src/lib/engine/backend/wasm';
import type { CreateKernels } from '../../src/lib/engine/backend/kernels';
import { Mlp, type MlpOptions } from '../../src/lib/engine/models/mlp';
import { createRandom } from '../../src/lib/engine/random';
import { experimentFields, type ActivationName } from '../../src/lib/engine/spec';

const build = (name: string) => readFile(new URL(`../../src/kernels/build/${name}.wasm`, import.meta.url));

/** General loops, and modules made for one shape where there can be one: what pages without multiply-add train with. */
export const plainKernels = wasmKernels(await compileKernels(await build('kernels')), 'plain');

// Before Node 22 a flag stands before this feature.
setFlagsFromString('--experimental-wasm-relaxed-simd');
/** What pages with multiply-add train with. */
export const pageKernels = await newPageKernels();

/** The same, with nothing kept from others. */
export async function newPageKernels(): Promise<CreateKernels> {
  return wasmKernels(await compileKernels(await build('kernels-multiply-add')), 'multiplyAdd');
}

const withoutModules =
  (createKernels: CreateKernels): CreateKernels =>
  (byteLength) => ({ ...createKernels(byteLength), specialize: undefined });

/** The general loops alone. */
export const simdKernels = withoutModules(plainKernels);
export const multiplyAddKernels = withoutModules(pageKernels);

export const activationNames = experimentFields.activation.options;

/** Every sensible end of a network with one output. */
export const ends = [
  { output: 'tanh', loss: 'squared' },
  { output: 'linear', loss: 'squared' },
  { output: 'sigmoid', loss: 'squared' },
  { output: 'sigmoid', loss: 'crossEntropy' },
  { output: 'tanh', loss: 'huber' },
  { output: 'linear', loss: 'huber' },
  { output: 'linear', loss: 'hinge' },
  { output: 'step', loss: 'perceptron' },
] as const;

/** Ends of a network that tells several classes apart. */
export const classEnds = [
  { output: 'softmax', loss: 'categoricalCrossEntropy' },
  { output: 'tanh', loss: 'squared' },
  { output: 'linear', loss: 'hinge' },
  { output: 'step', loss: 'perceptron' },
] as const;

export interface Case extends Partial<Omit<MlpOptions, 'capacity' | 'hidden'>> {
  /** Of all hidden layers. */
  hidden?: ActivationName;
  samples?: number;
  seed?: string;
}

/** A network with random parameters; random samples with targets ±1 (of several outputs one is 1), alike in all sets. */
export function createModel(createKernels: CreateKernels, options: Case = {}): Mlp {
  const { sizes = [2, 4, 2, 1], hidden = 'tanh', output = 'tanh', loss = 'squared', samples = 30 } = options;
  const random = createRandom(options.seed ?? 'case');
  const model = new Mlp(createKernels, {
    sizes,
    hidden: sizes.slice(2).map(() => hidden),
    output,
    loss,
    capacity: { train: samples, test: samples, map: samples },
  });
  const draw = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => scale * (2 * random() - 1));
  model.parameters.set(draw(model.parameters.length, 0.8));
  const columns = Array.from({ length: sizes[0] }, () => draw(samples, 3));
  const outputs = sizes[sizes.length - 1];
  const classes = draw(samples, 1).map((drawn) => Math.floor(((drawn + 1) / 2) * Math.max(2, outputs)));
  const targets = Array.from({ length: outputs }, (_, output) =>
    classes.map((number) => (outputs === 1 ? 2 * number - 1 : number === output ? 1 : -1)),
  );
  model.load('train', columns, targets);
  model.load('test', columns, targets);
  model.load('map', columns);
  return model;
}

/** The largest difference, relative to the largest expected number. */
export function worstError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const largest = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (value, i) => Math.abs(actual[i] - value))) / largest;
}
