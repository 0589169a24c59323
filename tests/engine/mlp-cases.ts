import { readFile } from 'node:fs/promises';
import { compileKernels, wasmKernels } from '../../src/lib/engine/backend/wasm';
import type { CreateKernels } from '../../src/lib/engine/backend/kernels';
import { Mlp, type MlpOptions } from '../../src/lib/engine/models/mlp';
import { createRandom } from '../../src/lib/engine/random';

const bytes = await readFile(new URL('../../src/kernels/build/kernels.wasm', import.meta.url));
export const simdKernels = wasmKernels(await compileKernels(bytes));

export const activationNames = ['tanh', 'relu', 'sigmoid', 'linear'] as const;

/** Every sensible end of a network. */
export const ends = [
  { output: 'tanh', loss: 'squared' },
  { output: 'linear', loss: 'squared' },
  { output: 'sigmoid', loss: 'squared' },
  { output: 'sigmoid', loss: 'crossEntropy' },
] as const;

export interface Case extends Partial<Omit<MlpOptions, 'capacity'>> {
  samples?: number;
  seed?: string;
}

/** A network with random parameters; random samples with targets ±1, the same in all three sets. */
export function createModel(createKernels: CreateKernels, options: Case = {}): Mlp {
  const { sizes = [2, 4, 2, 1], hidden = 'tanh', output = 'tanh', loss = 'squared', samples = 30 } = options;
  const random = createRandom(options.seed ?? 'case');
  const model = new Mlp(createKernels, {
    sizes,
    hidden,
    output,
    loss,
    capacity: { train: samples, test: samples, map: samples },
  });
  const draw = (count: number, scale: number) =>
    Float32Array.from({ length: count }, () => scale * (2 * random() - 1));
  model.parameters.set(draw(model.parameters.length, 0.8));
  const columns = Array.from({ length: sizes[0] }, () => draw(samples, 3));
  const targets = draw(samples * sizes[sizes.length - 1], 1).map(Math.sign);
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
