import { regularizers } from '../regularizers';
import type { CreateKernels } from './kernels';
import { readPlan } from './plan';
import { entryOf, ReferenceNetwork } from './reference-network';

/**
 * The kernels as plain loops, computing in doubles over float32 memory: the specification of the fast
 * ones, and what runs where WebAssembly SIMD does not.
 */
export const referenceKernels: CreateKernels = (byteLength) => {
  const buffer = new ArrayBuffer(byteLength);
  const networkOf = (plan: number) => new ReferenceNetwork(buffer, readPlan(buffer, plan));
  return {
    buffer,
    base: 0,
    gradient: (plan, first, end) => networkOf(plan).gradient(first, end),
    train(plan, first, end, batchSize, learningRate, regularization, regularizationRate) {
      const network = networkOf(plan);
      const regularizer = entryOf(regularizers, regularization);
      for (let start = first; start < end; start += batchSize) {
        network.gradient(start, Math.min(start + batchSize, end));
        network.descend(learningRate);
        network.regularize(regularizer, learningRate * regularizationRate);
      }
    },
    evaluate: (plan, set) => networkOf(plan).evaluate(set),
    map: (plan) => networkOf(plan).map(),
  };
};
