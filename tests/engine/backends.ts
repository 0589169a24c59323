import { referenceKernels } from '../../src/lib/engine/backend/reference';

/** Every kind of kernels that has to keep to the recorded numbers. */
export const backends = [{ backend: 'reference', createKernels: referenceKernels }];
