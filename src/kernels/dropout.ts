import { Rule } from './plan';
import { rowBytes } from './vector';

/**
 * Leaves out neurons of one layer: values and slopes [samples][neurons], rows of whole vectors, become 0 or grow by
 * the rule's scale. The bits that decide are those of src/lib/engine/backend/dropout.ts.
 * @param first number of the first sample
 */
export function dropOut(
  values: usize, slopes: usize, neurons: i32, samples: i32, first: i32, layer: i32, rule: Rule,
): void {
  const row = rowBytes(neurons);
  const scale = f32x4.splat(rule.dropoutScale);
  const threshold = i32x4.splat(rule.dropoutThreshold);
  for (let s = first; s < first + samples; s++) {
    const ofSample = i32x4.splat(rule.dropoutKey + s * 0x9e3779b1);
    let neuron = i32x4.add(i32x4.splat(layer * 64), i32x4(0, 1, 2, 3));
    for (let o: usize = 0; o < row; o += 16) {
      let bits = i32x4.add(ofSample, i32x4.mul(neuron, i32x4.splat(0x85ebca77)));
      bits = i32x4.mul(v128.xor(bits, i32x4.shr_u(bits, 16)), i32x4.splat(0x85ebca6b));
      bits = i32x4.mul(v128.xor(bits, i32x4.shr_u(bits, 13)), i32x4.splat(0xc2b2ae35));
      bits = v128.xor(bits, i32x4.shr_u(bits, 16));
      const factor = v128.and(scale, i32x4.ge_u(bits, threshold));
      v128.store(values + o, f32x4.mul(v128.load(values + o), factor));
      v128.store(slopes + o, f32x4.mul(v128.load(slopes + o), factor));
      neuron = i32x4.add(neuron, i32x4.splat(4));
    }
    values += row;
    slopes += row;
  }
}
