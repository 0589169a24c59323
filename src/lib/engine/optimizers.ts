import type { OptimizerName } from './spec';

/** PyTorch's defaults. */
export const ADAM_BETA1 = 0.9;
export const ADAM_BETA2 = 0.999;
const RMSPROP_ALPHA = 0.99;
const EPSILON = 1e-8;

/** What one update of one parameter depends on besides its gradient. */
export interface UpdateRule {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** 1 − β₁ᵗ and 1 − β₂ᵗ at the t-th update, counted from 1. */
  readonly firstCorrection: number;
  readonly secondCorrection: number;
}

/** A parameter and the two running numbers an optimizer keeps for it, 0 at first. */
export interface Moving {
  value: number;
  first: number;
  second: number;
}

export interface Optimizer {
  /** How kernels know it; src/kernels/update.ts repeats these numbers. */
  readonly code: number;
  /** How many running numbers it keeps for each parameter. */
  readonly moments: 0 | 1 | 2;
  readonly update: (moving: Moving, gradient: number, rule: UpdateRule) => void;
}

const descend: Optimizer['update'] = (moving, gradient, { learningRate }) => {
  moving.value -= learningRate * gradient;
};

const adam: Optimizer['update'] = (moving, gradient, rule) => {
  moving.first = ADAM_BETA1 * moving.first + (1 - ADAM_BETA1) * gradient;
  moving.second = ADAM_BETA2 * moving.second + (1 - ADAM_BETA2) * gradient * gradient;
  const size = Math.sqrt(moving.second / rule.secondCorrection) + EPSILON;
  moving.value -= (rule.learningRate * (moving.first / rule.firstCorrection)) / size;
};

/** As torch.optim documents them. */
export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = {
  sgd: { code: 0, moments: 0, update: descend },
  momentum: {
    code: 1,
    moments: 1,
    update: (moving, gradient, { learningRate, momentum }) => {
      moving.first = momentum * moving.first + gradient;
      moving.value -= learningRate * moving.first;
    },
  },
  nesterov: {
    code: 2,
    moments: 1,
    update: (moving, gradient, { learningRate, momentum }) => {
      moving.first = momentum * moving.first + gradient;
      moving.value -= learningRate * (gradient + momentum * moving.first);
    },
  },
  rmsprop: {
    code: 3,
    moments: 1,
    update: (moving, gradient, { learningRate }) => {
      moving.first = RMSPROP_ALPHA * moving.first + (1 - RMSPROP_ALPHA) * gradient * gradient;
      moving.value -= (learningRate * gradient) / (Math.sqrt(moving.first) + EPSILON);
    },
  },
  adam: { code: 4, moments: 2, update: adam },
  /** The decay goes from every parameter, biases included, apart from the gradient's moments. */
  adamw: {
    code: 5,
    moments: 2,
    update: (moving, gradient, rule) => {
      moving.value -= rule.learningRate * rule.weightDecay * moving.value;
      adam(moving, gradient, rule);
    },
  },
  /** Plain descent; its step output and loss make it Rosenblatt's rule (see losses.ts). */
  perceptron: { code: 0, moments: 0, update: descend },
};
