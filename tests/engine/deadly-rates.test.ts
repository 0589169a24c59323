import { describe, expect, it } from 'vitest';
import { createDataset } from '$lib/engine/data';
import { deadlyLearningRate, deadlyRegularizationRate } from '$lib/engine/deadly-rates';
import { initialParameters } from '$lib/engine/initial-parameters';
import { createRandom } from '$lib/engine/random';
import { outputCountOf, type Experiment } from '$lib/engine/spec';
import { Trainer } from '$lib/engine/trainer';
import { targetRows } from '$lib/engine/training-samples';
import { pageKernels } from './mlp-cases';
import { experimentWith } from './point-rows';

const SEEDS = 10;
const EPOCHS = 500;

/** The test loss of an output that is the training data's mean, whatever the input. */
function lossOfConstant(experiment: Experiment): number {
  const { labels, trainCount } = createDataset(experiment, createRandom(experiment.seed));
  const rows = targetRows(labels, outputCountOf(experiment));
  const losses = rows.map((row) => {
    const mean = row.subarray(0, trainCount).reduce((sum, target) => sum + target, 0) / trainCount;
    const test = row.subarray(trainCount);
    const lossAt = (target: number) => {
      if (experiment.loss === 'squared') return 0.5 * (target - mean) ** 2;
      return target < 0 && rows.length > 1 ? 0 : -Math.log((1 + target * mean) / 2);
    };
    return test.reduce((sum, target) => sum + lossAt(target), 0) / test.length;
  });
  return losses.reduce((sum, loss) => sum + loss);
}

/** Of ten first weights, how many get anywhere. */
function learners(experiment: Experiment, regularizationRate: number): number {
  const trainer = new Trainer(pageKernels, { ...experiment, regularizationRate });
  const nothing = 0.98 * lossOfConstant(experiment);
  const losses = Array.from({ length: SEEDS }, (_, k) => {
    const first = initialParameters(experiment, trainer.topology, createRandom(`first ${k}`));
    trainer.restore({ epoch: 0, position: 0, parameters: Float32Array.from(first) });
    trainer.trainBatches(EPOCHS * trainer.batchesPerEpoch);
    return trainer.losses().test.loss;
  });
  return losses.filter((loss) => loss < nothing).length;
}

const shallow: Partial<Experiment>[] = [
  { dataset: 'circle', networkShape: [4, 2] },
  { dataset: 'xor', networkShape: [4, 2] },
  { dataset: 'gauss', networkShape: [4, 2] },
  { dataset: 'moons', networkShape: [4, 2] },
  { dataset: 'rings', networkShape: [8, 8] },
  { dataset: 'checkerboard', networkShape: [8, 8] },
  { dataset: 'blobs', networkShape: [4, 2] },
  { dataset: 'movie', samples: 500, networkShape: [3] },
  { problem: 'regression', regDataset: 'reg-plane', networkShape: [4, 2] },
  { problem: 'regression', regDataset: 'reg-gauss', networkShape: [8, 8] },
  { problem: 'regression', regDataset: 'wave', networkShape: [4, 2] },
  { problem: 'regression', regDataset: 'step', networkShape: [4, 2] },
];
const otherwise: Partial<Experiment>[] = [
  { dataset: 'circle', networkShape: [4] },
  { dataset: 'circle', networkShape: [4, 4, 4] },
  { dataset: 'circle', networkShape: [8, 8], activation: 'relu' },
  { dataset: 'circle', networkShape: [6], activation: 'sigmoid' },
  { dataset: 'gauss', networkShape: [4, 2], activation: 'softplus' },
  { dataset: 'circle', networkShape: [4, 2], noise: 25, loss: 'crossEntropy' },
  { dataset: 'circle', networkShape: [4, 2], xSquared: true, ySquared: true },
  { dataset: 'gauss', networkShape: [4, 4, 4], loss: 'crossEntropy' },
  { dataset: 'moons', networkShape: [6], loss: 'crossEntropy' },
];

describe.each(['L1', 'L2', 'both'] as const)('the deadly rate of %s', (regularization) => {
  it.each([...shallow, ...otherwise])('%o', (patch) => {
    const experiment = { ...experimentWith('circle', patch), ...patch, regularization, seed: '1' };
    const deadly = deadlyRegularizationRate(experiment)!;
    const counts = [deadly / 3, 3 * deadly].map((rate) => learners(experiment, rate));
    expect(counts[0], `learning at ${deadly / 3}`).toBeGreaterThanOrEqual(SEEDS / 2);
    expect(counts[1], `learning at ${3 * deadly}`).toBe(0);
  });
});

describe('a deadly rate', () => {
  const circle = experimentWith('circle', { regularization: 'L2' });

  it('is known only where it was measured', () => {
    expect(deadlyRegularizationRate({ ...circle, regularization: 'none' })).toBeUndefined();
    expect(deadlyRegularizationRate({ ...circle, optimizer: 'adam' })).toBeUndefined();
    expect(deadlyRegularizationRate({ ...circle, activation: 'sine' })).toBeCloseTo(2 / 0.03);
    expect(deadlyRegularizationRate({ ...circle, activation: 'sine', regularization: 'L1' })).toBeUndefined();
    expect(deadlyRegularizationRate({ ...circle, networkShape: [] })).toBeCloseTo(2 / 0.03);
    expect(deadlyLearningRate({ ...circle, regularization: 'none' })).toBeUndefined();
  });

  it.each<Partial<Experiment>>([
    { regularization: 'L2', regularizationRate: 1 },
    { regularization: 'L2', regularizationRate: 8, networkShape: [] },
    { problem: 'regression', regDataset: 'reg-plane' },
    { problem: 'regression', regDataset: 'wave', networkShape: [8, 8] },
    { problem: 'regression', regDataset: 'step', networkShape: [] },
  ])('of learning lets numbers grow beyond all bounds: %o', (patch) => {
    const experiment = { ...experimentWith('circle', {}), ...patch, seed: '1' };
    const learningRate = 1.01 * deadlyLearningRate(experiment)!;
    const trainer = new Trainer(pageKernels, { ...experiment, learningRate });
    trainer.trainBatches(500 * trainer.batchesPerEpoch);
    expect(trainer.hasFiniteParameters()).toBe(false);
  });
});
