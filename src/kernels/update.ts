import { Plan, Rule } from './plan';
import { multiplyAdd, preciseSumOfLanes } from './vector';

// Codes as in src/lib/engine/optimizers.ts.
const SGD: i32 = 0;
const MOMENTUM: i32 = 1;
const NESTEROV: i32 = 2;
const RMSPROP: i32 = 3;
const ADAMW: i32 = 5;

const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;
const ALPHA: f64 = 0.99;
const EPSILON: f32 = 1e-8;

/** Makes the packed gradients no longer than `limit`, as torch.nn.utils.clip_grad_norm_ does. */
export function limitNorm(plan: Plan, limit: f32): void {
  const start = plan.packedGradients;
  const end = start + plan.packedBytes;
  let squares: f64 = 0;
  for (let g = start; g != end; g += 16) {
    const gradient = v128.load(g);
    squares += preciseSumOfLanes(f32x4.mul(gradient, gradient));
  }
  const factor = <f32>(<f64>limit / (Math.sqrt(squares) + 1e-6));
  if (factor >= 1) return;
  for (let g = start; g != end; g += 16) v128.store(g, f32x4.mul(v128.load(g), f32x4.splat(factor)));
}

/** One step of the optimizer for all packed parameters. */
export function update(plan: Plan, rule: Rule): void {
  if (rule.optimizer == SGD) descend(plan, rule.learningRate);
  else if (rule.optimizer <= NESTEROV) descendWithMomentum(plan, rule);
  else if (rule.optimizer == RMSPROP) descendByMeanSquare(plan, rule.learningRate);
  else descendByMoments(plan, rule);
}

/** p −= rate · g. */
function descend(plan: Plan, rate: f32): void {
  const rates = f32x4.splat(-rate);
  const toGradient = plan.packedGradients - plan.packed;
  const end = plan.packed + plan.packedBytes;
  for (let p = plan.packed; p != end; p += 16) {
    v128.store(p, multiplyAdd(rates, v128.load(p + toGradient), v128.load(p)));
  }
}

/** m = μ m + g; p −= rate · m, or with Nesterov's look ahead rate · (g + μ m). */
function descendWithMomentum(plan: Plan, rule: Rule): void {
  const rates = f32x4.splat(-rule.learningRate);
  const momentum = f32x4.splat(rule.momentum);
  const toGradient = plan.packedGradients - plan.packed;
  const toMoment = plan.moments - plan.packed;
  const end = plan.packed + plan.packedBytes;
  for (let p = plan.packed; p != end; p += 16) {
    const g = v128.load(p + toGradient);
    const m = multiplyAdd(momentum, v128.load(p + toMoment), g);
    v128.store(p + toMoment, m);
    const direction = rule.optimizer == MOMENTUM ? m : multiplyAdd(momentum, m, g);
    v128.store(p, multiplyAdd(rates, direction, v128.load(p)));
  }
}

/** v = α v + (1 − α) g²; p −= rate · g / (√v + ε). */
function descendByMeanSquare(plan: Plan, rate: f32): void {
  const rates = f32x4.splat(rate);
  const toGradient = plan.packedGradients - plan.packed;
  const toMoment = plan.moments - plan.packed;
  const end = plan.packed + plan.packedBytes;
  for (let p = plan.packed; p != end; p += 16) {
    const g = v128.load(p + toGradient);
    const v = running(v128.load(p + toMoment), f32x4.mul(g, g), ALPHA);
    v128.store(p + toMoment, v);
    const size = f32x4.add(f32x4.sqrt(v), f32x4.splat(EPSILON));
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(rates, g), size)));
  }
}

/** Adam, and AdamW with its decay of every parameter before. */
function descendByMoments(plan: Plan, rule: Rule): void {
  const firstPower = f64.load(plan.powers) * BETA1;
  const secondPower = f64.load(plan.powers, 8) * BETA2;
  f64.store(plan.powers, firstPower);
  f64.store(plan.powers, secondPower, 8);
  const rates = f32x4.splat(<f32>(<f64>rule.learningRate / (1 - firstPower)));
  const correction = f32x4.splat(<f32>(1 / Math.sqrt(1 - secondPower)));
  const kept = f32x4.splat(rule.optimizer == ADAMW ? 1 - rule.learningRate * rule.weightDecay : 1);
  const toGradient = plan.packedGradients - plan.packed;
  const toFirst = plan.moments - plan.packed;
  const toSecond = toFirst + plan.packedBytes;
  const end = plan.packed + plan.packedBytes;
  for (let p = plan.packed; p != end; p += 16) {
    const g = v128.load(p + toGradient);
    const m = running(v128.load(p + toFirst), g, BETA1);
    const v = running(v128.load(p + toSecond), f32x4.mul(g, g), BETA2);
    v128.store(p + toFirst, m);
    v128.store(p + toSecond, v);
    const size = multiplyAdd(f32x4.sqrt(v), correction, f32x4.splat(EPSILON));
    const step = f32x4.div(f32x4.mul(rates, m), size);
    v128.store(p, f32x4.sub(f32x4.mul(v128.load(p), kept), step));
  }
}

/** A running mean's next value. */
// @ts-ignore: decorator
@inline
function running(mean: v128, value: v128, kept: f64): v128 {
  return multiplyAdd(mean, f32x4.splat(<f32>kept), f32x4.mul(value, f32x4.splat(<f32>(1 - kept))));
}
