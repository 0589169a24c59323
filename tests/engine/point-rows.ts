import { expect } from 'vitest';
import { createDataset, type Dataset } from '$lib/engine/data';
import { createRandom, type RandomStream } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';
import { restatedShuffle } from '../recorded/restated-data';

/** Coordinates of one point, then its label. */
export type Row = number[];

export const rowsOf = ({ inputs, labels }: Dataset): Row[] =>
  Array.from(labels, (label, index) => [...inputs.map((column) => column[index]), label]);

export function expectCloseRows(actual: Row[], expected: Row[]): void {
  expect(actual).toHaveLength(expected.length);
  const gaps = actual.map((row, index) =>
    Math.max(...row.map((value, k) => Math.abs(value - expected[index][k]))),
  );
  expect(Math.max(...gaps)).toBeLessThan(1e-12);
}

type DatasetName = Experiment['dataset'] | Experiment['regDataset'];

const regressions: readonly DatasetName[] = ['reg-plane', 'reg-gauss', 'wave', 'step', 'own'];

/** An experiment with this data set, whichever problem it belongs to. */
export function experimentWith(name: DatasetName, fields: Partial<Experiment> = {}): Experiment {
  const choice = regressions.includes(name)
    ? { problem: 'regression', regDataset: name }
    : { problem: 'classification', dataset: name };
  return { ...defaultExperiment, seed: 'matinee', ...choice, ...fields } as Experiment;
}

export const drawn = (experiment: Experiment) => createDataset(experiment, createRandom(experiment.seed));

/** Compares a data set with one drawn point by point from the documented order of draws. */
export function expectRestated(
  experiment: Experiment,
  draw: (rand: RandomStream, noise: number, count: number) => Row[],
): void {
  const random = createRandom(experiment.seed);
  const dataset = createDataset(experiment, random);
  const rand = createRandom(experiment.seed);
  const rows = draw(rand, experiment.noise / 100, dataset.labels.length);
  expectCloseRows(rowsOf(dataset), restatedShuffle(rows, rand));
  expect(random(), 'the stream after the data').toBe(rand());
}
