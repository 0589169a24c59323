import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Trainer } from '$lib/engine';
import { planSweep } from '$lib/headless/sweep-plan';
import { pageKernels } from '../engine/mlp-cases';
import { start } from './command';

const folder = mkdtempSync(join(tmpdir(), 'matinee-sweep-'));
const inFolder = (name: string) => join(folder, name);
const file = inFolder('sweep.json');
const textOf = (seeds: number) =>
  JSON.stringify({
    link: '#dataset=spiral&samples=200&seed=0.5',
    vary: { learningRate: [0.01, 0.3], networkShape: [[4], [6, 3]], activation: ['tanh', 'relu'] },
    seeds,
    epochs: 200,
  });
const text = textOf(5);
const TRIAL_COUNT = 40;
writeFileSync(file, text);
/** Of so many trials that it never comes to its end while a test looks on. */
const endless = inFolder('endless.json');
const ENDLESS_COUNT = 80_000;
writeFileSync(endless, textOf(ENDLESS_COUNT / 8));
afterAll(() => rmSync(folder, { recursive: true }));

const sweep = (out: string, ...options: string[]) =>
  start('sweep', [file, '--out', inFolder(out), ...options]).ended;
const read = (out: string) => {
  try {
    return readFileSync(inFolder(out), 'utf8');
  } catch {
    return '';
  }
};
const linesOf = (...outs: string[]) => outs.flatMap((out) => read(out).split('\n').slice(0, -1)).sort();

/** Stops the endless sweep as soon as it has added some lines. */
async function stopEndless(out: string, signal: NodeJS.Signals) {
  const before = linesOf(out).length;
  const { child, ended } = start('sweep', [endless, '--out', inFolder(out)]);
  // Also where the test ends before it has done so itself.
  onTestFinished(() => void child.kill('SIGKILL'));
  while (linesOf(out).length < before + 3) await setTimeout(2);
  child.kill(signal);
  return ended;
}

// The first start may have to bundle.
beforeAll(() => sweep('whole.jsonl', '--jobs', '1', '--quiet'));

describe('npm run sweep', () => {
  it("writes a line for each trial, with the trainer's numbers", () => {
    const plan = planSweep(text);
    const rows = linesOf('whole.jsonl').map((line) => JSON.parse(line) as Record<string, unknown>);
    const numbers = rows.map(({ trial }) => Number(trial)).sort((left, right) => left - right);
    expect(numbers).toEqual(Array.from({ length: TRIAL_COUNT }, (_, index) => index + 1));
    for (const row of [rows[0], rows[17], rows[39]]) {
      const { varied, experiment } = plan.trialOf(Number(row.trial));
      const trainer = new Trainer(pageKernels, experiment);
      while (trainer.epoch < 200) trainer.trainEpoch();
      const { train, test } = trainer.losses();
      expect(row).toMatchObject({
        ...varied,
        seed: experiment.seed,
        trainLoss: train.loss,
        testLoss: test.loss,
        trainAccuracy: train.accuracy,
        testAccuracy: test.accuracy,
      });
    }
  });

  it('shares its trials among shards', async () => {
    const ends = [];
    for (const shard of ['1/3', '2/3', '3/3']) ends.push(await sweep(`${shard[0]}.jsonl`, '--shard', shard));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(linesOf('1.jsonl', '2.jsonl', '3.jsonl')).toEqual(linesOf('whole.jsonl'));
    expect(linesOf('3.jsonl')).toHaveLength(13);
    expect(ends[2].stderr).toMatch(/^0 of 13 trials\n(.* left\n)*13 of 13 trials in \d+ s\n$/);
  });

  it('goes on where it was killed', async () => {
    expect((await stopEndless('killed.jsonl', 'SIGKILL')).code).toBe(-1);
    const killed = linesOf('killed.jsonl');
    const { stderr } = await stopEndless('killed.jsonl', 'SIGINT');
    expect(stderr.split('\n')[0]).toBe(`${killed.length} of ${ENDLESS_COUNT} trials`);
    const trials = linesOf('killed.jsonl').map((line) => (JSON.parse(line) as { trial: number }).trial);
    expect(new Set(trials).size, 'none twice').toBe(trials.length);
    expect(linesOf('killed.jsonl')).toEqual(expect.arrayContaining(killed));
  });

  it('cuts what was half written, and ends with what a sweep without a break has', async () => {
    const [first, second, third] = linesOf('whole.jsonl');
    writeFileSync(inFolder('half.jsonl'), `${first}\n${second}\n${third.slice(0, 40)}`);
    const { stderr, code } = await sweep('half.jsonl');
    expect(stderr.split('\n')[0]).toBe('2 of 40 trials');
    expect([linesOf('half.jsonl'), code]).toEqual([linesOf('whole.jsonl'), 0]);
    const complete = read('half.jsonl');
    expect((await sweep('half.jsonl')).code).toBe(0);
    expect(read('half.jsonl')).toBe(complete);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends on %s with code %i and whole lines', async (signal, code) => {
    const out = `${signal}.jsonl`;
    expect((await stopEndless(out, signal)).code).toBe(code);
    expect(read(out).endsWith('\n')).toBe(true);
    for (const line of linesOf(out)) expect(JSON.parse(line)).toHaveProperty('testLoss');
  });

  it('refuses the results of another sweep, and a file that is none', async () => {
    const refused = await sweep('whole.jsonl', '--every', '7');
    expect(refused.stderr).toMatch(
      /whole\.jsonl: line 1 is not of this sweep: got ".*; give another file to --out\n$/,
    );
    const broken = inFolder('broken.json');
    writeFileSync(broken, '{"link": "",\n "epochs": ten}');
    const { stderr, code } = await start('sweep', [broken, '--out', inFolder('x')]).ended;
    expect(stderr).toBe(`${broken}: line 2, column 12: got "ten", expected a value\n`);
    const missing = await start('sweep', [inFolder('none'), '--out', inFolder('x')]).ended;
    expect(missing.stderr).toMatch(/^file: ENOENT: .*none'\n$/);
    expect([refused.code, code, missing.code]).toEqual([2, 2, 2]);
    expect(linesOf('whole.jsonl')).toHaveLength(TRIAL_COUNT);
  });

  it('says how much there is to do without doing it', async () => {
    const { lines, code } = await sweep('dry.jsonl', '--shard', '3/3', '--dry-run');
    expect([lines, code, read('dry.jsonl')]).toEqual([['13 of 40 trials'], 0, '']);
  });
});
