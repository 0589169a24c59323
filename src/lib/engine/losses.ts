import type { Activation, OutputActivation } from './activations';
import { classCountOf, lossOf, type Experiment, type LossName } from './spec';
import { softplus } from './special-functions';

/** The losses there are: those to choose from, and those that follow from other choices. */
export type LossRule = LossName | 'categoricalCrossEntropy' | 'perceptron';

export interface Loss {
  /** How kernels know it; src/kernels/loss.ts repeats these numbers. */
  readonly code: number;
  /** Loss of one output: pre-activation z, output y, target. */
  readonly value: (z: number, y: number, target: number) => number;
  /** Derivative of the loss by z. */
  readonly derivative: (z: number, y: number, target: number, output: Activation) => number;
}

const probability = (target: number) => (1 + target) / 2;

/** Targets are −1 and 1 for classes, one row each where there are more than two; any number for a regression. */
export const losses: Readonly<Record<LossRule, Loss>> = {
  squared: {
    code: 0,
    value: (_z, y, target) => 0.5 * (y - target) ** 2,
    derivative: (z, y, target, output) => (y - target) * output.derivative(z, y),
  },
  /**
   * For a sigmoid output; targets −1 and 1 stand for probabilities 0 and 1.
   * −t ln y − (1 − t) ln(1 − y) = softplus(z) − t z, whose derivative by z is y − t.
   */
  crossEntropy: {
    code: 1,
    value: (z, _y, target) => softplus(z) - probability(target) * z,
    derivative: (_z, y, target) => y - probability(target),
  },
  /** Huber (1964) with δ = 1: squared near the target, absolute beyond. */
  huber: {
    code: 2,
    value: (_z, y, target) => {
      const error = Math.abs(y - target);
      return error < 1 ? 0.5 * error * error : error - 0.5;
    },
    derivative: (z, y, target, output) => Math.min(Math.max(y - target, -1), 1) * output.derivative(z, y),
  },
  /** max(0, 1 − t z), for a linear output; 0 where both are equal. */
  hinge: {
    code: 3,
    value: (z, _y, target) => Math.max(0, 1 - target * z),
    derivative: (z, _y, target) => (target * z < 1 ? -target : 0),
  },
  /** For a softmax output, whose z are logarithms of probabilities: the sum of −t ln y over the classes. */
  categoricalCrossEntropy: {
    code: 4,
    value: (z, _y, target) => (target > 0 ? -z : 0),
    derivative: (_z, y, target) => y - probability(target),
  },
  /** max(0, −t z), for a step output: its descent is Rosenblatt's rule, by which only mistakes move weights. */
  perceptron: {
    code: 5,
    value: (z, _y, target) => Math.max(0, -target * z),
    derivative: (_z, y, target) => y - probability(target),
  },
};

/** How a network ends, and what it is taught by. */
export interface NetworkEnd {
  readonly output: OutputActivation;
  readonly loss: LossRule;
}

/** The output activation and the loss that an experiment's problem, loss and optimizer amount to. */
export function networkEndOf(experiment: Experiment): NetworkEnd {
  if (experiment.problem === 'regression') return { output: 'linear', loss: lossOf(experiment) };
  if (experiment.optimizer === 'perceptron') return { output: 'step', loss: 'perceptron' };
  switch (experiment.loss) {
    case 'crossEntropy':
      return classCountOf(experiment) > 2
        ? { output: 'softmax', loss: 'categoricalCrossEntropy' }
        : { output: 'sigmoid', loss: 'crossEntropy' };
    case 'hinge':
      return { output: 'linear', loss: 'hinge' };
    default:
      return { output: 'tanh', loss: experiment.loss };
  }
}
