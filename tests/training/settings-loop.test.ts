import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_CLASSES } from '../../src/lib/engine';
import { takeOutputMap } from '../../src/lib/engine/output-map';
import { defaultExperiment, type Experiment } from '../../src/lib/engine/spec';
import { Trainer } from '../../src/lib/engine/trainer';
import { SettingsLoop } from '../../src/lib/training/settings-loop';
import type { SettingsEvent, TrialResult } from '../../src/lib/training/settings-protocol';
import { pageKernels } from '../engine/mlp-cases';

const base: Experiment = { ...defaultExperiment, seed: 'loop', noise: 10 };
const colors = {
  table: Uint32Array.from({ length: 256 }, (_, index) => 0xff000000 + index),
  classes: Uint32Array.from({ length: MAX_CLASSES }, (_, index) => 0xff010000 + index),
  middle: 0xff020000,
};
const EPOCHS = 20;
const pictureSide = 12;

let events: SettingsEvent[];
let deferred: (() => void)[];
/** Every look at the clock finds it so much later. */
let tickMs: number;
let loop: SettingsLoop;

beforeEach(() => {
  events = [];
  deferred = [];
  tickMs = 0;
  let nowMs = 0;
  loop = new SettingsLoop({
    createKernels: pageKernels,
    post: (event) => events.push(event),
    now: () => (nowMs += tickMs),
    defer: (callback) => deferred.push(callback),
  });
});

const begin = (run: number, epochs = EPOCHS) =>
  loop.handle({ type: 'begin', run, epochs, pictureSide, colors });
const train = (run: number, ...fields: Partial<Experiment>[]) =>
  loop.handle({
    type: 'train',
    run,
    trials: fields.map((some, number) => ({ number, experiment: { ...base, ...some } })),
  });

function slice(): void {
  for (const callback of deferred.splice(0)) callback();
}
function finish(): readonly TrialResult[] {
  while (deferred.length > 0) slice();
  return events.flatMap((event) => (event.type === 'trained' ? event.results : []));
}

/** What the page would come to by itself. */
function expected(number: number, fields: Partial<Experiment>): TrialResult {
  const trainer = new Trainer(pageKernels, { ...base, ...fields }, pictureSide);
  for (let epoch = 0; epoch < EPOCHS; epoch++) trainer.trainEpoch();
  const { train, test } = trainer.losses();
  const { pixels, width, height } = takeOutputMap(trainer, colors);
  return {
    kind: 'trained',
    number,
    trainLoss: train.loss,
    testLoss: test.loss,
    testAccuracy: test.accuracy,
    picture: { pixels, width, height },
  };
}

it.each<Partial<Experiment>>([
  {},
  { learningRate: 0.3, regularization: 'L1', regularizationRate: 0.003 },
  { networkShape: [], batchSize: 1 },
  { optimizer: 'adam', shuffle: true, schedule: 'cosine', dropout: 0.2 },
  { dataset: 'movie', samples: 200 },
  { dataset: 'blobs', loss: 'crossEntropy' },
  { problem: 'regression', regDataset: 'wave' },
])('%o: numbers and picture are those of a run by itself', (fields) => {
  begin(1);
  train(1, {}, fields, { noise: 30 });
  expect(finish()[1]).toEqual(expected(1, fields));
});

it('cuts a long training into slices, with the same numbers', () => {
  tickMs = 3;
  begin(1);
  train(1, { learningRate: 0.1 });
  slice();
  expect(events).toEqual([]);
  expect(deferred).toHaveLength(1);
  expect(finish()).toEqual([expected(0, { learningRate: 0.1 })]);
});

it('says in long trainings how far they are', () => {
  tickMs = 20;
  begin(1, 200);
  train(1, {});
  finish();
  const shares = events.flatMap((event) => (event.type === 'progress' ? [event.share] : []));
  expect(shares.length).toBeGreaterThan(2);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
});

it('tells of a network that left all bounds, and goes on with the next', () => {
  begin(1);
  train(1, { problem: 'regression', learningRate: 10 }, {});
  const [diverged, next] = finish();
  expect(diverged).toEqual({ kind: 'diverged', number: 0 });
  expect(next).toEqual(expected(1, {}));
});

it('does not go on with a network that left all bounds, however long it should train', () => {
  tickMs = 1;
  begin(1, 1_000_000);
  train(1, { problem: 'regression', learningRate: 10 });
  for (let slices = 0; slices < 20; slices++) slice();
  expect(deferred).toEqual([]);
  expect(finish()).toEqual([{ kind: 'diverged', number: 0 }]);
});

it('tells of one that leaves them in its last epoch', () => {
  const fields: Partial<Experiment> = { problem: 'regression', learningRate: 10, batchSize: 10_000 };
  const trainer = new Trainer(pageKernels, { ...base, ...fields });
  while (Number.isFinite(trainer.losses().train.loss)) trainer.trainEpoch();
  begin(1, trainer.epoch);
  train(1, fields);
  expect(finish()).toEqual([{ kind: 'diverged', number: 0 }]);
});

it('tells why a trial could not be run, and goes on with the next', () => {
  begin(1);
  train(1, { noise: -1 }, {});
  const [failed, next] = finish();
  expect(failed).toMatchObject({ kind: 'failed', number: 0 });
  expect(failed).toHaveProperty('reason', expect.stringContaining('noise: got -1'));
  expect(next.kind).toBe('trained');
});

describe('another run', () => {
  it('ends the one before in the midst of a training', () => {
    tickMs = 3;
    begin(1);
    train(1, {}, {});
    slice();
    begin(2);
    expect(finish()).toEqual([]);
    train(1, {});
    expect(deferred).toEqual([]);
    train(2, { noise: 30 });
    expect(finish()).toEqual([expected(0, { noise: 30 })]);
  });

  it('has its own number of epochs', () => {
    begin(1, 3);
    train(1, {});
    finish();
    begin(2);
    train(2, {});
    expect(finish()[1]).toEqual(expected(0, {}));
  });
});

it('answers every batch by itself, in turn', () => {
  begin(7);
  train(7, {}, { noise: 3 });
  train(7, { noise: 4 });
  finish();
  expect(events.map((event) => [event.run, event.type === 'trained' && event.results.length])).toEqual([
    [7, 2],
    [7, 1],
  ]);
});
