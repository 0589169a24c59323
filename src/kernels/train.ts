import { packedGradient } from './gradient';
import { pack, unpack } from './pack';
import { Plan, ruleOf } from './plan';
import { limitNorm, regularize, update } from './update';

/** Mean gradient of the data loss over training samples [first, end), without dropout. */
export function gradient(plan: Plan, first: i32, end: i32): void {
  pack(plan);
  packedGradient(plan, first, end, false);
  unpack(plan, plan.packedGradients - plan.packed, plan.gradients - plan.parameters);
}

/** One update for each batch of training samples [first, end), the last one partial if need be. */
export function train(plan: Plan, first: i32, end: i32, batchSize: i32): void {
  const rule = ruleOf(plan);
  const hasDropout = rule.dropoutThreshold != 0;
  pack(plan);
  for (let s = first; s < end; s += batchSize) {
    packedGradient(plan, s, min(s + batchSize, end), hasDropout);
    if (rule.clipNorm > 0) limitNorm(plan, rule.clipNorm);
    update(plan, rule);
    if (rule.regularization) regularize(plan, rule.regularization, rule.learningRate * rule.regularizationRate);
  }
  unpack(plan, 0, 0);
}
