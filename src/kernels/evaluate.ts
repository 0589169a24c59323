import { countConfusion } from './confusion';
import { forward } from './forward';
import { CATEGORICAL_CROSS_ENTROPY, categoricalLossSum, lossSum, squaredErrors } from './loss';
import { layerAt, Plan, SampleSet, sampleSet } from './plan';
import { rowBytes } from './vector';

/** Loss, squared errors and confusion matrix over a set, to the plan's results. */
export function evaluate(plan: Plan, setIndex: i32): void {
  const set = sampleSet(plan, setIndex);
  const outputs = layerAt(plan, plan.layerCount - 1).outputs;
  const classes = max(2, outputs);
  const confusion = plan.results + 16;
  memory.fill(plan.results, 0, 16 + ((classes * classes) << 3));
  let loss: f64 = 0;
  let errors: f64 = 0;
  for (let first = 0; first < set.count; first += plan.chunk) {
    const samples = min(plan.chunk, set.count - first);
    const bytes = rowBytes(samples);
    const target = set.targets + (first << 2);
    const output = forward(plan, set, first, samples);
    loss += chunkLoss(plan, set, first, samples, output, outputs);
    for (let o = 0; o < outputs; o++) errors += squaredErrors(output + bytes * o, target + set.stride * o, samples);
    countConfusion(confusion, plan.preActivations, bytes, target, set.stride, outputs, samples);
  }
  f64.store(plan.results, loss);
  f64.store(plan.results, errors, 8);
}

/** The loss over a set for `count` sets of dense parameters one after another, to losses[count], float64. */
export function lossesOf(plan: Plan, setIndex: i32, parameters: usize, count: i32, losses: usize): void {
  const set = sampleSet(plan, setIndex);
  const outputs = layerAt(plan, plan.layerCount - 1).outputs;
  for (let k = 0; k < count; k++, losses += 8) {
    for (let p = 0; p < plan.parameterCount; p++, parameters += 4) {
      f32.store(plan.parameters + (p << 2), f32.load(parameters));
    }
    let loss: f64 = 0;
    for (let first = 0; first < set.count; first += plan.chunk) {
      const samples = min(plan.chunk, set.count - first);
      const output = forward(plan, set, first, samples);
      loss += chunkLoss(plan, set, first, samples, output, outputs);
    }
    f64.store(losses, loss);
  }
}

function chunkLoss(plan: Plan, set: SampleSet, first: i32, samples: i32, output: usize, outputs: i32): f64 {
  const bytes = rowBytes(samples);
  const z = plan.preActivations;
  const target = set.targets + (first << 2);
  if (plan.loss == CATEGORICAL_CROSS_ENTROPY) {
    return categoricalLossSum(z, bytes, target, set.stride, outputs, samples);
  }
  let loss: f64 = 0;
  for (let o = 0; o < outputs; o++) {
    loss += lossSum(z + bytes * o, output + bytes * o, target + set.stride * o, samples, plan.loss);
  }
  return loss;
}

/** All neurons on all map samples, [neurons][map samples], to the plan's mapped. */
export function map(plan: Plan): void {
  const set = sampleSet(plan, 3);
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
