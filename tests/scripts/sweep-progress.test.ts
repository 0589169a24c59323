import { describe, expect, it } from 'vitest';
import { duration, SweepProgress } from '../../scripts/sweep-progress.mjs';

function watch({ isTTY, isQuiet = false }: { isTTY: boolean; isQuiet?: boolean }) {
  let text = '';
  let ms = 0;
  const stream = { isTTY, write: (part: string) => (text += part) };
  const progress = new SweepProgress({ stream, total: 10, finished: 4, isQuiet, now: () => ms });
  for (let trial = 0; trial < 6; trial++) {
    ms += 4000;
    progress.advance();
  }
  progress.end('!');
  return text;
}

describe('the progress of a sweep', () => {
  it('is a line from time to time in a log, with the time that is left by the pace of this run', () => {
    expect(watch({ isTTY: false })).toBe(
      '4 of 10 trials\n6 of 10 trials, 16 s left\n8 of 10 trials, 8 s left\n' +
        '10 of 10 trials, 0 s left\n10 of 10 trials in 24 s!\n',
    );
  });

  it('is one line on a terminal', () => {
    const text = watch({ isTTY: true });
    expect(text.split('\n')).toHaveLength(2);
    expect(text.split('\r').slice(2, 4)).toEqual([
      '5 of 10 trials, 20 s left\x1b[K',
      '6 of 10 trials, 16 s left\x1b[K',
    ]);
  });

  it('is not told when nobody wants it', () => {
    expect(watch({ isTTY: true, isQuiet: true }) + watch({ isTTY: false, isQuiet: true })).toBe('');
  });

  it.each([
    [0, '0 s'],
    [59_000, '59 s'],
    [59_001, '1 min 0 s'],
    [3_599_000, '59 min 59 s'],
    [7_260_000, '2 h 1 min'],
  ])('names %i ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
