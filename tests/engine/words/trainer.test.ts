import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { RecordedRun } from '$lib/engine';
import { WordTrainer, type CreateTransformer, type WordExperiment } from '$lib/engine/words';
import { TextProblem } from '$lib/engine/words/text-check';
import { tinyWords } from './tiny-words';
import { compiledTransformers, transformers } from './transformer-backends';

const [, compiled] = compiledTransformers[0];
const trainerOf = (change: Partial<WordExperiment> = {}, create: CreateTransformer = compiled) =>
  new WordTrainer(create, { ...tinyWords, ...change });

/** All that a run's future depends on; numbers by their digest. */
function stateOf({ epoch, model, loss }: WordTrainer) {
  const digest = createHash('sha256').update(new Uint8Array(model.readParameters().buffer));
  return { epoch, loss, numbers: digest.update(model.optimizerState ?? '').digest('hex') };
}

describe('a word trainer', () => {
  test('learns', () => {
    const trainer = trainerOf();
    const first = trainer.loss;
    trainer.trainBatches(60);
    expect(first, 'before it knows anything').toBeGreaterThan(Math.log(trainer.shape.vocabulary) - 0.5);
    expect(trainer.loss).toBeLessThan(0.5 * first);
  });

  test('goes the same way with the same seed, however the steps are cut into calls, and another with another', () => {
    const once = trainerOf();
    once.trainBatches(12);
    const often = trainerOf();
    for (const count of [1, 4, 2, 5]) {
      often.trainBatches(count);
      // Looking on changes nothing.
      expect(often.loss).toBeGreaterThan(0);
      often.samples.upTo(often.epoch);
    }
    expect(stateOf(often)).toEqual(stateOf(once));
    const other = trainerOf({ seed: 'another' });
    other.trainBatches(12);
    expect(stateOf(other).numbers).not.toBe(stateOf(once).numbers);
  });

  test.each(transformers)('goes on from a checkpoint exactly, also in another trainer: %s', (_, create) => {
    const trainer = trainerOf({}, create);
    trainer.trainBatches(7);
    const checkpoint = trainer.checkpoint();
    trainer.trainBatches(6);
    const end = stateOf(trainer);
    trainer.restore(checkpoint);
    trainer.trainBatches(6);
    expect(stateOf(trainer)).toEqual(end);
    const fresh = trainerOf({}, create);
    fresh.restore(checkpoint);
    fresh.trainBatches(6);
    expect(stateOf(fresh).numbers).toBe(end.numbers);
  });

  test('learns windows of the text from everywhere, another set at each step', () => {
    const trainer = trainerOf({ ownText: 'abcdefghijklmnopqrstuvwxyz0123456789', batchSize: 4 });
    const seen: string[] = [];
    const train = trainer.model.train.bind(trainer.model);
    trainer.model.train = (windows, count, rule) => {
      const length = windows.length / count;
      for (let start = 0; start < windows.length; start += length) {
        seen.push(trainer.tokenizer.decode([...windows.subarray(start, start + length)]));
      }
      return train(windows, count, rule);
    };
    trainer.trainBatches(40);
    expect(seen.every((window) => window.length === 9 && trainer.text.includes(window))).toBe(true);
    expect(new Set(seen).size, 'all 28 windows').toBe(28);
  });

  test('learns the same windows of a step, and more, with a larger batch', () => {
    const windowsAt = (step: number, batchSize: number) => {
      const trainer = trainerOf({ batchSize });
      let seen: readonly number[] = [];
      trainer.model.gradient = (windows) => (seen = [...windows]).length;
      trainer.epoch = step;
      trainer.lossAhead();
      return seen;
    };
    for (const step of [0, 1, 7]) {
      const few = windowsAt(step, 2);
      expect(windowsAt(step, 5).slice(0, few.length)).toEqual(few);
    }
  });

  test.each([
    ['shorter than a window', { ownText: 'ab cd ef' }, 'tooShort'],
    ['empty', { ownText: ' ' }, 'empty'],
  ] as const)('refuses a text that is %s', (_, change, kind) => {
    expect(() => trainerOf(change)).toThrow(TextProblem);
    expect(() => trainerOf(change)).toThrow(kind);
  });

  test('takes a text of just one window', () => {
    const trainer = trainerOf({ ownText: 'ab cd efg' });
    trainer.trainBatches(2);
    expect(trainer.epoch).toBe(2);
  });

  test('refuses a field out of range by its name', () => {
    expect(() => trainerOf({ heads: 3 })).toThrow('heads');
  });
});

