import { backward } from './backward';
import { crossEntropy } from './cross-entropy';
import { forward } from './forward';
import { pack as packAll, unpack } from './pack';
import { Plan, setWindows } from './plan';
import { softmaxRow } from './softmax';
import { transposeWeights } from './transpose';
import { clippedShare, update } from './update';

export { read } from './read';

/** The first byte the compiler leaves free. */
export function heapBase(): usize {
  return __heap_base;
}

/** Takes over the dense parameters. */
export function pack(plan: Plan): void {
  packAll(plan);
  transposeWeights(plan);
}

/** Dense parameters from the packed ones. */
export function unpackParameters(plan: Plan): void {
  unpack(plan, 0);
}

/** Dense gradients from the packed ones. */
export function unpackGradients(plan: Plan): void {
  unpack(plan, plan.toGradients);
}

/**
 * Gradients of the mean cross-entropy of `count` windows of `length` + 1 tokens.
 * @returns the mean, in nats per token
 */
export function gradient(plan: Plan, count: i32, length: i32): f64 {
  memory.fill(plan.parameters + plan.toGradients, 0, plan.parameterBytes);
  const share = 1 / <f64>(count * length);
  let loss: f64 = 0;
  for (let first = 0; first < count; first += plan.windowsAtOnce) {
    const window = plan.windows + ((first * (length + 1)) << 2);
    setWindows(plan, min(plan.windowsAtOnce, count - first), length, length + 1);
    forward(plan, window, false);
    loss += crossEntropy(plan, window, <f32>share);
    backward(plan, window);
  }
  return share * loss;
}

/** One step of AdamW; the loss is the one before it. */
export function train(
  plan: Plan,
  count: i32,
  length: i32,
  learningRate: f64,
  weightDecay: f64,
  clipNorm: f64,
): f64 {
  const loss = gradient(plan, count, length);
  update(plan, learningRate, weightDecay, clipNorm > 0 ? clippedShare(plan, clipNorm) : 1);
  transposeWeights(plan);
  return loss;
}

/** Everything on the way of the first window's `length` tokens, where the plan keeps it. */
export function trace(plan: Plan, length: i32): void {
  setWindows(plan, 1, length, length);
  forward(plan, plan.windows, true);
}

/** Logits after each of the first window's `length` tokens. */
export function respond(plan: Plan, length: i32): void {
  setWindows(plan, 1, length, length);
  forward(plan, plan.windows, false);
}

/** Logits of the plan's first `length` rows, to probabilities. */
export function probabilities(plan: Plan, length: i32): void {
  for (let t = 0; t < length; t++) {
    softmaxRow(plan.logits + t * plan.logitsStride, plan.vocabulary, plan.paddedVocabulary);
  }
}
