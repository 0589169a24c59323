import { Plan } from './plan';
import { multiplyAdd, numberAt } from '../vector';

// AdamW as torch.optim has it.
const BETA1: f64 = 0.9;
const BETA2: f64 = 0.999;
/** β₁, β₂, 1 − β₁, 1 − β₂, ε. */
const numbers = memory.data<f32>([0.9, 0.999, 0.1, 0.001, 1e-8]);

/** What the gradients are multiplied by so that they are no longer than `limit`, as clip_grad_norm_ does. */
export function clippedShare(plan: Plan, limit: f64): f64 {
  const end = plan.parameters + plan.toGradients + plan.parameterBytes;
  let squares = f64x2.splat(0);
  for (let g = plan.parameters + plan.toGradients; g != end; g += 16) {
    const gradient = v128.load(g);
    const low = f64x2.promote_low_f32x4(gradient);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(gradient, gradient, 2, 3, 2, 3));
    squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  const length = Math.sqrt(f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
  return min(1.0, limit / (length + 1e-6));
}

/** One step for all packed parameters, by `share` of their gradients. */
export function update(plan: Plan, learningRate: f64, weightDecay: f64, share: f64): void {
  const firstPower = f64.load(plan.powers) * BETA1;
  const secondPower = f64.load(plan.powers, 8) * BETA2;
  f64.store(plan.powers, firstPower);
  f64.store(plan.powers, secondPower, 8);
  const rates = f32x4.splat(<f32>(learningRate / (1 - firstPower)));
  const correction = f32x4.splat(<f32>(1 / Math.sqrt(1 - secondPower)));
  const kept = f32x4.splat(<f32>(1 - learningRate * weightDecay));
  const shares = f32x4.splat(<f32>share);
  const beta1 = numberAt(numbers, 0);
  const beta2 = numberAt(numbers, 1);
  const rest1 = numberAt(numbers, 2);
  const rest2 = numberAt(numbers, 3);
  const epsilon = numberAt(numbers, 4);
  const toGradients = plan.toGradients;
  const toFirst = plan.toFirst;
  const toSecond = plan.toSecond;
  const end = plan.parameters + plan.parameterBytes;
  for (let p = plan.parameters; p != end; p += 16) {
    const gradient = f32x4.mul(shares, v128.load(p + toGradients));
    const first = multiplyAdd(v128.load(p + toFirst), beta1, f32x4.mul(gradient, rest1));
    const square = f32x4.mul(f32x4.mul(gradient, gradient), rest2);
    const second = multiplyAdd(v128.load(p + toSecond), beta2, square);
    v128.store(p + toFirst, first);
    v128.store(p + toSecond, second);
    const size = multiplyAdd(f32x4.sqrt(second), correction, epsilon);
    const step = f32x4.div(f32x4.mul(rates, first), size);
    v128.store(p, f32x4.sub(f32x4.mul(v128.load(p), kept), step));
  }
}
