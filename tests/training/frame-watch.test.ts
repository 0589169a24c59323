import { afterEach, expect, test, vi } from 'vitest';
import { FrameWatch } from '$lib/training/frame-watch';

afterEach(() => vi.unstubAllGlobals());

/** Runs a watch for so many frames, each as long as `frameMs` says; returns the frames that were offered. */
function offers(
  frames: number,
  frameMs: (sinceOffer: number) => number,
  leastFramesApart?: number,
): number[] {
  const queue: ((nowMs: number) => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: (nowMs: number) => void) => queue.push(callback));
  const offered: number[] = [];
  let frame = 0;
  const ask = new FrameWatch(leastFramesApart).attach(() => {
    offered.push(frame);
    return true;
  });
  ask();
  for (let nowMs = 0; frame < frames; frame++) {
    nowMs += frameMs(frame - (offered.at(-1) ?? 0));
    queue.shift()?.(nowMs);
  }
  return offered;
}
const gapsAtEnd = (offered: number[]) =>
  offered
    .slice(-20)
    .map((at, k, all) => at - (all[k - 1] ?? at - 1))
    .slice(1);

test('offers every frame while frames come in time', () => {
  expect(offers(500, () => 16.7)).toHaveLength(500);
});

test('offers every second frame where that is enough, also of a display that is simply slower', () => {
  expect(offers(500, () => 16.7, 2)).toHaveLength(250);
  expect(new Set(gapsAtEnd(offers(2000, () => 33.3, 2)))).toEqual(new Set([2]));
});

test('takes another distance of pictures on its way', () => {
  const queue: ((nowMs: number) => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: (nowMs: number) => void) => queue.push(callback));
  let offered = 0;
  const watch = new FrameWatch();
  watch.attach(() => ++offered > 0)();
  const run = (frames: number) => {
    offered = 0;
    for (let frame = 0; frame < frames; frame++) queue.shift()?.(16.7 * frame);
    return offered;
  };
  expect(run(60)).toBe(60);
  watch.leastFramesApart = 4;
  expect(run(60)).toBe(15);
  watch.leastFramesApart = 2;
  expect(run(60)).toBe(30);
});

test('offers fewer frames where a picture makes its frame late', () => {
  const gaps = gapsAtEnd(offers(2000, (sinceOffer) => (sinceOffer <= 1 ? 24 : 16.7)));
  expect(new Set(gaps).size).toBe(1);
  expect(gaps[0]).toBeGreaterThan(1);
});

test('offers every frame of a display that is simply slower', () => {
  expect(gapsAtEnd(offers(2000, () => 33.3))).toEqual(Array.from({ length: 19 }, () => 1));
});

test('rests when nothing more is wanted, and can be started again', () => {
  const queue: ((nowMs: number) => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: (nowMs: number) => void) => queue.push(callback));
  let offered = 0;
  const ask = new FrameWatch().attach(() => ++offered < 0);
  ask();
  ask();
  expect(queue).toHaveLength(1);
  queue.shift()?.(16);
  expect(queue).toHaveLength(0);
  ask();
  expect(queue).toHaveLength(1);
});

test('gives frames in turn to those that want pictures, and all to the one that still does', () => {
  const queue: ((nowMs: number) => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: (nowMs: number) => void) => queue.push(callback));
  const watch = new FrameWatch();
  const taken: string[] = [];
  const attach = (name: string, pictures: number) =>
    watch.attach(() => {
      taken.push(name);
      return --pictures > 0;
    });
  attach('A', 5)();
  attach('B', 2)();
  for (let nowMs = 0; queue.length > 0; nowMs += 16.7) queue.shift()?.(nowMs);
  expect(taken.join('')).toBe('ABABAAA');
});
