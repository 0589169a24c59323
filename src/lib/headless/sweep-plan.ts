import { activeFeatures, FieldError, topologyOf, type Experiment } from '$lib/engine';
import { seedsFrom } from '$lib/state/seeds';
import { readSweepFile } from '$lib/state/sweep-file';
import { openAddress } from './open-address';

/** Two programs which share a sweep must not draw each its own. */
const SEED_WITHOUT_ANY = '1';
const MAX_TRIALS = 100_000;

/** One run of a sweep. */
export interface Trial {
  /** From 1 on. */
  readonly number: number;
  /** The values that the sweep varies, as they are in this trial. */
  readonly varied: Partial<Experiment>;
  readonly experiment: Experiment;
}

export interface SweepPlan {
  readonly trialCount: number;
  readonly epochs: number;
  /** So many epochs apart a trial is judged. */
  readonly every: number;
  /** What could not be taken from the link as it came. */
  readonly notices: readonly string[];
  /** Two plans with the same text have the same trials with the same numbers. */
  readonly identity: string;
  /** The last field varies fastest, seeds faster still. */
  trialOf(number: number): Trial;
}

/**
 * The trials that the text of a sweep file asks for.
 * @param every by default a hundredth of the epochs
 * @throws {FieldError} naming what is wrong first
 */
export function planSweep(text: string, every?: number): SweepPlan {
  const { link, vary, seeds: asked, epochs } = readSweepFile(text);
  const { experiment, notices } = openAddress(link, SEED_WITHOUT_ANY);
  const ranges = Object.entries(vary);
  const trialCount = countTrials(ranges, typeof asked === 'number' ? asked : asked.length);
  const seeds = typeof asked === 'number' ? seedsFrom(experiment.seed, asked) : asked;

  function trialOf(number: number): Trial {
    let rest = Math.floor((number - 1) / seeds.length);
    const values = ranges.toReversed().map(([key, range]) => {
      const value = range[rest % range.length];
      rest = Math.floor(rest / range.length);
      return [key, value] as const;
    });
    const varied: Partial<Experiment> = Object.fromEntries(values.reverse());
    const seed = seeds[(number - 1) % seeds.length];
    return { number, varied, experiment: { ...experiment, ...varied, seed } };
  }

  for (let number = 1; number <= trialCount; number += seeds.length) checkWhole(trialOf(number));
  const plan = { epochs, every: every ?? Math.max(1, Math.floor(epochs / 100)) };
  const identity = JSON.stringify({ experiment, ranges, seeds, ...plan });
  return { ...plan, trialCount, notices, identity, trialOf };
}

type Ranges = [key: string, range: readonly unknown[]][];

function countTrials(ranges: Ranges, seedCount: number): number {
  const factors = [
    ...ranges.map(([key, range]) => ({ key, count: range.length })),
    { key: 'seeds', count: seedCount },
  ];
  const trialCount = factors.reduce((product, { count }) => product * count, 1);
  if (trialCount <= MAX_TRIALS) return trialCount;
  const product = factors.map(({ key, count }) => `${count} ${key}`).join(' × ');
  throw new FieldError('trials', trialCount, `at most ${MAX_TRIALS}: ${product}`);
}

/** Finds what no single field can see. */
function checkWhole({ number, varied, experiment }: Trial): void {
  const refuse = (expected: string) => {
    throw new FieldError(`trial ${number}`, varied, expected);
  };
  if (activeFeatures(experiment).length === 0) refuse('a network with an input');
  const { length } = experiment.start;
  const { parameterCount } = topologyOf(experiment);
  if (length > 0 && length !== parameterCount) refuse(`${parameterCount} first parameters, not ${length}`);
}
