import { packedWeightBytes } from './pack';
import { layerAt, Plan } from './plan';

// Bits of the codes in src/lib/engine/regularizers.ts.
export const L1: i32 = 1;
export const L2: i32 = 2;

/** w −= step · w for all packed weights; biases stay as they are. */
export function decayWeights(plan: Plan, step: f32): void {
  const steps = f32x4.splat(step);
  for (let index = 0; index < plan.layerCount; index++) {
    const layer = layerAt(plan, index);
    const end = layer.packed + packedWeightBytes(layer, index == plan.layerCount - 1);
    for (let p = layer.packed; p != end; p += 16) {
      const w = v128.load(p);
      v128.store(p, f32x4.sub(w, f32x4.mul(steps, w)));
    }
  }
}

/** w − step · sign w for all packed weights, and +0 where the sign would flip; NaN stays NaN. */
export function shrinkWeights(plan: Plan, step: f32): void {
  const steps = f32x4.splat(step);
  const signBit = i32x4.splat(0x80000000);
  for (let index = 0; index < plan.layerCount; index++) {
    const layer = layerAt(plan, index);
    const end = layer.packed + packedWeightBytes(layer, index == plan.layerCount - 1);
    for (let p = layer.packed; p != end; p += 16) {
      const w = v128.load(p);
      const size = f32x4.pmax(f32x4.sub(f32x4.abs(w), steps), f32x4.splat(0));
      v128.store(p, f32x4.add(v128.or(size, v128.and(w, signBit)), f32x4.splat(0)));
    }
  }
}
