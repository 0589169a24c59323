import type { CreateKernels } from './kernels';
import { readPlan, readRule } from './plan';
import { ReferenceNetwork } from './reference-network';
import { update } from './reference-update';

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
    train(planOffset, first, end, batchSize) {
      const plan = readPlan(buffer, planOffset);
      const rule = readRule(buffer, plan.rule);
      const network = new ReferenceNetwork(buffer, plan);
      for (let start = first; start < end; start += batchSize) {
        network.gradient(start, Math.min(start + batchSize, end), rule);
        update(network, buffer, plan, rule);
      }
    },
    evaluate: (plan, set) => networkOf(plan).evaluate(set),
    lossesOf(plan, set, parameters, count, losses) {
      const network = networkOf(plan);
      const sums = new Float64Array(buffer, losses, count);
      for (let k = 0, from = parameters; k < count; k++, from += network.parameters.byteLength) {
        network.parameters.set(new Float32Array(buffer, from, network.parameters.length));
        network.evaluate(set);
        sums[k] = network.lossSum;
      }
    },
    map: (plan) => networkOf(plan).map(),
  };
};
