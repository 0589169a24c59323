import { describe, expect, it } from 'vitest';
import { mapOfResults, readResultsFile } from '$lib/state/results-file';

let trial = 0;
const line = (fields: object) =>
  JSON.stringify({ sweep: 'a', trial: ++trial, seed: '1', trainLoss: 0.2, testLoss: 0.3, ...fields });
const read = (...lines: (object | string)[]) =>
  readResultsFile(lines.map((each) => (typeof each === 'string' ? each : line(each))).join('\n') + '\n');
const lossesOf = ({ cells }: ReturnType<typeof mapOfResults>) =>
  cells.map(({ result }) => (result?.kind === 'trained' ? result.testLoss : result?.kind));

describe('a results file', () => {
  it('is read line by line; empty ones count, but say nothing', () => {
    const { lines, badLines } = read({ noise: 3, testAccuracy: 0.9 }, '', { noise: 4 });
    expect(badLines).toEqual([]);
    expect(lines[0]).toEqual({
      varied: { noise: 3 },
      seed: '1',
      result: { kind: 'trained', testLoss: 0.3, trainLoss: 0.2, testAccuracy: 0.9 },
    });
    expect(lines).toHaveLength(2);
  });

  it('tells what diverged, and what could not be run', () => {
    const { lines } = read(
      { diverged: 3, testLoss: null, trainLoss: null, bestEpoch: 0, bestTestLoss: 0.5 },
      { error: 'out of memory', testLoss: undefined, trainLoss: undefined },
    );
    expect(lines.map(({ result }) => result)).toEqual([
      { kind: 'diverged' },
      { kind: 'failed', reason: 'out of memory' },
    ]);
  });

  it.each<[object | string, key: string, came: string, expected: string]>([
    ['{"sweep":"a","tri', 'column 14', '"\\""', 'a whole string'],
    ['7', 'line', '7', 'an object'],
    [{ noise: 300 }, 'noise', '300', '<=80'],
    [{ noise: 'much' }, 'noise', '"much"', 'number'],
    [{ nois: 3 }, 'nois', 'an unknown key', 'one of'],
    [{ testLoss: '0.3' }, 'testLoss', '"0.3"', 'number'],
    [{ testLoss: undefined }, 'testLoss', 'nothing', 'a number'],
    [{ seed: undefined }, 'seed', 'nothing', 'a value'],
    [{ sweep: 'b' }, 'sweep', '"b"', '"a"'],
    [{ trial: 0.5 }, 'trial', '0.5', 'an integer'],
  ])('%j is named, and the other lines are there', (bad, key, came, expected) => {
    const { lines, badLines } = read({ noise: 1 }, { noise: 2 }, bad, { noise: 4 });
    expect(lines.map(({ varied }) => varied.noise)).toEqual([1, 2, 4]);
    expect(badLines).toHaveLength(1);
    expect(badLines[0].line).toBe(3);
    expect(badLines[0].error).toMatchObject({ key, came });
    expect(badLines[0].error.expected).toContain(expected);
  });

  it('takes each trial once', () => {
    const { lines, badLines } = read({ trial: 900 }, { trial: 900 });
    expect(lines).toHaveLength(1);
    expect(badLines[0]).toMatchObject({ line: 2, error: { key: 'trial', came: '900' } });
  });

  it('knows what is not the same in all lines', () => {
    expect(read({ noise: 1, dropout: 0 }, { noise: 2, dropout: 0 }).varied).toEqual(['noise']);
    expect(read({ networkShape: [4] }, { networkShape: [4, 2] }).varied).toEqual(['networkShape']);
    expect(read({ seed: '1' }, { seed: '2' }).varied).toEqual([]);
  });
});

describe('its map', () => {
  it('has numbers by size, other values as they come', () => {
    const file = read(
      { noise: 20, networkShape: [4, 2], testLoss: 0.1 },
      { noise: 5, networkShape: [4, 2], testLoss: 0.2 },
      { noise: 20, networkShape: [2], testLoss: 0.3 },
    );
    const map = mapOfResults(file, 'noise', 'networkShape');
    expect(map.columns).toEqual({ name: 'noise', values: [5, 20] });
    expect(map.rows).toEqual({
      name: 'networkShape',
      values: [[4, 2], [2]],
    });
    expect(lossesOf(map)).toEqual([0.2, 0.1, undefined, 0.3]);
  });

  it('shows the run with the median of the seeds, which opens', () => {
    const seeds = [
      { seed: '1', testLoss: 0.5 },
      { seed: '1-2', testLoss: 0.1 },
      { seed: '1-3', testLoss: null, trainLoss: null, diverged: 4 },
    ];
    const map = mapOfResults(read(...seeds.map((each) => ({ noise: 3, ...each }))), 'noise', undefined);
    expect(map.rows).toBeUndefined();
    expect(map.cells).toEqual([
      {
        result: { kind: 'trained', testLoss: 0.5, trainLoss: 0.2 },
        runs: 3,
        isStale: false,
        patch: { noise: 3, seed: '1' },
      },
    ]);
  });

  it('shows of further fields the values with the best median', () => {
    const file = read(
      { noise: 1, dropout: 0, batchSize: 1, testLoss: 0.4, seed: '1' },
      { noise: 1, dropout: 0, batchSize: 1, testLoss: 0.01, seed: '2' },
      { noise: 1, dropout: 0, batchSize: 1, testLoss: 0.4, seed: '3' },
      { noise: 1, dropout: 0, batchSize: 9, testLoss: 0.3, seed: '1' },
      { noise: 1, dropout: 0.5, batchSize: 9, testLoss: 0.2, seed: '1' },
    );
    expect(file.varied).toEqual(['batchSize', 'dropout']);
    const map = mapOfResults(file, 'dropout', undefined);
    expect(lossesOf(map)).toEqual([0.3, 0.2]);
    expect(map.cells[0].patch).toEqual({ noise: 1, dropout: 0, batchSize: 9, seed: '1' });
  });
});
