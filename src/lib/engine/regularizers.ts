import type { Regularization } from './spec';

export interface Regularizer {
  /** How kernels know it; src/kernels/update.ts repeats these numbers. */
  readonly code: number;
  /** The weight after one step of the penalty's descent, of size step = learning rate · penalty rate. */
  readonly shrink: (weight: number, step: number) => number;
}

export const regularizers: Readonly<Record<Regularization, Regularizer>> = {
  none: { code: 0, shrink: (weight) => weight },
  /** Exactly 0 where the sign would flip; the gradient may bring such a weight back. */
  L1: {
    code: 1,
    shrink: (weight, step) => (Math.abs(weight) <= step ? 0 : weight - step * Math.sign(weight)),
  },
  L2: { code: 2, shrink: (weight, step) => weight - step * weight },
};
