import type { CreateKernels, Kernels } from './kernels';

const PAGE_BYTES = 65_536;

/** What src/kernels/index.ts exports, and the memory the compiler adds. */
interface KernelExports extends Omit<Kernels, 'buffer' | 'base'> {
  readonly memory: WebAssembly.Memory;
  /** The first byte the compiler leaves free. */
  readonly heapBase: () => number;
}

/**
 * Compiles kernels.wasm, once for all models.
 * @throws {WebAssembly.CompileError} where there is no SIMD; referenceKernels run everywhere.
 */
export function compileKernels(bytes: BufferSource): Promise<WebAssembly.Module> {
  return WebAssembly.compile(bytes);
}

/** Kernels of a compiled kernels.wasm; each call makes an instance with a memory of its own. */
export function wasmKernels(module: WebAssembly.Module): CreateKernels {
  return (byteLength) => {
    const exports = new WebAssembly.Instance(module).exports as unknown as KernelExports;
    const { memory, heapBase, gradient, train, evaluate, lossesOf, map } = exports;
    const base = Math.ceil(heapBase() / 16) * 16;
    const missing = base + byteLength - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
    return { buffer: memory.buffer, base, gradient, train, evaluate, lossesOf, map };
  };
}
