import { packedGradient } from './gradient';
import { pack, unpack } from './pack';
import { Plan, ruleOf } from './plan';
import { decayWeights, L1, L2, shrinkWeights } from './penalty';
import { limitNorm, update } from './update';

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
  const penaltyStep = rule.learningRate * rule.regularizationRate;
  pack(plan);
  for (let s = first; s < end; s += batchSize) {
    packedGradient(plan, s, min(s + batchSize, end), hasDropout);
    if (rule.clipNorm > 0) limitNorm(plan, rule.clipNorm);
    if (rule.regularization & L2) decayWeights(plan, penaltyStep);
    update(plan, rule);
    if (rule.regularization & L1) shrinkWeights(plan, penaltyStep);
  }
  unpack(plan, 0, 0);
}