describe('a recorded run of words', () => {
  test.each(transformers)('goes to any step exactly, and on along the record: %s', (_, create) => {
    const settings = { schedulePeriod: 30, warmUp: 5 };
    const run = new RecordedRun(trainerOf(settings, create));
    const states = [stateOf(run.trainer)];
    for (let step = 0; step < 20; step++) {
      run.trainBatches(1);
      states.push(stateOf(run.trainer));
    }
    for (const epoch of [3, 17, 0, 11, 20, 16]) {
      run.seek({ epoch, position: 0 });
      expect(stateOf(run.trainer), `step ${epoch}`).toEqual(states[epoch]);
    }
    run.stepBack('epoch');
    expect(stateOf(run.trainer)).toEqual(states[15]);
    run.stepAlong('batch');
    run.trainBatches(4);
    expect(stateOf(run.trainer), 'going on repeats what was').toEqual(states[20]);
  });

  test('leaves the record with another learning rate', () => {
    const run = new RecordedRun(trainerOf());
    run.trainBatches(10);
    const end = stateOf(run.trainer);
    run.seek({ epoch: 5, position: 0 });
    run.tune({ ...tinyWords, learningRate: 0.1 });
    run.trainBatches(5);
    expect(run.record.end.epoch).toBe(10);
    const elsewhere = stateOf(run.trainer);
    expect(elsewhere.numbers).not.toBe(end.numbers);
    run.seek({ epoch: 4, position: 0 });
    run.seek({ epoch: 10, position: 0 });
    expect(stateOf(run.trainer)).toEqual(elsewhere);
  });

  test('writes samples at steps 0, 8, 16, 32, the same however one came there', () => {
    const run = new RecordedRun(trainerOf());
    run.trainBatches(33);
    const { samples } = run.trainer;
    const first = samples.upTo(33);
    expect(first.map(({ step }) => step)).toEqual([0, 8, 16, 32]);
    expect(samples.upTo(31).map(({ step }) => step)).toEqual([0, 8, 16]);
    expect(new Set(first.map(({ spans }) => spans.map(({ text }) => text).join(''))).size).toBe(4);
    run.seek({ epoch: 6, position: 0 });
    run.trainBatches(27);
    expect(samples.upTo(33)).toEqual(first);
    const straight = trainerOf();
    straight.trainBatches(33);
    expect(straight.samples.upTo(33)).toEqual(first);
  });

  test('returns to finite numbers from a rate that is far too high', () => {
    const wild = { norm: 'none', blocks: 4, learningRate: 10, clipNorm: 0, warmUp: 0 } as const;
    const run = new RecordedRun(trainerOf(wild));
    for (let step = 0; step < 60 && run.trainer.hasFiniteParameters(); step++) run.trainBatches(1);
    expect(run.trainer.hasFiniteParameters(), 'diverged').toBe(false);
    run.returnToFinite();
    expect(Number.isFinite(run.trainer.loss)).toBe(true);
    expect(run.trainer.model.readParameters().every(Number.isFinite)).toBe(true);
  });

  test('returns to the first parameters from a start with which nothing can be computed', () => {
    const { parameterCount } = trainerOf();
    const parameters = new Float32Array(parameterCount).fill(3e38);
    const run = new RecordedRun(trainerOf(), { epoch: 7, position: 0, parameters });
    run.returnToFinite();
    expect(stateOf(run.trainer)).toEqual(stateOf(trainerOf()));
    expect(run.canStepBack).toBe(false);
  });
});
