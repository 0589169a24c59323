import { afterEach, expect, test } from 'vitest';
import { defaultExperiment, LANDSCAPE_SIDE, type Experiment, type LandscapeRequest } from '$lib/engine';
import { transferOf, type Event } from '$lib/training/protocol';
import { FarLoop } from './far-loop';

const circle: Experiment = { ...defaultExperiment, seed: '0.12345' };
const request: LandscapeRequest = { plane: 'random', seed: '1', halfWidth: 1, set: 'train' };

let far: FarLoop;
const opened: FarLoop[] = [];
const open = () => {
  far = new FarLoop();
  opened.push(far);
  return far;
};
afterEach(async () => {
  for (const loop of opened.splice(0)) await loop.close();
});

const ask = (changes: Partial<LandscapeRequest> = {}) =>
  far.send({ type: 'requestLandscape', request: { ...request, ...changes } });
const isLandscape = (event: Event) => event.type === 'landscape';

test('the landscape is that of the run as it stands, and moves to the page without being copied', async () => {
  await open().start(circle, 7);
  far.send({ type: 'step', unit: 'epoch' });
  const { losses } = await far.snapshotWhen((epoch) => epoch === 1);
  const answer = far.next('landscape');
  ask();
  const event = await answer;
  expect(event).toMatchObject({ run: 7, landscape: { epoch: 1, plane: 'random', set: 'train' } });
  expect(event.landscape.presentLoss).toBeCloseTo(losses.train.loss, 6);
  expect(event.landscape.losses).toHaveLength(LANDSCAPE_SIDE ** 2);
  expect(transferOf(event)).toEqual([event.landscape.losses.buffer, event.landscape.path.buffer]);
});

test('what was asked of a run is not answered after another has begun', async () => {
  await open().start(circle, 1);
  far.workMs = 5;
  ask();
  await far.start({ ...circle, networkShape: [3] }, 2);
  // The survey would be done after so many slices of 8 ms.
  for (let slice = 0; slice < 100; slice++) await far.snapshot();
  expect(far.events.some(isLandscape)).toBe(false);
  const answer = far.next('landscape');
  ask();
  expect((await answer).run).toBe(2);
});

test('a request that comes before the one before it is answered takes its place', async () => {
  await open().start(circle);
  far.workMs = 5;
  ask();
  const answer = far.next('landscape');
  ask({ seed: '2', set: 'test' });
  expect((await answer).landscape.set).toBe('test');
  await far.snapshot();
  expect(far.events.filter(isLandscape)).toHaveLength(1);
});

test('while a survey takes long, training goes on and commands are heard', async () => {
  await open().start(circle);
  far.workMs = 5;
  far.send({ type: 'play', pace: 'flat-out' });
  ask();
  await far.snapshotWhen((epoch) => epoch > 0);
  expect(far.events.some(isLandscape), 'answered first').toBe(false);
  const { landscape } = await far.next('landscape');
  expect(landscape.epoch).toBe(0);
  const answer = far.next('landscape');
  ask();
  expect((await answer).landscape.epoch).toBeGreaterThan(0);
});

test('where the page is late, the survey rests as well', async () => {
  const surveyMs = async (isPageLate: boolean) => {
    await open().start(circle);
    far.workMs = 5;
    for (let frame = 0; frame < 20; frame++) {
      const snapshot = far.next('snapshot');
      far.send({ type: 'requestSnapshot', focus: undefined, isPageLate });
      await snapshot;
    }
    const start = far.nowMs;
    const answer = far.next('landscape');
    ask();
    await answer;
    return far.nowMs - start;
  };
  const inTime = await surveyMs(false);
  expect(await surveyMs(true)).toBeGreaterThan(1.4 * inTime);
});

test.each(['random', 'principal'] as const)(
  'training comes to the same numbers, asked or not: %s',
  async (plane) => {
    const experiment: Experiment = {
      ...circle,
      optimizer: 'adam',
      learningRate: 0.01,
      shuffle: true,
      dropout: 0.2,
      stopEpoch: 40,
    };
    const train = async (isAsked: boolean) => {
      await open().start(experiment);
      far.workMs = 2;
      const stopped = far.next('stopped');
      far.send({ type: 'play', pace: 'flat-out' });
      for (let k = 0; k < 4 && isAsked; k++) {
        const answer = far.next('landscape');
        ask({ plane, seed: String(k), set: k % 2 ? 'train' : 'test' });
        await answer;
      }
      await stopped;
      const { parameters, losses } = await far.snapshot();
      return { parameters, losses };
    };
    const alone = await train(false);
    expect(await train(true)).toEqual(alone);
  },
);
