import type { KernelBuild } from '$lib/engine';

/**
 * The fast kernels, or the plain ones where this browser has no SIMD.
 * @param urls of the compiled builds
 * @param load makes kernels of the best build that runs here
 */
export async function fetchKernels<Create>(
  urls: Readonly<Record<KernelBuild, string>>,
  load: (bytesOf: (build: KernelBuild) => Promise<ArrayBuffer>) => Promise<Create>,
  plain: Create,
): Promise<Create> {
  try {
    return await load(async (build) => (await fetch(urls[build])).arrayBuffer());
  } catch (error) {
    console.warn('Training with the plain kernels:', error);
    return plain;
  }
}
