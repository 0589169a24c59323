import { describe, expect, test } from 'vitest';
import { FourNetworks } from '../../src/lib/engine/backend/generated/four-networks';
import { defaultExperiment, type Experiment } from '../../src/lib/engine/spec';
import { trainings, trainMany, type Variation } from '../../src/lib/engine/train-many';
import { Trainer } from '../../src/lib/engine/trainer';
import { createProblem, rates, SAMPLES, shapeOf, trainPlainly } from './generated-cases';
import { pageKernels, worstError } from './mlp-cases';

const experiment: Experiment = { ...defaultExperiment, seed: 'many', noise: 20 };

describe.each([
  { sizes: [2, 1], options: {} },
  { sizes: [2, 4, 2, 1], options: {} },
  { sizes: [2, 4, 2, 1], options: { batchSize: 1, hasMultiplyAdd: true } },
  { sizes: [3, 5, 9, 1], options: { batchSize: 30, regularization: 'L1' } },
  { sizes: [7, 8, 8, 1], options: { regularization: 'L2' } },
  { sizes: [1, 3, 1], options: { batchSize: 100, regularization: 'both' } },
] as const)('$sizes, $options', ({ sizes, options }) => {
  test('each of four networks trains as it would alone', () => {
    const shape = shapeOf(sizes, options);
    const { columns, targets } = createProblem(shape);
    const networks = new FourNetworks(shape, columns, targets);
    const lanes = [0, 1, 2, 3].map((lane) => ({
      parameters: createProblem(shape, `lane ${lane}`).parameters,
      learningRate: rates.learningRate * (lane + 1),
      regularizationRate: rates.regularizationRate * lane,
    }));
    lanes.forEach((lane, network) => networks.set(network, lane.parameters, lane));
    networks.trainEpoch();
    lanes.forEach((lane, network) => {
      const trained = new Float32Array(lane.parameters.length);
      networks.read(network, trained);
      const expected = trainPlainly(shape, { columns, targets, ...lane }, 0, SAMPLES, lane);
      expect(worstError(trained, expected)).toBeLessThan(1e-5);
    });
  });
});

/** What a trainer makes of one variation. */
function trainAlone(settings: Experiment, { learningRate, regularizationRate }: Variation, epochs: number) {
  const trainer = new Trainer(pageKernels, settings);
  trainer.tune({
    ...settings,
    learningRate: learningRate ?? settings.learningRate,
    regularizationRate: regularizationRate ?? settings.regularizationRate,
  });
  for (let epoch = 0; epoch < epochs; epoch++) trainer.trainEpoch();
  return { parameters: trainer.model.parameters, ...trainer.losses() };
}

const variations: readonly Variation[] = [
  {},
  { learningRate: 0.1 },
  { learningRate: 0.3, regularizationRate: 0.01 },
  { regularizationRate: 0.003 },
  { learningRate: 0.001 },
];

test.each<Partial<Experiment>>([
  { regularization: 'L2' },
  { loss: 'crossEntropy' },
  { problem: 'regression', regDataset: 'reg-gauss' },
  { networkShape: [32, 32, 32] },
  { optimizer: 'adam', schedule: 'cosine', shuffle: true },
])('%o: every network ends where a trainer takes it', (fields) => {
  const settings = { ...experiment, ...fields };
  const trained = trainMany(pageKernels, settings, variations, 5);
  expect(trained).toHaveLength(variations.length);
  trained.forEach((network, index) => {
    const alone = trainAlone(settings, variations[index], 5);
    expect(worstError(network.parameters, alone.parameters)).toBeLessThan(2e-5);
    expect(network.train.loss).toBeCloseTo(alone.train.loss, 5);
    expect(network.test.loss).toBeCloseTo(alone.test.loss, 5);
  });
});

test('first weights follow the seed, data do not', () => {
  const [own, one, again, two] = trainMany(
    pageKernels,
    experiment,
    [{}, { seed: '1' }, { seed: '1' }, { seed: '2' }],
    0,
  );
  expect(own.parameters).toEqual(new Trainer(pageKernels, experiment).model.parameters);
  expect(again).toEqual(one);
  expect(two.parameters).not.toEqual(one.parameters);
});

test('a network does not depend on its neighbours, not even on one that diverges', () => {
  const wild: Variation = { seed: '3', learningRate: 10, regularizationRate: 10 };
  const settings: Experiment = { ...experiment, problem: 'regression', regularization: 'L2' };
  const [, , alone] = trainMany(pageKernels, settings, [{}, {}, { seed: '1' }], 20);
  const [diverged, beside] = trainMany(pageKernels, settings, [wild, { seed: '1' }], 20);
  expect(beside).toEqual(alone);
  expect(diverged.train.loss).toBeNaN();
});

test('results come a few at a time', () => {
  const counts = [...trainings(pageKernels, experiment, variations, 1)].map((networks) => networks.length);
  expect(counts).toEqual([4, 1]);
});
