import { referenceKernels } from '../../src/lib/engine/backend/reference';
import { multiplyAddKernels, pageKernels, simdKernels } from './mlp-cases';

/** Every kind of kernels that has to keep to the recorded numbers. */
export const backends = [
  { backend: 'reference', createKernels: referenceKernels },
  { backend: 'SIMD', createKernels: simdKernels },
  { backend: 'multiply-add', createKernels: multiplyAddKernels },
  { backend: 'page', createKernels: pageKernels },
];
