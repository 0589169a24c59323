import { expect, test } from 'vitest';
import { LossHistory } from '$lib/state/loss-history';

test('keeps losses in order of epochs', () => {
  const history = new LossHistory();
  history.add(0, 1, 2, 0.1);
  history.add(1, 0.5, 1.5, 0.2);
  expect(history.columns).toEqual([
    [0, 1],
    [1, 0.5],
    [2, 1.5],
    [0.1, 0.2],
  ]);
});

test('forgets what came after a moment that the run went back to', () => {
  const history = new LossHistory();
  for (let epoch = 0; epoch < 10; epoch++) history.add(epoch, epoch, epoch, epoch);
  history.add(4, 0.4, 0.4, 0.4);
  expect(history.columns[0]).toEqual([0, 1, 2, 3, 4]);
  expect(history.columns[1][4]).toBe(0.4);
});

test('stays bounded and keeps the first and the last, evenly thinned', () => {
  const history = new LossHistory();
  for (let epoch = 0; epoch <= 100_000; epoch++) history.add(epoch, epoch, epoch, epoch);
  const [epochs, ...others] = history.columns;
  for (const column of others) expect(column).toEqual(epochs);
  expect(epochs.length).toBeLessThanOrEqual(2001);
  expect(epochs.length).toBeGreaterThan(900);
  expect(epochs[0]).toBe(0);
  expect(epochs[epochs.length - 1]).toBe(100_000);
  const gaps = epochs.slice(1, -1).map((epoch, index) => epoch - epochs[index]);
  expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThanOrEqual(4);
});
