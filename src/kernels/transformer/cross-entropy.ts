import { Plan } from './plan';
import { exponentials, maximumOf, scaleRow } from './softmax';

/**
 * Turns the logits of the windows at hand into `share` times the slopes of their cross-entropies.
 * @param window of the first one's tokens
 * @returns the sum of the cross-entropies
 */
export function crossEntropy(plan: Plan, window: usize, share: f32): f64 {
  const count = plan.vocabulary;
  const padded = plan.paddedVocabulary;
  let row = plan.logits;
  let loss: f64 = 0;
  for (let w = 0; w < plan.windowCount; w++) {
    for (let t = 0; t < plan.paddedLength; t++) {
      if (t < plan.length) {
        const place = row + (load<i32>(window + ((t + 1) << 2)) << 2);
        const logit = f32.load(place);
        const most = maximumOf(row, count);
        const sum = exponentials(row, count, most);
        loss += Math.log(<f64>sum) - <f64>(logit - most);
        scaleRow(row, count, padded, share / sum);
        f32.store(place, f32.load(place) - share);
      } else {
        memory.fill(row, 0, padded << 2);
      }
      row += plan.logitsStride;
    }
    window += plan.windowStride << 2;
  }
  return loss;
}
