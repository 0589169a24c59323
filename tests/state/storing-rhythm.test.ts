import { beforeEach, describe, expect, test } from 'vitest';
import { StoringRhythm } from '$lib/state/storing-rhythm';

let nowMs: number;
beforeEach(() => {
  nowMs = 10_000;
});

/** Stores what takes so long. */
const store = (rhythm: StoringRhythm, takesMs: number) =>
  rhythm.store(
    () => {
      nowMs += takesMs;
      return Promise.resolve();
    },
    () => nowMs,
  );

function begun(shortestMs?: number): StoringRhythm {
  const rhythm = new StoringRhythm(shortestMs);
  rhythm.begin();
  return rhythm;
}

describe('what a tab is to go on from', () => {
  test('is not stored over before it has been looked for', () => {
    const rhythm = new StoringRhythm();
    expect(rhythm.asks('#a', '1', nowMs)).toBe(false);
    rhythm.begin();
    expect(rhythm.asks('#a', '1', nowMs)).toBe(true);
  });

  test('is asked for once, and again where the run stands elsewhere', async () => {
    const rhythm = begun();
    expect(rhythm.asks('#a', '1', nowMs)).toBe(true);
    await store(rhythm, 0);
    expect(rhythm.asks('#a', '1', nowMs)).toBe(false);
    expect(rhythm.asks('#a', '2', nowMs)).toBe(true);
  });

  test('takes a fiftieth of the time, unless the address is another', async () => {
    const rhythm = begun();
    rhythm.asks('#a', '1', nowMs);
    await store(rhythm, 40);
    nowMs += 1999;
    expect(rhythm.asks('#a', '2', nowMs)).toBe(false);
    expect(rhythm.asks('#b', '2', nowMs)).toBe(true);
    await store(rhythm, 40);
    nowMs += 2000;
    expect(rhythm.asks('#b', '3', nowMs)).toBe(true);
  });

  test('waits for no share of the time of a run that rests', async () => {
    const rhythm = begun();
    rhythm.asks('#a', '1', nowMs);
    await store(rhythm, 400);
    expect(rhythm.asks('#a', '2', nowMs)).toBe(false);
    expect(rhythm.asks('#a', '2', nowMs, true)).toBe(true);
    await store(rhythm, 400);
    expect(rhythm.asks('#a', '2', nowMs, true)).toBe(false);
  });

  test('is not asked for while it is on its way, but again when it does not come', () => {
    const rhythm = begun();
    rhythm.asks('#a', '1', nowMs);
    expect(rhythm.asks('#b', '2', nowMs + 2999)).toBe(false);
    expect(rhythm.asks('#b', '2', nowMs + 3000)).toBe(true);
  });

  test('is asked for no more often than it may be, however fast it is stored', async () => {
    const rhythm = begun(1000);
    rhythm.asks('#a', '1', nowMs);
    await store(rhythm, 1);
    expect(rhythm.asks('#b', '2', nowMs + 998)).toBe(false);
    expect(rhythm.asks('#b', '2', nowMs + 999)).toBe(true);
  });
});
