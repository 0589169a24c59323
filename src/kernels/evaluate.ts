import { forward } from './forward';
import { lossSum, rightAnswers } from './loss';
import { layerAt, Plan, sampleSet } from './plan';
import { rowBytes } from './vector';

/** Sums of losses and of right answers over a set, to the plan's results. */
export function evaluate(plan: Plan, setIndex: i32): void {
  const set = sampleSet(plan, setIndex);
  const outputs = layerAt(plan, plan.layerCount - 1).outputs;
  let loss: f64 = 0;
  let right = 0;
  for (let first = 0; first < set.count; first += plan.chunk) {
    const samples = min(plan.chunk, set.count - first);
    let output = forward(plan, set, first, samples);
    let z = plan.preActivations;
    let target = set.targets + (first << 2);
    for (let o = 0; o < outputs; o++) {
      loss += lossSum(z, output, target, samples, plan.loss);
      right += rightAnswers(z, target, samples);
      z += rowBytes(samples);
      output += rowBytes(samples);
      target += set.stride;
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
