import { expect, test } from 'vitest';
import { KeptTrainers } from '../../src/lib/engine/kept-trainers';
import { defaultExperiment, type Experiment } from '../../src/lib/engine/spec';
import { Trainer } from '../../src/lib/engine/trainer';
import { newPageKernels, pageKernels } from './mlp-cases';

const base: Experiment = { ...defaultExperiment, seed: 'kept', noise: 20, regularization: 'L2' };
const EPOCHS = 5;

/** Settings as a map of settings varies them, and other things that a change may bring. */
const settings: readonly Partial<Experiment>[] = [
  {},
  { learningRate: 0.3, regularizationRate: 0.01 },
  { noise: 40 },
  { learningRate: 10, problem: 'regression' },
  { networkShape: [7], learningRate: 0.1 },
  { optimizer: 'adam', learningRate: 0.01 },
  { optimizer: 'adam', learningRate: 0.02 },
  { dropout: 0.3 },
  { shuffle: true, schedule: 'cosine', batchSize: 7 },
  { activation: 'relu', loss: 'crossEntropy' },
  { labelFlips: 10, percTrainData: 20, seed: 'kept-2' },
  { dataset: 'blobs' },
];

function trained(trainer: Trainer) {
  for (let epoch = 0; epoch < EPOCHS; epoch++) trainer.trainEpoch();
  return { parameters: trainer.model.parameters.slice(), losses: trainer.losses() };
}

test('every run goes as it would alone, to the last bit, whatever came before it', async () => {
  const trainers = new KeptTrainers(pageKernels);
  const experiments = settings.map((fields) => ({ ...base, ...fields }));
  const alone = experiments.map(async (experiment) =>
    trained(new Trainer(await newPageKernels(), experiment)),
  );
  const expected = new Map((await Promise.all(alone)).map((result, index) => [experiments[index], result]));
  for (const experiment of [...experiments, ...experiments.toReversed(), ...experiments]) {
    expect(trained(trainers.begin(experiment))).toEqual(expected.get(experiment));
  }
});

test('runs on the same data and of the same shape share a trainer, others do not', () => {
  const trainers = new KeptTrainers(pageKernels);
  const first = trainers.begin(base);
  expect(trainers.begin({ ...base, learningRate: 0.1 })).toBe(first);
  expect(trainers.begin({ ...base, noise: 21 })).not.toBe(first);
});

test('keeps no more than some trainers: the ones that were asked for last', () => {
  const trainers = new KeptTrainers(pageKernels);
  const [oldest, used] = ['oldest', 'used'].map((seed) => trainers.begin({ ...base, seed }));
  for (let other = 0; other < 63; other++) {
    trainers.begin({ ...base, seed: String(other) });
    trainers.begin({ ...base, seed: 'used' });
  }
  expect(trainers.begin({ ...base, seed: 'used' })).toBe(used);
  expect(trainers.begin({ ...base, seed: 'oldest' })).not.toBe(oldest);
});

test('pictures are as large as they were asked for', () => {
  const trainers = new KeptTrainers(pageKernels, 24);
  expect(trainers.begin(base).map()).toHaveLength(7 * 24 * 24);
});
