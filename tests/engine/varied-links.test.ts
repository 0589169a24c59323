import { describe, expect, it } from 'vitest';
import { datasetOf, Trainer, type Experiment } from '$lib/engine';
import { referenceKernels } from '$lib/engine/backend/reference';
import { experimentOf } from '../recorded/links';
import { RestatedPlayground } from '../recorded/restated-playground';
import { variedLinks, variedSeeds } from '../recorded/varied-links';
import { pageKernels, simdKernels } from './mlp-cases';

const backends = { loops: simdKernels, page: pageKernels, reference: referenceKernels };
/** Losses are compared at epoch 0, 5, 10 … 100. */
const EPOCHS = 100;
const EVERY = 5;

/**
 * Runs are compared as long as they are well-behaved, which is asked of every one of them to the last epoch:
 * both losses stay above the first number, and the training loss never grows by more than the second share
 * from one look to the next. Small losses and wild ones magnify single precision's rounding without end.
 */
const wellBehaved = { leastLoss: 1e-3, largestRise: 0.01 };

/**
 * Largest relative difference of a loss to one in doubles. Single precision costs at most 8e-6 in these
 * runs. At a kink rounding decides the side: of a point for ReLU (2.4e-4), of a weight for L1 (1e-4).
 */
function toleranceOf({ activation, regularization }: Experiment): number {
  return activation === 'relu' || regularization === 'L1' ? 1e-3 : 5e-5;
}

type LossPair = [train: number, test: number];

function lossesOf(run: { trainEpoch(): void }, losses: () => LossPair): LossPair[] {
  const looks = [losses()];
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    run.trainEpoch();
    if (epoch % EVERY === 0) looks.push(losses());
  }
  return looks;
}

describe.each(variedLinks)('%s', (link) => {
  it.each(variedSeeds)('seed %s: points, first weights and losses', (seed) => {
    const experiment = experimentOf(`${link}&seed=${seed}`);
    const playground = new RestatedPlayground(experiment);
    const { train, test, layers } = playground;
    const trainers = Object.entries(backends).map(
      ([name, createKernels]) => [name, new Trainer(createKernels, experiment)] as const,
    );

    const { inputs, labels, trainCount } = trainers[0][1].dataset;
    expect([trainCount, labels.length - trainCount]).toEqual([train.length, test.length]);
    const gaps = [...train, ...test].flatMap(([x, y, label], point) => [
      Math.abs(inputs[0][point] - x),
      Math.abs(inputs[1][point] - y),
      Math.abs(labels[point] - label),
    ]);
    expect(Math.max(...gaps)).toBeLessThan(1e-12);
    const first = layers.flatMap((neurons) => [
      ...neurons.flatMap(({ w }) => w),
      ...neurons.map(({ b }) => b),
    ]);
    for (const [name, trainer] of trainers)
      expect(trainer.model.parameters, name).toEqual(Float32Array.from(first));

    const expected = lossesOf(playground, () => [playground.loss(train), playground.loss(test)]);
    expect(Math.min(...expected.flat())).toBeGreaterThan(wellBehaved.leastLoss);
    const rises = expected.slice(1).map(([loss], look) => loss / expected[look][0] - 1);
    expect(Math.max(...rises)).toBeLessThan(wellBehaved.largestRise);

    for (const [name, trainer] of trainers) {
      const actual = lossesOf(trainer, () => {
        const losses = trainer.losses();
        return [losses.train.loss, losses.test.loss];
      });
      const differences = actual.flatMap((pair, look) =>
        pair.map((loss, set) => Math.abs(loss / expected[look][set] - 1)),
      );
      expect(Math.max(...differences), name).toBeLessThan(toleranceOf(experiment));
    }
  });
});

it('the links turn every knob', () => {
  const experiments = variedLinks.map(experimentOf);
  const all = <Value>(read: (experiment: Experiment) => Value) => [...new Set(experiments.map(read))].sort();
  expect(experiments).toHaveLength(20);
  expect(all(datasetOf)).toEqual(['circle', 'gauss', 'reg-gauss', 'reg-plane', 'spiral', 'xor']);
  expect(all(({ activation }) => activation)).toEqual(['linear', 'relu', 'sigmoid', 'tanh']);
  expect(all(({ regularization }) => regularization)).toEqual(['L1', 'L2', 'none']);
  expect(all(({ networkShape }) => networkShape.length)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(all(({ init }) => init)).toEqual(['uniform', 'zeros']);
  expect(all(({ batchSize }) => batchSize).length).toBeGreaterThan(12);
  const hasPartialBatch = (experiment: Experiment) => {
    const { train } = new RestatedPlayground({ ...experiment, seed: '1' });
    return train.length % experiment.batchSize > 0;
  };
  expect(all(hasPartialBatch)).toEqual([false, true]);
});
