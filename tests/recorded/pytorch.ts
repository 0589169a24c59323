import type { NetworkEnd } from '$lib/engine/losses';
import type { Step } from '$lib/engine/models/mlp';
import type { RateSettings } from '$lib/engine/schedules';
import type { ActivationName, Regularization } from '$lib/engine/spec';
import pytorch from './pytorch.json';

type Penalty = Exclude<Regularization, 'none'>;

/** Rows are [outputs][samples]. */
export interface RecordedLoss extends NetworkEnd {
  z: number[][];
  targets: number[][];
  mean: number;
  /** Of each sample's own loss, by z. */
  gradients: number[][];
}

export interface RecordedTraining extends NetworkEnd {
  name: string;
  sizes: number[];
  hidden: ActivationName;
  batchSize: number;
  step: Omit<Step, 'dropout' | 'dropoutKey'>;
  columns: number[][];
  targets: number[][];
  first: number[];
  /** Parameters after each step, or after the last one only. */
  history: number[][];
}

/** What pytorch.py writes. */
export interface Recorded {
  activations: {
    grid: number[];
    of: Record<ActivationName, { values: number[]; derivatives: number[] }>;
  };
  losses: RecordedLoss[];
  training: RecordedTraining[];
  penalties: {
    weights: number[];
    step: number;
    values: Record<Penalty, number>;
    shrunk: Record<Penalty, number[]>;
  };
  schedules: (RateSettings & { rates: number[] })[];
  metrics: {
    classifications: {
      z: number[][];
      actual: number[];
      confusion: number[];
      accuracy: number;
      scores: Record<'precision' | 'recall' | 'f1', number | null>[];
    }[];
    regressions: { outputs: number[]; labels: number[]; rSquared: number }[];
  };
  initializers: { inputs: number; outputs: number; glorotLimit: number; heDeviation: number }[];
}

export const recorded = pytorch as Recorded;
