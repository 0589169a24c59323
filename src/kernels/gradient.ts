import { activate, activateWithSlopes, needsSlopes, softmax, SOFTMAX, STORED } from './activation';
import { dropOut } from './dropout';
import { hiddenBackward } from './hidden-backward';
import { hiddenForward } from './hidden-forward';
import { hiddenGradient } from './hidden-gradient';
import { outputDelta } from './loss';
import { outputBackward, outputForward, outputGradient } from './output-layer';
import { layerAt, Plan, ruleOf, sampleSet, SampleSet } from './plan';
import { rowBytes } from './vector';

/** Mean gradient over training samples [first, end), to the packed gradients; with the rule's dropout or without. */
export function packedGradient(plan: Plan, first: i32, end: i32, hasDropout: bool): void {
  const set = sampleSet(plan, 0);
  const scale: f32 = 1 / <f32>(end - first);
  let target = plan.packedGradients;
  for (let s = first; s < end; s += plan.chunk) {
    chunkGradient(plan, set, s, min(plan.chunk, end - s), scale, target - plan.packed, hasDropout);
    if (s != first) add(plan.packedGradients, target, plan.packedBytes);
    target = plan.chunkGradients;
  }
}

/** sums += terms, over whole vectors. */
function add(sums: usize, terms: usize, bytes: usize): void {
  for (const end = sums + bytes; sums != end; sums += 16, terms += 16) {
    v128.store(sums, f32x4.add(v128.load(sums), v128.load(terms)));
  }
}

/** scale · Σ of the gradients of one chunk's samples; toGradient leads from a packed parameter to its own. */
function chunkGradient(
  plan: Plan, set: SampleSet, first: i32, samples: i32, scale: f32, toGradient: usize, hasDropout: bool,
): void {
  const last = plan.layerCount - 1;
  const features = set.columns + (first << 2);
  const toDelta = plan.deltas - plan.activations;
  const toSlope = plan.slopes - plan.activations;

  let next = plan.activations;
  let x = features;
  let sampleStep: usize = 4;
  let inputStep = set.stride;
  for (let index = 0; index < last; index++) {
    const layer = layerAt(plan, index);
    const row = rowBytes(layer.outputs);
    hiddenForward(next, layer.packed, layer.outputs, x, sampleStep, inputStep, samples, layer.inputs);
    if (hasDropout || needsSlopes(layer.activation)) {
      activateWithSlopes(next, next + toSlope, row * samples, layer.activation);
      if (hasDropout) dropOut(next, next + toSlope, layer.outputs, samples, first, index, ruleOf(plan));
    } else {
      activate(next, next, row * samples, layer.activation);
    }
    x = next;
    sampleStep = row;
    inputStep = 4;
    next += row * samples;
  }

  let layer = layerAt(plan, last);
  if (last == 0) {
    gather(next, features, set.stride, samples, layer.inputs);
    x = next;
  }
  const bytes = rowBytes(samples);
  const z = plan.preActivations;
  const output = z + bytes * layer.outputs;
  const delta = output + bytes * layer.outputs;
  outputForward(z, layer.packed, layer.outputs, x, samples, layer.inputs);
  if (plan.outputActivation == SOFTMAX) softmax(output, z, layer.outputs, bytes);
  else activate(output, z, bytes * layer.outputs, plan.outputActivation);
  for (let o = 0; o < layer.outputs; o++) {
    const target = set.targets + set.stride * o + (first << 2);
    const at = bytes * o;
    outputDelta(delta + at, z + at, output + at, target, samples, scale, plan.loss, plan.outputActivation);
  }
  outputGradient(layer.packed + toGradient, layer.outputs, delta, x, samples, layer.inputs);
  if (last == 0) return;
  let source = layerAt(plan, last - 1).activation;
  let isStored = hasDropout || needsSlopes(source);
  outputBackward(
    x + toDelta, isStored ? x + toSlope : x, isStored ? STORED : source,
    layer.packed, layer.outputs, delta, samples, layer.inputs,
  );

  for (let index = last - 1; ; index--) {
    layer = layerAt(plan, index);
    const deltas = x + toDelta;
    if (index > 0) {
      sampleStep = rowBytes(layer.inputs);
      x -= sampleStep * samples;
    } else {
      x = features;
      sampleStep = 4;
      inputStep = set.stride;
    }
    hiddenGradient(
      layer.packed + toGradient, layer.outputs, deltas, x, sampleStep, inputStep, samples, layer.inputs,
    );
    if (index == 0) return;
    source = layerAt(plan, index - 1).activation;
    isStored = hasDropout || needsSlopes(source);
    hiddenBackward(
      x + toDelta, isStored ? x + toSlope : x, isStored ? STORED : source,
      layer.packed, layer.outputs, deltas, samples, layer.inputs,
    );
  }
}

/** Columns of features, to rows of whole vectors. */
function gather(rows: usize, columns: usize, stride: usize, samples: i32, inputs: i32): void {
  const row = rowBytes(inputs);
  for (let i = 0; i < inputs; i++, rows += 4, columns += stride) {
    for (let s = 0; s < samples; s++) f32.store(rows + row * s, f32.load(columns + (s << 2)));
  }
}
