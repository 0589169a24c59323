import type { Experiment, Trainer } from '$lib/engine';

/** Means over the sets, losses without penalty; an absent accuracy belongs to a regression, absent validation to none. */
export interface EpochLine {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly testLoss: number;
  readonly validationLoss?: number;
  readonly trainAccuracy?: number;
  readonly testAccuracy?: number;
  readonly validationAccuracy?: number;
  /** [layer][neuron][source], the output layer last. */
  readonly weights?: number[][][];
  /** [layer][neuron] */
  readonly biases?: number[][];
}

/** Parameters or the training loss are no finite numbers any more. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
  constructor(readonly epoch: number) {
    super(`diverged at epoch ${epoch}`);
  }
}

interface EpochOptions {
  readonly epochs: number;
  readonly every: number;
  readonly weights: boolean;
}

/**
 * Trains, with a line for the present epoch, for every multiple of `every` and for the last one.
 * @throws {DivergedError} after a line for the epoch in which it happened
 */
export function* epochLines(
  trainer: Trainer,
  problem: Experiment['problem'],
  { epochs, every, weights }: EpochOptions,
): Generator<EpochLine, void> {
  for (;;) {
    const { epoch } = trainer;
    const isFinite = trainer.hasFiniteParameters();
    if (!isFinite || epoch % every === 0 || epoch === epochs) {
      const { train, test, validation } = trainer.losses();
      yield {
        epoch,
        trainLoss: train.loss,
        testLoss: test.loss,
        ...(validation && { validationLoss: validation.loss }),
        ...(problem === 'classification' && {
          trainAccuracy: train.accuracy,
          testAccuracy: test.accuracy,
          ...(validation && { validationAccuracy: validation.accuracy }),
        }),
        ...(weights && parametersOf(trainer)),
      };
      if (!isFinite || !Number.isFinite(train.loss)) throw new DivergedError(epoch);
    }
    if (epoch >= epochs) return;
    trainer.trainEpoch();
  }
}

function parametersOf({ model, topology }: Trainer): Required<Pick<EpochLine, 'weights' | 'biases'>> {
  const part = (from: number, count: number) => Array.from(model.parameters.subarray(from, from + count));
  return {
    weights: topology.layers.map(({ inputs, outputs, weights }) =>
      Array.from({ length: outputs }, (_, neuron) => part(weights + neuron * inputs, inputs)),
    ),
    biases: topology.layers.map(({ outputs, biases }) => part(biases, outputs)),
  };
}
