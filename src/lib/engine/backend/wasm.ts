import { kept } from '../kept';
import {
  canGenerate,
  generateTraining,
  hasMultiplyAdd,
  type GeneratedAddresses,
  type GeneratedShape,
} from './generated';
import type { CreateKernels, KernelBuild, Kernels, SpecializedTrain } from './kernels';

const PAGE_BYTES = 65_536;
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
    const { memory, heapBase, gradient, train, evaluate, lossesOf, map } = exports;
    const base = Math.ceil(heapBase() / 16) * 16;
    const missing = Math.ceil((base + byteLength - memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) growMemory(memory, missing, byteLength);
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

function growMemory(memory: WebAssembly.Memory, pages: number, byteLength: number): void {
  try {
    memory.grow(pages);
  } catch {
    throw new RangeError(
      `memory: expected a network that fits into what there is, got one of ${byteLength} bytes`,
    );
  }
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
