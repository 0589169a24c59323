import { afterEach, describe, expect, test } from 'vitest';
import { defaultExperiment, weekendCounts, type Experiment } from '$lib/engine';
import { transferOf, type Command } from '$lib/training/protocol';
import { FarLoop } from './far-loop';

const circle: Experiment = { ...defaultExperiment, seed: '0.12345' };

let far: FarLoop;
const open = () => (far = new FarLoop());
afterEach(() => far.close());

describe('the training loop, over a channel', () => {
  test('tells what a run consists of', async () => {
    const { run, data } = await open().start(circle, 7);
    expect(run).toBe(7);
    expect([data.trainCount, data.testCount, data.points?.label.length]).toEqual([250, 250, 500]);
  });

  test('places the points of a curve by their labels, and counts classes', async () => {
    const wave = { ...circle, problem: 'regression', regDataset: 'wave' } as const;
    const curve = (await open().start(wave)).data.points!;
    expect([curve.x1.length, curve.classCount, curve.trainCount]).toEqual([80, 0, 40]);
    curve.label.forEach((label, index) => expect(curve.x2[index]).toBeCloseTo(3 * label, 5));
    const blobs = (await far.start({ ...circle, dataset: 'blobs', classes: 5 }, 2)).data.points!;
    expect([blobs.classCount, Math.max(...blobs.label), blobs.x2.length]).toEqual([5, 4, 500]);
  });

  test('paints classes in the colours it was sent', async () => {
    await open().start({ ...circle, dataset: 'blobs' });
    const classes = Uint32Array.of(0xff0000ff, 0xff00ff00, 0xffff0000);
    far.send({ type: 'setColors', table: new Uint32Array(256), classes, middle: 0xff000000 });
    const { map } = await far.snapshot();
    const words = new Uint32Array(map.pixels.buffer);
    expect(words).toEqual(Uint32Array.from(map.classes!, (winner) => classes[winner]));
  });

  test('tells how many faced each weekend and how many went', async () => {
    const { data } = await open().start({ ...circle, dataset: 'movie' });
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    expect(sum(data.weekends!.faced)).toBe(10_000);
    expect(data.weekends!.went.map((went, index) => went === data.weekends!.faced[index])).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('hands over the movie crowd person by person, with what it goes by', async () => {
    const { data } = await open().start({ ...circle, dataset: 'movie', habit: 'treat', percTrainData: 30 });
    expect([data.trainCount, data.testCount]).toEqual([3000, 7000]);
    expect(weekendCounts(data.people!)).toEqual(data.weekends);
    expect(data.hiddenHabit).toEqual({ weights: [8, 8, 8], threshold: 4 });
    expect(transferOf({ type: 'ready', run: 1, data }), 'without copying it').toEqual([data.people!.buffer]);
    const other = await far.start({ ...circle, dataset: 'movie', habit: 'notBoth' }, 2);
    expect(other.data.hiddenHabit).toBeUndefined();
    const { data: points } = await far.start(circle, 3);
    expect(points.people).toBeUndefined();
    expect(transferOf({ type: 'ready', run: 3, data: points })).toEqual([]);
  });

  test('steps one epoch, and back to the same parameters', async () => {
    await open().start(circle);
    const first = await far.snapshot();
    far.send({ type: 'step', unit: 'epoch' });
    const second = await far.snapshotWhen((epoch) => epoch > 0);
    expect([second.epoch, second.position]).toEqual([1, 0]);
    expect(second.losses.train.loss).toBeCloseTo(0.49635937670035557, 6);
    far.send({ type: 'stepBack', unit: 'epoch' });
    expect((await far.snapshot()).parameters).toEqual(first.parameters);
  });

  test('says of a snapshot taken before a step is done that it trains on', async () => {
    await open().start(circle);
    const answer = far.next('snapshot');
    far.send({ type: 'step', unit: 'epoch' });
    far.send({ type: 'requestSnapshot', focus: undefined, isPageLate: false });
    const { snapshot, isTraining } = await answer;
    expect(isTraining).toBe(snapshot.epoch === 0);
    await far.snapshotWhen((epoch) => epoch === 1);
  });

  test('plays until it is paused', async () => {
    await open().start(circle);
    far.send({ type: 'play', pace: 'flat-out' });
    await far.snapshotWhen((epoch) => epoch >= 20);
    far.send({ type: 'pause' });
    const paused = await far.snapshot();
    expect(await far.snapshot()).toEqual(paused);
    far.send({ type: 'reset' });
    expect((await far.snapshot()).epoch).toBe(0);
  });

  test.each([1, 10, 60])('trains %i epochs a second', async (pace) => {
    await open().start(circle);
    far.workMs = 0.01;
    far.send({ type: 'play', pace });
    const { epoch, position } = await far.snapshotWhen((reached) => reached >= pace);
    const epochsPerSecond = (epoch + position / 250) / (far.sentMs / 1000);
    expect(epochsPerSecond / pace).toBeGreaterThan(0.9);
    expect(epochsPerSecond / pace).toBeLessThan(1.1);
  });

  test('answers between slices even when every batch takes long', async () => {
    await open().start(circle);
    far.workMs = 20;
    far.send({ type: 'play', pace: 'flat-out' });
    const before = far.nowMs;
    await far.snapshot();
    // One chunk (two looks at the clock) after the slice's start and one more look: no slice goes on after 8 ms.
    expect(far.nowMs - before).toBeLessThanOrEqual(2 * 5 * far.workMs);
  });

  test('takes settings while it plays', async () => {
    await open().start(circle);
    far.send({ type: 'play', pace: 'flat-out' });
    far.send({ type: 'tune', experiment: { ...circle, regularization: 'L1', regularizationRate: 10 } });
    const tuned = await far.snapshot();
    const { parameters } = await far.snapshotWhen((epoch) => epoch > tuned.epoch + 5);
    expect(parameters.slice(0, 8).every((weight) => Math.abs(weight) < 0.5)).toBe(true);
    expect(parameters.slice(0, 8)).toContain(0);
  });

  test('sets a weight by hand and refuses what is no number', async () => {
    await open().start(circle);
    far.send({ type: 'setParameter', index: 3, value: 1.5 });
    expect((await far.snapshot()).parameters[3]).toBe(1.5);
    const failed = far.next('failed');
    far.send({ type: 'setParameter', index: 3, value: Number.NaN });
    expect((await failed).failure).toMatchObject({ name: 'RangeError' });
    expect((await far.snapshot()).parameters[3]).toBe(1.5);
  });

  test('stops a run whose numbers grow beyond all bounds and names the setting', async () => {
    await open().start({ ...circle, problem: 'regression', learningRate: 10 });
    const diverged = far.next('diverged');
    far.send({ type: 'play', pace: 'flat-out' });
    expect(await diverged).toMatchObject({ run: 1, cause: 'learningRate' });
    const snapshot = await far.snapshot();
    expect(snapshot.parameters.every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(snapshot.losses.train.loss)).toBe(true);
  });

  test('blames the regularization rate where that is what diverges', async () => {
    await open().start({ ...circle, regularization: 'L2', regularizationRate: 10, learningRate: 0.3 });
    const diverged = far.next('diverged');
    far.send({ type: 'play', pace: 'flat-out' });
    expect((await diverged).cause).toBe('regularizationRate');
  });

  test('goes on from a checkpoint', async () => {
    await open().start(circle);
    far.send({ type: 'step', unit: 'epoch' });
    const checkpoint = await far.snapshotWhen((epoch) => epoch === 1);
    const ready = far.next('ready');
    far.send({ type: 'start', run: 2, experiment: circle, from: checkpoint });
    await ready;
    expect((await far.snapshot()).parameters).toEqual(checkpoint.parameters);
    expect((await far.snapshot()).epoch).toBe(1);
  });

  test('rests by a rule of the experiment, says so, and shows the curves once', async () => {
    await open().start({ ...circle, stopEpoch: 40 });
    expect((await far.shown()).recording).toMatchObject({ end: { epoch: 0 }, canStepBack: false });
    expect(await far.trainToStop()).toEqual({ rule: 'stopEpoch', epoch: 40 });
    const { snapshot, recording, isTraining } = await far.shown();
    expect([snapshot.epoch, isTraining, recording.end]).toEqual([40, false, { epoch: 40, position: 0 }]);
    expect(recording.curves?.epochs).toEqual(Float64Array.from({ length: 40 }, (_, epoch) => epoch));
    expect((await far.shown()).recording.curves, 'nothing new').toBeUndefined();
  });

  test('goes to a moment, along the record, and by batches', async () => {
    await open().start({ ...circle, stopEpoch: 20 });
    await far.trainToStop();
    const place = async (...commands: Command[]) => {
      commands.forEach((command) => far.send(command));
      const { snapshot, recording } = await far.shown();
      return [snapshot.epoch, snapshot.position, recording.end.epoch];
    };
    expect(await place({ type: 'seek', to: { epoch: 5, position: 0 } })).toEqual([5, 0, 20]);
    expect(await place({ type: 'step', unit: 'batch' })).toEqual([5, 10, 20]);
    expect(await place({ type: 'step', unit: 'epoch' })).toEqual([6, 0, 20]);
    expect(await place({ type: 'stepBack', unit: 'batch' })).toEqual([5, 240, 20]);
    expect(await place({ type: 'stepBack', unit: 'epoch' })).toEqual([5, 0, 20]);
    far.send({ type: 'tune', experiment: { ...circle, stopEpoch: 20, learningRate: 1 } });
    far.send({ type: 'step', unit: 'epoch' });
    const elsewhere = await far.snapshotWhen((epoch) => epoch === 6);
    expect((await far.shown()).recording.end.epoch, 'another way').toBe(6);
    far.send({ type: 'seek', to: { epoch: 99, position: 0 } });
    expect((await far.snapshot()).parameters).toEqual(elsewhere.parameters);
  });

  test('catches up with an epoch, and rests there, or goes on as it did', async () => {
    await open().start(circle);
    far.send({ type: 'catchUp', epoch: 30 });
    const there = await far.snapshotWhen((epoch) => epoch >= 30);
    expect([there.epoch, there.position]).toEqual([30, 0]);
    await far.snapshot();
    expect((await far.snapshot()).epoch).toBe(30);
    far.send({ type: 'catchUp', epoch: 20 });
    expect((await far.snapshot()).epoch).toBe(30);
    // At this pace nothing more is trained within the test, wherever in a slice it arrives.
    far.send({ type: 'play', pace: 1e-6 });
    for (const epoch of [60, 61, 62]) {
      far.send({ type: 'catchUp', epoch });
      await far.snapshotWhen((reached) => reached >= epoch);
      const { snapshot, isTraining } = await far.shown();
      expect([snapshot.epoch, snapshot.position, isTraining]).toEqual([epoch, 0, true]);
    }
  });

  test('hands its record over, from which another worker goes on', async () => {
    const experiment: Experiment = { ...circle, optimizer: 'adam', stopEpoch: 30 };
    await open().start(experiment);
    await far.trainToStop();
    const end = await far.snapshot();
    const answer = far.next('saved');
    far.send({ type: 'save' });
    const { record, moment } = await answer;
    const ready = far.next('ready');
    far.send({ type: 'start', run: 2, experiment, from: { record, moment } });
    await ready;
    expect(await far.snapshot()).toEqual(end);
    far.send({ type: 'stepBack', unit: 'epoch' });
    expect((await far.shown()).recording.end.epoch).toBe(30);
  });

  test('reports an experiment that cannot be, with the name of the field', async () => {
    const failed = open().next('failed');
    far.send({ type: 'start', run: 1, experiment: { ...circle, batchSize: 0 } });
    expect((await failed).failure.message).toContain('batchSize');
  });
});
