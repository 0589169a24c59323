import type { Regularization } from './spec';

export interface Regularizer {
  /** How kernels know it: bit 0 for L1, bit 1 for L2. */
  readonly code: number;
  /** A weight's share of the penalty, of which rate · Σ penalty is added to the loss. */
  readonly penalty: (weight: number) => number;
  /** The weight after one step of the penalty's descent, of size step = learning rate · penalty rate. */
  readonly shrink: (weight: number, step: number) => number;
}

const shrinkL1 = (weight: number, step: number) =>
  Math.abs(weight) <= step ? 0 : weight - step * Math.sign(weight);
const shrinkL2 = (weight: number, step: number) => weight - step * weight;

export const regularizers: Readonly<Record<Regularization, Regularizer>> = {
  none: { code: 0, penalty: () => 0, shrink: (weight) => weight },
  /** Exactly 0 where the sign would flip; the gradient may bring such a weight back. */
  L1: { code: 1, penalty: Math.abs, shrink: shrinkL1 },
  L2: { code: 2, penalty: (weight) => 0.5 * weight * weight, shrink: shrinkL2 },
  /** L1's step and then L2's, at the same rate (the elastic net, half and half). */
  both: {
    code: 3,
    penalty: (weight) => Math.abs(weight) + 0.5 * weight * weight,
    shrink: (weight, step) => shrinkL2(shrinkL1(weight, step), step),
  },
};
