import { activate } from './activation';
import { layerAt, Plan, SampleSet } from './plan';
import { product } from './product';
import { rowBytes } from './vector';

/** Activations of all neurons for samples [first, first + samples) of a set; rows of rowBytes(samples). */
export function forward(plan: Plan, set: SampleSet, first: i32, samples: i32): void {
  const bytes = rowBytes(samples);
  const last = plan.layerCount - 1;
  let input = set.columns + (first << 2);
  let stride = set.stride;
  let out = plan.activations;
  for (let index = 0; index <= last; index++) {
    const layer = layerAt(plan, index);
    const depth = layer.inputs;
    const z = index == last ? plan.preActivations : out;
    product(z, layer.outputs, bytes, layer.biases, layer.weights, depth << 2, 4, input, stride, depth);
    const code = index == last ? plan.outputActivation : plan.hiddenActivation;
    activate(out, z, bytes * layer.outputs, code);
    input = out;
    stride = bytes;
    out += bytes * layer.outputs;
  }
}
