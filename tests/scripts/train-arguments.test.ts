import { describe, expect, it } from 'vitest';
import { ArgumentError } from '../../scripts/arguments.mjs';
import { readArguments, usage } from '../../scripts/train-arguments.mjs';

describe('arguments of the headless command', () => {
  it('have defaults', () => {
    const options = { epochs: 100, every: 10, data: false, weights: false };
    expect(readArguments(['#seed=1'])).toEqual({ link: '#seed=1', options });
    expect(readArguments([''])).toEqual({ link: '', options });
    expect(readArguments(['-'])).toEqual({ link: '-', options });
  });

  it('stand in any order', () => {
    const options = { epochs: 20, every: 3, data: true, weights: true };
    const args = ['--weights', '--epochs=20', '#seed=1', '--data', '--every', '3'];
    expect(readArguments(args)).toEqual({ link: '#seed=1', options });
  });

  it('may ask for help, which names every option', () => {
    expect(readArguments(['--help'])).toBeUndefined();
    for (const name of ['--epochs', '--every', '--data', '--weights', '--help'])
      expect(usage).toContain(name);
  });

  it.each([
    [[], `link: got nothing, expected one link in quotes, '' or -`],
    [['a', 'b'], `link: got "a" "b", expected one link in quotes, '' or -`],
    [['', '--epochs', 'ten'], '--epochs: got "ten", expected a positive integer'],
    [['', '--epochs', '0'], '--epochs: got "0", expected a positive integer'],
    [['', '--epochs', '-5'], '--epochs: got "-5", expected a positive integer'],
    [['', '--epochs', '1e3'], '--epochs: got "1e3", expected a positive integer'],
    [['', '--every', '2.5'], '--every: got "2.5", expected a positive integer'],
    [['', '--every='], '--every: got "", expected a positive integer'],
    [['', '--every'], '--every: got nothing, expected a positive integer'],
    [['', '--data=yes'], '--data: got "yes", expected no value'],
    [
      ['', '--epoch\n', '5'],
      '"--epoch\\n": unknown option, expected one of --epochs, --every, --data, --weights, --help',
    ],
  ])('are refused by name: %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(new ArgumentError(message));
  });
});
