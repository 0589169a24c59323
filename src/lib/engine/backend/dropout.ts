import { mixedBits } from '../random';

/**
 * Whether dropout leaves a neuron in, from 32 mixed bits (the finalizer of MurmurHash3): a function of its
 * arguments alone, so that a run is the same however it is cut into calls.
 * @param key of the run and the epoch
 * @param sample number among the training samples in their present order
 * @param layer of the neuron, counted from 0
 * @param neuron number within its layer
 * @param threshold share of neurons left out · 2³²
 */
export function staysIn(
  key: number,
  sample: number,
  layer: number,
  neuron: number,
  threshold: number,
): boolean {
  const bits = key + Math.imul(sample, 0x9e3779b1) + Math.imul(layer * 64 + neuron, 0x85ebca77);
  return mixedBits(bits) >= threshold;
}
