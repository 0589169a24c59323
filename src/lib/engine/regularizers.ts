import type { Regularization } from './spec';

export interface Regularizer {
  /** How kernels know it: bit 0 for L1, bit 1 for L2. */
  readonly code: number;
  /** A weight's share of the penalty, of which rate · Σ penalty is added to the loss. */
  readonly penalty: (weight: number) => number;
  /** L2's part: the weight before its update by the gradient; step = learning rate · penalty rate. */
  readonly decay: (weight: number, step: number) => number;
  /** L1's part: the weight after its update by the gradient. */
  readonly shrink: (weight: number, step: number) => number;
}

const keep = (weight: number) => weight;
const decayL2 = (weight: number, step: number) => weight - step * weight;
const shrinkL1 = (weight: number, step: number) =>
  Math.abs(weight) <= step ? 0 : weight - step * Math.sign(weight);

/**
 * With plain descent L2's decay is one step along the gradient of loss and penalty together. L1's is a proximal
 * step, since its slope has a jump at 0.
 */
export const regularizers: Readonly<Record<Regularization, Regularizer>> = {
  none: { code: 0, penalty: () => 0, decay: keep, shrink: keep },
  /** Exactly 0 where the sign would flip; the gradient may bring such a weight back. */
  L1: { code: 1, penalty: Math.abs, decay: keep, shrink: shrinkL1 },
  L2: { code: 2, penalty: (weight) => 0.5 * weight * weight, decay: decayL2, shrink: keep },
  /** Both at the same rate: the elastic net, half and half. */
  both: {
    code: 3,
    penalty: (weight) => Math.abs(weight) + 0.5 * weight * weight,
    decay: decayL2,
    shrink: shrinkL1,
  },
};
