import { activate, multiplyByDerivative } from './activation';
import { outputDelta } from './loss';
import { layerAt, Plan, SampleSet } from './plan';
import { product } from './product';
import { rowBytes } from './vector';
import { addWeightGradient } from './weight-gradient';

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

/** After forward: adds scale · Σ over the same samples of the loss's gradient to the gradients. */
export function addGradient(plan: Plan, set: SampleSet, first: i32, samples: i32, scale: f32): void {
  const bytes = rowBytes(samples);
  const toGradient = plan.gradients - plan.parameters;
  const toDelta = plan.deltas - plan.activations;
  let index = plan.layerCount - 1;
  let layer = layerAt(plan, index);
  let outputs = plan.activations;
  for (let i = 0; i < index; i++) outputs += bytes * layerAt(plan, i).outputs;
  for (let o = 0; o < layer.outputs; o++) {
    const row = outputs + bytes * o;
    const target = set.targets + set.stride * o + (first << 2);
    outputDelta(row + toDelta, row, target, samples, scale, plan.loss, plan.outputActivation);
  }
  for (; index > 0; index--) {
    const width = layer.inputs;
    const inputs = outputs - bytes * width;
    addWeightGradient(
      layer.weights + toGradient, layer.biases + toGradient,
      outputs + toDelta, layer.outputs, bytes, inputs, bytes, width,
    );
    product(
      inputs + toDelta, width, bytes, 0,
      layer.weights, 4, width << 2, outputs + toDelta, bytes, layer.outputs,
    );
    multiplyByDerivative(inputs + toDelta, inputs, bytes * width, plan.hiddenActivation);
    outputs = inputs;
    layer = layerAt(plan, index - 1);
  }
  addWeightGradient(
    layer.weights + toGradient, layer.biases + toGradient,
    outputs + toDelta, layer.outputs, bytes, set.columns + (first << 2), set.stride, layer.inputs,
  );
}
