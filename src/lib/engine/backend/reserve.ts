const PAGE_BYTES = 65_536;
const ALIGNMENT = 64;

/**
 * Makes room in a module's memory after what the compiler keeps there.
 * @returns where it begins, in bytes, on the border of a cache line
 */
export function reserve(
  { memory, heapBase }: { readonly memory: WebAssembly.Memory; readonly heapBase: () => number },
  byteLength: number,
): number {
  const base = Math.ceil(heapBase() / ALIGNMENT) * ALIGNMENT;
  const missing = Math.ceil((base + byteLength - memory.buffer.byteLength) / PAGE_BYTES);
  if (missing <= 0) return base;
  try {
    memory.grow(missing);
  } catch {
    throw new RangeError(
      `memory: expected a network that fits into what there is, got one of ${byteLength} bytes`,
    );
  }
  return base;
}
