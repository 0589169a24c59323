import { canGenerate, FourNetworks } from './backend/generated';
import type { CreateKernels } from './backend/kernels';
import { featureColumns } from './data';
import { initialParameters } from './initial-parameters';
import { createRandom } from './random';
import type { Experiment } from './spec';
import { Trainer, type Losses } from './trainer';

/** How one network of many differs from the experiment; what is absent is as there. */
export interface Variation {
  /** Of the first weights alone: all networks share the experiment's data. */
  readonly seed?: string;
  readonly learningRate?: number;
  readonly regularizationRate?: number;
}

export interface TrainedNetwork extends Losses {
  readonly parameters: Float32Array;
}

/**
 * Trains one network for each variation, all on one experiment's data, for so many whole epochs: the cells
 * of a map of settings. Results come in the order of the variations, a few at a time, so that the caller can
 * show them and pause; they do not depend on which variations stand beside each other.
 * @throws {FieldError} when a field of the experiment is out of range
 */
export function* trainings(
  createKernels: CreateKernels,
  experiment: Experiment,
  variations: readonly Variation[],
  epochs: number,
): Generator<readonly TrainedNetwork[]> {
  const trainer = new Trainer(createKernels, experiment);
  const { model } = trainer;
  const own = model.parameters.slice();
  const firstOf = ({ seed }: Variation) =>
    seed === undefined
      ? own
      : Float32Array.from(initialParameters(experiment, trainer.topology, createRandom(seed)));
  const rates = variations.map(
    ({ learningRate = experiment.learningRate, regularizationRate = experiment.regularizationRate }) => ({
      learningRate,
      regularizationRate,
    }),
  );
  const result = (): TrainedNetwork => ({ parameters: model.parameters.slice(), ...trainer.losses() });

  const { batchSize, shuffle, schedule, warmUp } = experiment;
  const isSteady = !shuffle && schedule === 'constant' && warmUp === 0;
  const shape = isSteady ? model.generatedShape({ ...experiment, dropoutKey: 0 }, batchSize) : undefined;
  if (!shape || !canGenerate(shape)) {
    for (const [index, variation] of variations.entries()) {
      trainer.reset();
      trainer.tune({ ...experiment, ...rates[index] });
      trainer.restore({ epoch: 0, position: 0, parameters: firstOf(variation) });
      trainer.trainBatches(epochs * trainer.batchesPerEpoch);
      yield [result()];
    }
    return;
  }

  const { trainCount, dataset } = trainer;
  const columns = featureColumns(experiment, dataset.inputs).map((column) => column.subarray(0, trainCount));
  const networks = new FourNetworks(shape, columns, dataset.labels.subarray(0, trainCount));
  for (let first = 0; first < variations.length; first += networks.count) {
    const count = Math.min(networks.count, variations.length - first);
    for (let lane = 0; lane < count; lane++) {
      networks.set(lane, firstOf(variations[first + lane]), rates[first + lane]);
    }
    for (let epoch = 0; epoch < epochs; epoch++) networks.trainEpoch();
    yield Array.from({ length: count }, (_, lane) => {
      networks.read(lane, model.parameters);
      return result();
    });
  }
}

/** All of `trainings` at once. */
export function trainMany(...settings: Parameters<typeof trainings>): TrainedNetwork[] {
  return [...trainings(...settings)].flat();
}
