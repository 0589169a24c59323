import { kept } from '../kept';
import {
  canGenerate,
  generateTraining,
  hasMultiplyAdd,
  type GeneratedAddresses,
  type GeneratedShape,
} from './generated';
import type { CreateKernels, KernelBuild, Kernels, SpecializedTrain } from './kernels';
import { reserve } from './reserve';

const KEPT_TRAININGS = 32;

interface CompiledTraining {
  readonly module: WebAssembly.Module;
  /** Of the scratch memory it uses so many. */
  readonly scratchBytes: number;
}

/** What src/kernels/index.ts exports, and the memory the compiler adds. */
interface KernelExports extends Omit<Kernels, 'build' | 'buffer' | 'base' | 'specialize'> {
  readonly memory: WebAssembly.Memory;
  /** The first byte the compiler leaves free. */
  readonly heapBase: () => number;
}

/**
 * Compiles a build of the kernels, once for all models.
 * @throws {WebAssembly.CompileError} where there is no SIMD; referenceKernels run everywhere.
 */
export function compileKernels(bytes: BufferSource): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes);
}

/**
 * Kernels of a compiled build; each call makes an instance with a memory of its own. Modules for one shape are
 * compiled once for all of them.
 */
export function wasmKernels(module: WebAssembly.Module, build: KernelBuild): CreateKernels {
  const trainings = new Map<string, CompiledTraining>();
  const compiled = (shape: GeneratedShape, addresses: GeneratedAddresses) =>
    kept(trainings, JSON.stringify([shape, addresses]), KEPT_TRAININGS, () => {
      const { bytes, scratchBytes } = generateTraining(shape, addresses);
      return { module: new WebAssembly.Module(bytes), scratchBytes };
    });
  return (byteLength) => {
    const exports = new WebAssembly.Instance(module).exports as unknown as KernelExports;
    const { memory, gradient, train, evaluate, lossesOf, map } = exports;
    const base = reserve(exports, byteLength);
    const specialize: Kernels['specialize'] = (training, addresses, scratchLength) => {
      const shape = { ...training, hasMultiplyAdd: build === 'multiplyAdd' };
      if (!canGenerate(shape)) return undefined;
      const { module, scratchBytes } = compiled(shape, addresses);
      if (scratchBytes > scratchLength) return undefined;
      return new WebAssembly.Instance(module, { env: { memory } }).exports.train as SpecializedTrain;
    };
    return { build, buffer: memory.buffer, base, gradient, train, evaluate, lossesOf, map, specialize };
  };
}

/**
 * Kernels of the fastest build that runs here.
 * @param load gives a build's bytes
 * @throws {WebAssembly.CompileError} where there is no SIMD; referenceKernels run everywhere.
 */
export async function loadKernels(
  load: (build: KernelBuild) => BufferSource | Promise<BufferSource>,
): Promise<CreateKernels> {
  const build = hasMultiplyAdd() ? 'multiplyAdd' : 'plain';
  return wasmKernels(await compileKernels(await load(build)), build);
}
