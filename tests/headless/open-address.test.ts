import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultExperiment } from '$lib/engine';
import { openAddress } from '$lib/headless/open-address';
import { firstExperiment } from '$lib/state/first-experiment';

describe('an address', () => {
  const hash = 'dataset=xor&networkShape=3&seed=0.5';
  const experiment = { ...defaultExperiment, dataset: 'xor', networkShape: [3], seed: '0.5' };

  it.each([
    hash,
    `#${hash}`,
    `http://localhost:4173/#${hash}`,
    `https://example.org/some/where/index.html?x=1#${hash}`,
  ])('opens its hash part: %s', (address) => {
    expect(openAddress(address)).toEqual({ experiment, notices: [] });
  });

  it.each(['', '#', 'http://localhost:4173/', 'https://example.org/some/where/#'])(
    'with nothing in it opens what the page opens with: %j',
    (address) => {
      expect(openAddress(address)).toEqual({ experiment: firstExperiment, notices: [] });
    },
  );

  it('without a seed draws one and says which', () => {
    const draw = vi.spyOn(Math, 'random').mockReturnValue(0.123456);
    onTestFinished(() => draw.mockRestore());
    const { experiment, notices } = openAddress('#dataset=xor');
    expect(experiment.seed).toBe('0.12346');
    expect(notices).toEqual(['seed: none given, drew 0.12346']);
  });

  it('says in one line each what could not be taken', () => {
    const { notices } = openAddress('#seed=1&noise=900&batchSize=many&magic%0A%1B%5B31m=1&start=1,2,3');
    expect(notices).toEqual([
      'noise: out of range, got "900", expected 0 … 80, using 50',
      'batchSize: bad value, got "many", expected 1 … 10000, using 10',
      'magic  [31m: unknown key, got "1"',
      'start: wrong count, got "3", expected 25',
    ]);
  });
});
