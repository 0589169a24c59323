import type { Emitter } from './emitter';
import { type Code, getLocal, setLocal, v128 } from './wasm-writer';

/** The penalty's step on a local that holds weights; `step` is learning rate times penalty rate. */
export function penalize(emitter: Emitter, weights: number, step: Code): Code {
  const { regularization } = emitter.shape;
  const w = getLocal(weights);
  const code: Code[] = [];
  if (regularization === 'L1' || regularization === 'both') code.push(setLocal(weights, shrink(w, step)));
  if (regularization === 'L2' || regularization === 'both') {
    code.push(setLocal(weights, emitter.negativeMultiplyAdd(step, w, w)));
  }
  return code;
}

/** w − step · sign w, and +0 where the sign would flip; NaN stays NaN. */
function shrink(w: Code, step: Code): Code {
  const size = v128.pseudoMaximum(v128.subtract(v128.absolute(w), step), v128.zero);
  const sign = v128.and(w, v128.integers(Array<number>(4).fill(-0x80000000)));
  return v128.add(v128.or(size, sign), v128.zero);
}
