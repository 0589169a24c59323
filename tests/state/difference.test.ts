import { describe, expect, test } from 'vitest';
import { defaultExperiment, fieldKeys, type Experiment } from '$lib/engine';
import {
  choosableKeys,
  firstDifference,
  otherExperiment,
  readDifference,
  separateDifferences,
  withField,
  withOtherField,
  withoutField,
  withValues,
  writeDifference,
  type Difference,
} from '$lib/state/difference';
import { differenceInWords } from '$lib/state/difference-words';
import { movieSettings } from '$lib/state/first-experiment';
import { locale } from '$lib/state/locale.svelte';
import { readLink, writeLink } from '$lib/state/share-link';
import { defaultView } from '$lib/state/view-options';

const circle: Experiment = { ...defaultExperiment, seed: '1' };
const withL1: Experiment = { ...circle, regularization: 'L1', regularizationRate: 0.01 };
const movie: Experiment = { ...circle, ...movieSettings };
const curve: Experiment = { ...circle, problem: 'regression', regDataset: 'wave' };
const perceptron: Experiment = { ...movie, optimizer: 'perceptron' };

const words = (difference: Difference, experiment = circle) =>
  differenceInWords(difference, otherExperiment(experiment, difference));
const read = (versus: string) => readLink(`#seed=1&learningRate=0.1&versus=${versus}`, () => 'drawn');

describe('the first proposal', () => {
  test('is a regularization that is felt where there is none, else none', () => {
    expect(otherExperiment(circle, firstDifference(circle))).toEqual({
      ...circle,
      regularization: 'L2',
      regularizationRate: 0.003,
    });
    expect(otherExperiment(withL1, firstDifference(withL1))).toEqual({ ...withL1, regularization: 'none' });
  });
});

describe('what is offered', () => {
  test.each([
    ['circle', circle],
    ['L1', withL1],
    ['movie', movie],
    ['curve', curve],
    ['perceptron', perceptron],
  ])('differs, is allowed, and can be said and shared: %s', (_, experiment) => {
    const keys = choosableKeys(experiment, {});
    expect(keys.length).toBeGreaterThan(15);
    for (const key of keys) {
      const difference = withField({}, key, experiment);
      const other = otherExperiment(experiment, difference);
      expect(String(other[key]), key).not.toBe(String(experiment[key]));
      expect(words(difference, experiment), key).toMatch(/\S/);
      const link = writeLink(experiment, { ...defaultView, tool: 'compare', versus: difference });
      const { view, problems } = readLink(link, () => 'drawn');
      expect(problems, link).toEqual([]);
      expect(view.versus).toEqual(difference);
    }
  });

  test('never is the data set, the seed or the first weights, which both sides share', () => {
    for (const experiment of [circle, movie, curve]) {
      const keys: readonly string[] = choosableKeys(experiment, {});
      for (const key of ['problem', 'dataset', 'regDataset', 'seed', 'start'])
        expect(keys).not.toContain(key);
    }
  });

  test('has a say on the other side', () => {
    expect(choosableKeys(circle, {})).not.toContain('momentum');
    expect(choosableKeys(circle, { optimizer: 'momentum' })).toContain('momentum');
    expect(choosableKeys(movie, {})).not.toContain('xSquared');
    expect(choosableKeys(curve, {})).toContain('sinX');
    expect(choosableKeys(curve, {})).not.toContain('sinY');
    expect(choosableKeys(perceptron, {})).not.toContain('loss');
    expect(choosableKeys(circle, {})).not.toContain('regularizationRate');
    expect(choosableKeys(withL1, {})).toContain('regularizationRate');
  });

  test('is not what differs already', () => {
    const difference = withField(firstDifference(circle), 'noise', circle);
    expect(separateDifferences(difference)).toEqual(['regularization', 'noise']);
    for (const key of fieldKeys.filter((name) => name in difference))
      expect(choosableKeys(circle, difference)).not.toContain(key);
  });
});

