import { power, sine } from './portable-functions';
import type { Experiment, ScheduleName } from './spec';

/** Share of the learning rate after `epochs`, a whole number, of periods and factors as the experiment has them. */
type Schedule = (epochs: number, period: number, factor: number) => number;

/** Changing once an epoch, as torch.optim.lr_scheduler documents StepLR, CosineAnnealingLR and ExponentialLR. */
const schedules: Readonly<Record<ScheduleName, Schedule>> = {
  constant: () => 1,
  step: (epochs, period, factor) => power(factor, Math.floor(epochs / period)),
  /** Half a wave down to 0, and 0 from then on. */
  cosine: (epochs, period) => (epochs < period ? 0.5 * (1 + sine((Math.PI * epochs) / period, 1)) : 0),
  exponential: (epochs, period, factor) => power(factor, epochs / period),
};

export type RateSettings = Pick<
  Experiment,
  'learningRate' | 'schedule' | 'schedulePeriod' | 'scheduleFactor' | 'warmUp'
>;

/**
 * The learning rate in force during an epoch, counted from 0. Warm-up takes the share (epoch + 1) / (warmUp + 1)
 * in its epochs; the schedule counts from their end.
 */
export function learningRateAt(epoch: number, settings: RateSettings): number {
  const { learningRate, schedule, schedulePeriod, scheduleFactor, warmUp } = settings;
  if (epoch < warmUp) return (learningRate * (epoch + 1)) / (warmUp + 1);
  return learningRate * schedules[schedule](epoch - warmUp, schedulePeriod, scheduleFactor);
}
