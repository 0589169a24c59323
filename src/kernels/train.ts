import { packedGradient } from './gradient';
import { pack, unpack } from './pack';
import { Plan } from './plan';
import { descend, regularize } from './update';

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
