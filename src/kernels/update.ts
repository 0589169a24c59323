import { packedWeightBytes } from './pack';
import { layerAt, Plan } from './plan';

// Codes as in src/lib/engine/regularizers.ts.
const L1: i32 = 1;

/** Packed parameters −= rate · gradients. */
export function descend(plan: Plan, rate: f32): void {
  const rates = f32x4.splat(rate);
  const toGradient = plan.packedGradients - plan.packed;
  const end = plan.packed + plan.packedBytes;
  for (let p = plan.packed; p != end; p += 16) {
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(rates, v128.load(p + toGradient))));
  }
}

/** The penalty's step on all packed weights; biases stay as they are. */
export function regularize(plan: Plan, code: i32, step: f32): void {
  const steps = f32x4.splat(step);
  for (let index = 0; index < plan.layerCount; index++) {
    const layer = layerAt(plan, index);
    const end = layer.packed + packedWeightBytes(layer, index == plan.layerCount - 1);
    for (let p = layer.packed; p != end; p += 16) {
      const w = v128.load(p);
      v128.store(p, code == L1 ? shrink(w, steps) : f32x4.sub(w, f32x4.mul(steps, w)));
    }
  }
}

/** w − step · sign w, and +0 where the sign would flip; NaN stays NaN. */
// @ts-ignore: decorator
@inline
function shrink(w: v128, steps: v128): v128 {
  const size = f32x4.pmax(f32x4.sub(f32x4.abs(w), steps), f32x4.splat(0));
  const sign = v128.and(w, i32x4.splat(0x80000000));
  return f32x4.add(v128.or(size, sign), f32x4.splat(0));
}