describe('a difference', () => {
  test('keeps its place when another field is chosen in its stead', () => {
    const two = withField(firstDifference(circle), 'noise', circle);
    const replaced = withOtherField(two, 'regularization', 'dropout', circle);
    expect(replaced).toEqual({ dropout: 0.2, noise: 30 });
    expect(Object.keys(replaced)).toEqual(['dropout', 'noise']);
  });

  test('goes as a whole: the rate with the regularization that it belongs to', () => {
    const two = withField(firstDifference(circle), 'noise', circle);
    expect(withoutField(two, 'regularization')).toEqual({ noise: 30 });
    expect(withoutField(two, 'noise')).toEqual(firstDifference(circle));
  });

  test('gives a regularization that has no rate one that is felt, and leaves one that has', () => {
    const without = withField({}, 'regularization', withL1);
    expect(withValues(without, { regularization: 'L2' }, withL1)).toEqual({ regularization: 'L2' });
    expect(withValues({}, { regularization: 'L1' }, circle).regularizationRate).toBe(0.003);
    const own = withValues(firstDifference(circle), { regularizationRate: 0.05 }, circle);
    expect(withValues(own, { regularization: 'both' }, circle).regularizationRate).toBe(0.05);
  });
});

describe('in words', () => {
  test.each<[Difference, string]>([
    [{ regularization: 'L2', regularizationRate: 0.01 }, 'L2 0.01'],
    [{ regularization: 'none' }, 'no regularization'],
    [{ learningRate: 0.3, batchSize: 1 }, 'learning rate 0.3 and batch size 1'],
    [{ networkShape: [8, 8] }, 'hidden layers 8, 8'],
    [{ networkShape: [] }, 'no hidden layer'],
    [{ xSquared: true, y: false, shuffle: true }, 'with X1 squared, without X2, and with shuffle'],
    [{ percTrainData: 20, noise: 30 }, 'training share 20 % and noise 30'],
    [{ activation: 'relu' }, 'activation ReLU'],
    [{ layerActivations: ['relu'] }, 'activation by layer ReLU, tanh'],
    [{ samples: 0 }, 'samples left to the data set'],
    [{ patience: 0 }, 'patience never'],
  ])('%j', (difference, text) => {
    expect(words(difference)).toBe(text);
  });

  test('says what is in force, not what is only set', () => {
    expect(words({ optimizer: 'perceptron' }, curve)).toBe('optimizer SGD');
  });

  test('speaks Chinese', () => {
    locale.current = 'zh-Hans';
    expect(words({ regularization: 'L2', regularizationRate: 0.01, noise: 30 })).toBe('L2 0.01和噪声 30');
    locale.current = 'en';
  });
});

describe('in a link', () => {
  test('is short and readable', () => {
    const difference: Difference = { networkShape: [8, 8], regularization: 'L2', regularizationRate: 0.003 };
    expect(writeDifference(difference)).toBe('networkShape:8,8,regularization:L2,regularizationRate:0.003');
    expect(readDifference(writeDifference(difference), circle)).toEqual({ difference, problems: [] });
    expect(writeLink(circle, { ...defaultView, versus: {} })).toBe('#seed=1');
  });

  test('has lists of any length', () => {
    const difference: Difference = { networkShape: [], layerActivations: ['relu', 'sine'], noise: 5 };
    expect(read(writeDifference(difference)).view.versus).toEqual(difference);
  });

  test('is checked as the fields themselves are', () => {
    const { view, problems } = read('learningRate:fast,dropout:7,activation:magic,noise:20');
    expect(view.versus).toEqual({ dropout: 0.9, noise: 20 });
    expect(problems).toEqual([
      { key: 'versus.learningRate', came: 'fast', kind: 'bad-value', used: '0.1', expected: '0.00001 … 10' },
      { key: 'versus.dropout', came: '7', kind: 'out-of-range', used: '0.9', expected: '0 … 0.9' },
      expect.objectContaining({ key: 'versus.activation', came: 'magic', kind: 'bad-value', used: 'tanh' }),
    ]);
  });

  test.each(['seed:5', 'dataset:xor', 'start:1,2', '__proto__:1', 'nonsense', ':', 'versus:noise:3'])(
    'names what cannot differ: %s',
    (text) => {
      const { view, problems } = read(encodeURIComponent(text));
      expect(view.versus).toEqual({});
      expect(problems).toEqual([expect.objectContaining({ kind: 'unknown-key' })]);
    },
  );

  test('stays quiet about nothing', () => {
    expect(read('').problems).toEqual([]);
  });
});
