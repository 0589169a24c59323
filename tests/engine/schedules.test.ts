import { describe, expect, test } from 'vitest';
import { learningRateAt, type RateSettings } from '$lib/engine/schedules';
import { recorded } from '../recorded/pytorch';
import { doubleRounding, expectClose } from './closeness';

const ratesOf = (settings: RateSettings, epochs: number) =>
  Array.from({ length: epochs }, (_, epoch) => learningRateAt(epoch, settings));

describe('the learning rate', () => {
  test.each(recorded.schedules)(
    'is that of PyTorch: $schedule over $schedulePeriod after $warmUp',
    ({ rates, ...settings }) => expectClose(ratesOf(settings, rates.length), rates, doubleRounding),
  );

  const settings: RateSettings = {
    learningRate: 0.2,
    schedule: 'constant',
    schedulePeriod: 10,
    scheduleFactor: 0.5,
    warmUp: 4,
  };

  test.each(['constant', 'step', 'cosine', 'exponential'] as const)(
    'reaches its full size right after the warm-up and never rises again: %s',
    (schedule) => {
      const rates = ratesOf({ ...settings, schedule }, 60);
      expectClose(rates.slice(0, 5), [0.04, 0.08, 0.12, 0.16, 0.2], doubleRounding);
      for (let epoch = 5; epoch < 60; epoch++) expect(rates[epoch]).toBeLessThanOrEqual(rates[epoch - 1]);
    },
  );

  test('is multiplied by the factor after each period, whether in steps or evenly', () => {
    for (const schedule of ['step', 'exponential'] as const) {
      const rates = ratesOf({ ...settings, schedule, warmUp: 0 }, 31);
      expectClose([rates[0], rates[10], rates[20], rates[30]], [0.2, 0.1, 0.05, 0.025], doubleRounding);
    }
  });

  test('is 0 once the cosine has fallen', () => {
    const rates = ratesOf({ ...settings, schedule: 'cosine' }, 40);
    expect(rates[13]).toBeGreaterThan(0);
    expect(rates.slice(14).every((rate) => rate === 0)).toBe(true);
  });
});
