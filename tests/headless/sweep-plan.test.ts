import { describe, expect, it } from 'vitest';
import { openAddress } from '$lib/headless/open-address';
import { planSweep } from '$lib/headless/sweep-plan';

const usual = { link: '#dataset=xor&noise=10&seed=0.5', epochs: 500 };
const planOf = (file: object, every?: number) => planSweep(JSON.stringify({ ...usual, ...file }), every);
const trialsOf = (file: object) => {
  const plan = planOf(file);
  return Array.from({ length: plan.trialCount }, (_, index) => plan.trialOf(index + 1));
};

describe('the trials of a sweep', () => {
  it('combine all values with all seeds, the last field before the others, seeds first of all', () => {
    const trials = trialsOf({ vary: { learningRate: [0.01, 0.03], networkShape: [[], [4, 2]] }, seeds: 2 });
    const rows = trials.map(({ number, varied, experiment }) => [
      number,
      varied.learningRate,
      varied.networkShape,
      experiment.seed,
    ]);
    expect(rows).toEqual([
      [1, 0.01, [], '0.5'],
      [2, 0.01, [], '0.5-2'],
      [3, 0.01, [4, 2], '0.5'],
      [4, 0.01, [4, 2], '0.5-2'],
      [5, 0.03, [], '0.5'],
      [6, 0.03, [], '0.5-2'],
      [7, 0.03, [4, 2], '0.5'],
      [8, 0.03, [4, 2], '0.5-2'],
    ]);
  });

  it("are the link's experiment but for what varies", () => {
    const [, { experiment, varied }] = trialsOf({ vary: { activation: ['relu', 'sine'] } });
    expect(Object.keys(varied)).toEqual(['activation']);
    expect(experiment).toEqual({ ...openAddress(usual.link).experiment, activation: 'sine' });
  });

  it('take the seeds that are listed', () => {
    const trials = trialsOf({ seeds: ['b', 'a'] });
    expect(trials.map(({ experiment }) => experiment.seed)).toEqual(['b', 'a']);
  });

  it('have a certain seed when the link has none, and seeds that fit when its own is long', () => {
    const seedsOf = (link: string) => trialsOf({ link, seeds: 2 }).map(({ experiment }) => experiment.seed);
    expect(seedsOf('#dataset=xor')).toEqual(['1', '1-2']);
    expect(planOf({ link: '#noise=900' }).notices).toEqual([
      'noise: out of range, got "900", expected 0 … 80, using 50',
      'seed: none given, using 1',
    ]);
    const long = 's'.repeat(64);
    expect(seedsOf(`#seed=${long}`)).toEqual([long, `${'s'.repeat(62)}-2`]);
  });

  it('are judged each hundredth of their epochs, or as often as is asked', () => {
    expect([1, 99, 250, 500].map((epochs) => planOf({ epochs }).every)).toEqual([1, 1, 2, 5]);
    expect(planOf({}, 7).every).toBe(7);
  });

  it('are told apart from those of any other sweep', () => {
    const base = { vary: { noise: [0, 10] }, seeds: 2 };
    const identity = planOf(base).identity;
    expect(
      planOf({ ...base, link: `http://localhost/${usual.link}`, seeds: ['0.5', '0.5-2'] }).identity,
    ).toBe(identity);
    const others = [
      planOf({ ...base, link: '#dataset=xor&noise=20&seed=0.5' }),
      planOf({ ...base, vary: { noise: [10, 0] } }),
      planOf({ ...base, vary: { labelFlips: [0, 10] } }),
      planOf({ ...base, seeds: 3 }),
      planOf({ ...base, epochs: 501 }),
      planOf(base, 6),
    ];
    expect(new Set([identity, ...others.map((plan) => plan.identity)]).size).toBe(others.length + 1);
  });
});

describe('a sweep file is refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => index / 1000);

  it.each([
    [{ vary: { learningrate: [1] } }, /^vary\.learningrate: got an unknown key, expected one of problem, /],
    [{ vary: { 'a\nb': [1] } }, /^"vary\.a\\nb": got an unknown key/],
    [{ vary: { seed: ['1'] } }, 'vary.seed: got ["1"], expected them in the list "seeds"'],
    [{ vary: { noise: [] } }, 'vary.noise: got [], expected >=1 values'],
    [{ vary: { noise: 3 } }, 'vary.noise: got 3, expected Array'],
    [{ vary: { noise: [0, 81] } }, 'vary.noise.1: got 81, expected <=80'],
    [{ vary: { batchSize: [2.5] } }, 'vary.batchSize.0: got 2.5, expected an integer'],
    [{ vary: { dropout: ['0.5'] } }, 'vary.dropout.0: got "0.5", expected number'],
    [{ vary: { networkShape: [4] } }, 'vary.networkShape.0: got 4, expected Array'],
    [{ vary: { networkShape: [[4], [4, 33]] } }, 'vary.networkShape.1.1: got 33, expected <=32'],
    [{ vary: { init: ['he', 'she'] } }, /^vary\.init\.1: got "she", expected \("uniform" \| /],
    [{ vary: { x: [0] } }, 'vary.x.0: got 0, expected boolean'],
    [{ vary: [] }, 'vary: got [], expected an object'],
    [{ seeds: 0 }, 'seeds: got 0, expected >=1'],
    [{ seeds: 1.5 }, 'seeds: got 1.5, expected an integer'],
    [{ seeds: '3' }, 'seeds: got "3", expected number'],
    [{ seeds: [] }, 'seeds: got [], expected >=1 values'],
    [{ seeds: [1] }, 'seeds.0: got 1, expected string'],
    [{ seeds: ['a', ''] }, 'seeds.1: got "", expected >=1 characters'],
    [{ epochs: 0 }, 'epochs: got 0, expected >=1'],
    [{ epochs: -3 }, 'epochs: got -3, expected >=1'],
    [{ epochs: 2.5 }, 'epochs: got 2.5, expected an integer'],
    [{ epochs: undefined }, 'epochs: got nothing, expected a value'],
    [{ link: undefined }, 'link: got nothing, expected a value'],
    [{ link: 7 }, 'link: got 7, expected string'],
    [{ seed: 3 }, 'seed: got an unknown key, expected one of link, vary, seeds, epochs'],
    [
      { vary: { noise: many(1000), dropout: many(100) }, seeds: 100 },
      'trials: got 10000000, expected at most 100000: 1000 noise × 100 dropout × 100 seeds',
    ],
    [{ seeds: 1e15 }, 'trials: got 1000000000000000, expected at most 100000: 1000000000000000 seeds'],
    [
      { vary: { x: [true, false], y: [false] }, seeds: 3 },
      'trial 4: got {"x":false,"y":false}, expected a network with an input',
    ],
    [
      { link: '', vary: { networkShape: [[], [2]] } },
      'trial 2: got {"networkShape":[2]}, expected 11 first parameters, not 4',
    ],
  ])('by name: %j', (file, message) => {
    const expected = typeof message === 'string' ? message : (expect.stringMatching(message) as string);
    expect(() => planOf(file)).toThrow(expect.objectContaining({ name: 'FieldError', message: expected }));
  });

  it.each(['[]', 'null', '3', '"link"'])('when it is no object: %s', (text) => {
    expect(() => planSweep(text)).toThrow(`sweep: got ${text}, expected an object`);
  });

  it('when it is no JSON', () => {
    expect(() => planSweep('{"link": "",\n"epochs": 0x1}')).toThrow('line 2, column 12: got "x1"');
  });
});
