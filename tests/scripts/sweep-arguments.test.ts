import { describe, expect, it } from 'vitest';
import { ArgumentError } from '../../scripts/arguments.mjs';
import { readArguments, usage } from '../../scripts/sweep-arguments.mjs';

describe('arguments of a sweep', () => {
  it('have defaults', () => {
    expect(readArguments(['a.json', '--out', 'a.jsonl'])).toEqual({
      file: 'a.json',
      out: 'a.jsonl',
      every: undefined,
      jobs: undefined,
      shard: { index: 1, count: 1 },
      isQuiet: false,
      isDryRun: false,
    });
  });

  it('stand in any order', () => {
    const args = '--shard 2/3 --quiet --out=b --every 5 a --jobs=4 --dry-run'.split(' ');
    expect(readArguments(args)).toEqual({
      file: 'a',
      out: 'b',
      every: 5,
      jobs: 4,
      shard: { index: 2, count: 3 },
      isQuiet: true,
      isDryRun: true,
    });
  });

  it('may ask for help, which names every option', () => {
    expect(readArguments(['--help'])).toBeUndefined();
    for (const name of ['out', 'every', 'jobs', 'shard', 'quiet', 'dry-run', 'help'])
      expect(usage).toContain(`--${name}`);
  });

  it.each([
    [['--out', 'b'], 'file: got nothing, expected one file that describes a sweep'],
    [['a', 'c', '--out', 'b'], 'file: got "a" "c", expected one file that describes a sweep'],
    [['a'], '--out: got nothing, expected a file for the results'],
    [['a', '--out='], '--out: got "", expected a file for the results'],
    [['a', '--out', 'b', '--jobs', '0'], '--jobs: got "0", expected a positive integer'],
    [['a', '--out', 'b', '--every', 'x'], '--every: got "x", expected a positive integer'],
    ...['0/3', '4/3', '1', '1/2/3', '1.5/3', '-1/3', ''].map((shard): [string[], string] => [
      ['a', '--out', 'b', `--shard=${shard}`],
      `--shard: got "${shard}", expected i/n with 1 ≤ i ≤ n`,
    ]),
  ])('are refused by name: %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(new ArgumentError(message));
  });
});
