import { activate, multiplyByDerivative } from './activation';
import { hiddenBackward, hiddenForward, hiddenGradient } from './hidden-layer';
import { outputDelta } from './loss';
import { outputBackward, outputForward, outputGradient } from './output-layer';
import { layerAt, Plan, sampleSet, SampleSet } from './plan';
import { rowBytes } from './vector';

/** Mean gradient over training samples [first, end), to the packed gradients. */
export function packedGradient(plan: Plan, first: i32, end: i32): void {
  const set = sampleSet(plan, 0);
  const scale: f32 = 1 / <f32>(end - first);
  let samples = min(plan.chunk, end - first);
  chunkGradient(plan, set, first, samples, scale, plan.packedGradients - plan.packed);
  for (let s = first + samples; s < end; s += samples) {
    samples = min(plan.chunk, end - s);
    chunkGradient(plan, set, s, samples, scale, plan.chunkGradients - plan.packed);
    const last = plan.packedGradients + plan.packedBytes;
    for (let sum = plan.packedGradients, part = plan.chunkGradients; sum != last; sum += 16, part += 16) {
      v128.store(sum, f32x4.add(v128.load(sum), v128.load(part)));
    }
  }
}

/** scale · Σ of the gradients of one chunk's samples; toGradient leads from a packed parameter to its own. */
function chunkGradient(
  plan: Plan, set: SampleSet, first: i32, samples: i32, scale: f32, toGradient: usize,
): void {
  const last = plan.layerCount - 1;
  const features = set.columns + (first << 2);
  const toDelta = plan.deltas - plan.activations;
  let values = plan.activations;
  if (last == 0) gather(values, features, set.stride, samples, layerAt(plan, 0).inputs);
  for (let index = 0; index < last; index++) {
    const layer = layerAt(plan, index);
    const inputs = layer.inputs;
    const bytes = rowBytes(layer.outputs) * samples;
    if (index == 0) {
      hiddenForward(values, layer.packed, layer.outputs, features, 4, set.stride, samples, inputs);
    } else {
      const row = rowBytes(inputs);
      const from = values;
      values += row * samples;
      hiddenForward(values, layer.packed, layer.outputs, from, row, 4, samples, inputs);
    }
    activate(values, values, bytes, plan.hiddenActivation);
  }

  let layer = layerAt(plan, last);
  let width = layer.inputs;
  const outputs = layer.outputs;
  const z = plan.preActivations;
  const bytes = rowBytes(samples);
  const output = z + bytes * outputs;
  const delta = output + bytes * outputs;
  outputForward(z, layer.packed, outputs, values, samples, width);
  activate(output, z, bytes * outputs, plan.outputActivation);
  for (let o = 0; o < outputs; o++) {
    const target = set.targets + set.stride * o + (first << 2);
    outputDelta(delta + bytes * o, output + bytes * o, target, samples, scale, plan.loss, plan.outputActivation);
  }
  outputGradient(layer.packed + toGradient, outputs, delta, values, samples, width);
  if (last == 0) return;
  outputBackward(values + toDelta, layer.packed, outputs, delta, samples, width);

  for (let index = last - 1; ; index--) {
    layer = layerAt(plan, index);
    const deltas = values + toDelta;
    multiplyByDerivative(deltas, values, rowBytes(width) * samples, plan.hiddenActivation);
    if (index == 0) {
      hiddenGradient(layer.packed + toGradient, width, deltas, features, 4, set.stride, samples, layer.inputs);
      return;
    }
    const row = rowBytes(layer.inputs);
    values -= row * samples;
    hiddenGradient(layer.packed + toGradient, width, deltas, values, row, 4, samples, layer.inputs);
    hiddenBackward(values + toDelta, layer.packed, width, deltas, samples, layer.inputs);
    width = layer.inputs;
  }
}

/** Columns of features, to rows of whole vectors. */
function gather(rows: usize, columns: usize, stride: usize, samples: i32, inputs: i32): void {
  const row = rowBytes(inputs);
  for (let i = 0; i < inputs; i++, rows += 4, columns += stride) {
    for (let s = 0; s < samples; s++) f32.store(rows + row * s, f32.load(columns + (s << 2)));
  }
}
