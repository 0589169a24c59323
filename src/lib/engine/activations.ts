import type { ActivationName } from './spec';
import { logistic, normalCumulative, normalDensity, softplus } from './special-functions';

export interface Activation {
  /** How kernels know it; src/kernels/activation.ts repeats these numbers. */
  readonly code: number;
  readonly value: (z: number) => number;
  /** The derivative at z, where y = value(z). */
  readonly derivative: (z: number, y: number) => number;
}

/** What a leaky ReLU keeps of a negative input. */
const LEAK = 0.01;

/** As PyTorch documents them, with its default parameters. */
export const activations: Readonly<Record<ActivationName, Activation>> = {
  tanh: { code: 0, value: Math.tanh, derivative: (_z, y) => 1 - y * y },
  /** Its derivative at 0 is 0. */
  relu: { code: 1, value: (z) => (z < 0 ? 0 : z), derivative: (z) => (z > 0 ? 1 : 0) },
  sigmoid: { code: 2, value: logistic, derivative: (_z, y) => y * (1 - y) },
  linear: { code: 3, value: (z) => z, derivative: () => 1 },
  leakyRelu: { code: 4, value: (z) => (z < 0 ? LEAK * z : z), derivative: (z) => (z > 0 ? 1 : LEAK) },
  elu: { code: 5, value: (z) => (z > 0 ? z : Math.expm1(z)), derivative: (z, y) => (z > 0 ? 1 : y + 1) },
  /** z Φ(z), the exact form. */
  gelu: {
    code: 6,
    value: (z) => z * normalCumulative(z),
    derivative: (z) => normalCumulative(z) + z * normalDensity(z),
  },
  /** z · logistic(z). */
  silu: {
    code: 7,
    value: (z) => z * logistic(z),
    derivative: (z, y) => logistic(z) * (1 + z) - logistic(z) * y,
  },
  softplus: { code: 8, value: softplus, derivative: logistic },
  sine: { code: 9, value: Math.sin, derivative: Math.cos },
  /** The perceptron's: 1 above 0, else 0; no gradient passes. */
  step: { code: 10, value: (z) => (z > 0 ? 1 : z <= 0 ? 0 : NaN), derivative: () => 0 },
};

/** What an output layer may end in. */
export type OutputActivation = 'tanh' | 'sigmoid' | 'linear' | 'step' | 'softmax';

export const outputActivations: Readonly<Record<OutputActivation, Activation>> = {
  tanh: activations.tanh,
  sigmoid: activations.sigmoid,
  linear: activations.linear,
  step: activations.step,
  /** exp z, for pre-activations of which the logarithm of their exponentials' sum has been taken away. */
  softmax: { code: 11, value: Math.exp, derivative: (_z, y) => y },
};
