import type { Emitter } from './emitter';
import { type Code, getLocal, setLocal, v128 } from './wasm-writer';

/** Weights after L2's decay, which comes before their update; `step` is learning rate times penalty rate. */
export function decayed(emitter: Emitter, weights: Code, step: Code): Code {
  const { regularization } = emitter.shape;
  const hasDecay = regularization === 'L2' || regularization === 'both';
  return hasDecay ? emitter.negativeMultiplyAdd(step, weights, weights) : weights;
}

/** L1's step on a local that holds weights after their update. */
export function shrunk(emitter: Emitter, weights: number, step: Code): Code {
  const { regularization } = emitter.shape;
  if (regularization !== 'L1' && regularization !== 'both') return [];
  return setLocal(weights, shrink(getLocal(weights), step));
}

/** w − step · sign w, and +0 where the sign would flip; NaN stays NaN. */
function shrink(w: Code, step: Code): Code {
  const size = v128.pseudoMaximum(v128.subtract(v128.absolute(w), step), v128.zero);
  const sign = v128.and(w, v128.integers(Array<number>(4).fill(-0x80000000)));
  return v128.add(v128.or(size, sign), v128.zero);
}
