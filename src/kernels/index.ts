import { lossSum, rightAnswers } from './loss';
import { forward } from './network';
import { pack, unpack } from './pack';
import { layerAt, Plan, sampleSet } from './plan';
import { packedGradient } from './training';
import { descend, regularize } from './update';
import { rowBytes } from './vector';

/** The first byte the compiler leaves free. */
export function heapBase(): usize {
  return __heap_base;
}

/** Mean gradient of the data loss over training samples [first, end). */
export function gradient(plan: Plan, first: i32, end: i32): void {
  pack(plan);
  packedGradient(plan, first, end);
  unpack(plan, plan.packedGradients - plan.packed, plan.gradients - plan.parameters);
}

/** One update for each batch of training samples [first, end), the last one partial if need be. */
export function train(
  plan: Plan, first: i32, end: i32, batchSize: i32,
  learningRate: f32, regularization: i32, regularizationRate: f32,
): void {
  pack(plan);
  for (let s = first; s < end; s += batchSize) {
    packedGradient(plan, s, min(s + batchSize, end));
    descend(plan, learningRate);
    if (regularization) regularize(plan, regularization, learningRate * regularizationRate);
  }
  unpack(plan, 0, 0);
}

/** Sums of losses and of right answers over a set, to the plan's results. */
export function evaluate(plan: Plan, setIndex: i32): void {
  const set = sampleSet(plan, setIndex);
  const outputs = layerAt(plan, plan.layerCount - 1).outputs;
  let loss: f64 = 0;
  let right = 0;
  for (let first = 0; first < set.count; first += plan.chunk) {
    const samples = min(plan.chunk, set.count - first);
    const bytes = rowBytes(samples);
    forward(plan, set, first, samples);
    let output = plan.activations;
    for (let i = 0; i < plan.layerCount - 1; i++) output += bytes * layerAt(plan, i).outputs;
    for (let o = 0; o < outputs; o++) {
      const z = plan.preActivations + bytes * o;
      const target = set.targets + set.stride * o + (first << 2);
      loss += lossSum(z, output + bytes * o, target, samples, plan.loss);
      right += rightAnswers(z, target, samples);
    }
  }
  f64.store(plan.results, loss);
  f64.store(plan.results, <f64>right, 8);
}

/** All neurons on all map samples, [neurons][map samples], to the plan's mapped. */
export function map(plan: Plan): void {
  const set = sampleSet(plan, 2);
  let neurons = 0;
  for (let i = 0; i < plan.layerCount; i++) neurons += layerAt(plan, i).outputs;
  for (let first = 0; first < set.count; first += plan.chunk) {
    const samples = min(plan.chunk, set.count - first);
    forward(plan, set, first, samples);
    let from = plan.activations;
    let to = plan.mapped + (first << 2);
    for (let n = 0; n < neurons; n++) {
      copy(to, from, samples);
      from += rowBytes(samples);
      to += set.count << 2;
    }
  }
}

/** memory.copy leaves the module, which costs more than a short row. */
function copy(to: usize, from: usize, count: i32): void {
  for (; count >= 4; count -= 4, from += 16, to += 16) v128.store(to, v128.load(from));
  for (; count > 0; count--, from += 4, to += 4) f32.store(to, f32.load(from));
}
