import { expect, test } from 'vitest';
import { Courtesy } from '$lib/training/courtesy';

const SLICE_MS = 8;
/** Share of time rested over many slices, each followed by a frame in time or late. */
function restedShare(courtesy: Courtesy, isLate: boolean): number {
  let restedMs = 0;
  for (let slice = 0; slice < 1000; slice++) {
    courtesy.noteFrame(isLate);
    restedMs += courtesy.restAfter(SLICE_MS);
  }
  return restedMs / (restedMs + 1000 * SLICE_MS);
}

test('takes all the time while the page draws 60 times a second', () => {
  expect(restedShare(new Courtesy(), false)).toBe(0);
});

test('leaves up to about a third of the time to a page that is late', () => {
  expect(restedShare(new Courtesy(), true)).toBeCloseTo(0.35, 2);
});

test('takes its time back when the page is in time again', () => {
  const courtesy = new Courtesy();
  restedShare(courtesy, true);
  restedShare(courtesy, false);
  expect(restedShare(courtesy, false)).toBe(0);
});
