import type { ActivationName } from './spec';

export interface Activation {
  /** How kernels know it; src/kernels/activation.ts repeats these numbers. */
  readonly code: number;
  readonly value: (z: number) => number;
  /** The derivative at z, computed from y = value(z). */
  readonly derivative: (y: number) => number;
}

export const activations: Readonly<Record<ActivationName, Activation>> = {
  tanh: { code: 0, value: Math.tanh, derivative: (y) => 1 - y * y },
  /** Its derivative at 0 is 0. */
  relu: { code: 1, value: (z) => (z < 0 ? 0 : z), derivative: (y) => (y > 0 ? 1 : 0) },
  sigmoid: { code: 2, value: (z) => 1 / (1 + Math.exp(-z)), derivative: (y) => y * (1 - y) },
  linear: { code: 3, value: (z) => z, derivative: () => 1 },
};
