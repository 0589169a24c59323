import type { Activation } from './activations';
import type { LossName } from './spec';

export interface Loss {
  /** How kernels know it; src/kernels/loss.ts repeats these numbers. */
  readonly code: number;
  /** Loss of one output: pre-activation z, output y, target. */
  readonly value: (z: number, y: number, target: number) => number;
  /** Derivative of the loss by z. */
  readonly derivative: (y: number, target: number, output: Activation) => number;
}

/** ln(1 + exp z) without overflow. */
const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const probability = (target: number) => (1 + target) / 2;

export const losses: Readonly<Record<LossName, Loss>> = {
  squared: {
    code: 0,
    value: (_z, y, target) => 0.5 * (y - target) ** 2,
    derivative: (y, target, output) => (y - target) * output.derivative(y),
  },
  /**
   * For a sigmoid output; targets −1 and 1 stand for probabilities 0 and 1.
   * −t ln y − (1 − t) ln(1 − y) = softplus(z) − t z, whose derivative by z is y − t.
   */
  crossEntropy: {
    code: 1,
    value: (z, _y, target) => softplus(z) - probability(target) * z,
    derivative: (y, target) => y - probability(target),
  },
};
