import { loadKernels, referenceKernels, type CreateKernels, type KernelBuild } from '$lib/engine';

/** The fast kernels, or the plain ones where this browser has no SIMD. */
export async function fetchKernels(urls: Readonly<Record<KernelBuild, string>>): Promise<CreateKernels> {
  try {
    return await loadKernels(async (build) => (await fetch(urls[build])).arrayBuffer());
  } catch (error) {
    console.warn('Training with the plain kernels:', error);
    return referenceKernels;
  }
}
