import type { CreateKernels } from './backend/kernels';
import { createDataset, featureColumns, type Dataset } from './data';
import { EpochHistory } from './epoch-history';
import { isMovie } from './features';
import { initialParameters } from './initial-parameters';
import { mapGridOf, type MapGrid } from './map-grid';
import { Mlp, type Evaluation } from './models/mlp';
import { createRandom } from './random';
import { checkExperiment, type Experiment } from './spec';
import { topologyOf, type Topology } from './topology';

/** The fields that take effect while a network trains. */
export type LiveSettings = Pick<
  Experiment,
  'learningRate' | 'regularization' | 'regularizationRate' | 'batchSize'
>;

/** Where a run stands: enough to go on from there, exactly. */
export interface Checkpoint {
  readonly epoch: number;
  /** Training samples of the current epoch that have been seen. */
  readonly position: number;
  readonly parameters: Float32Array;
}

export interface Losses {
  readonly train: Evaluation;
  readonly test: Evaluation;
}

/** So many latest epochs can be stepped back to. */
export const EPOCHS_KEPT = 256;

/**
 * One network, its data and where its training stands. A function of the experiment and its seed:
 * how the work is cut into calls changes nothing in the numbers.
 */
export class Trainer {
  readonly topology: Topology;
  readonly dataset: Dataset;
  readonly grid: MapGrid;
  /** The network's inputs on the map's points: [feature][point]. */
  readonly mapInputs: readonly Float64Array[];
  readonly model: Mlp;
  /** Whether the output neuron gives a probability (0 … 1) rather than a value on the labels' scale. */
  readonly outputIsProbability: boolean;
  readonly isMovie: boolean;
  epoch = 0;
  position = 0;
  #settings: LiveSettings;
  readonly #first: Float32Array;
  readonly #history: EpochHistory;

  /** @throws {FieldError} when a field of the experiment is out of range. */
  constructor(createKernels: CreateKernels, candidate: Experiment) {
    const experiment = checkExperiment(candidate);
    const random = createRandom(experiment.seed);
    this.topology = topologyOf(experiment);
    this.dataset = createDataset(experiment, random);
    this.isMovie = isMovie(experiment);
    this.grid = mapGridOf(experiment);
    this.#settings = experiment;
    this.mapInputs = featureColumns(experiment, this.grid.inputs);
    const output = outputActivation(experiment);
    this.outputIsProbability = output === 'sigmoid';
    const { trainCount, inputs, labels } = this.dataset;
    const columns = featureColumns(experiment, inputs);
    this.model = new Mlp(createKernels, {
      sizes: [columns.length, ...experiment.networkShape, 1],
      hidden: experiment.activation,
      output,
      loss: experiment.problem === 'classification' ? experiment.loss : 'squared',
      capacity: {
        train: trainCount,
        test: labels.length - trainCount,
        map: this.grid.columns * this.grid.rows,
      },
    });
    const part = (from: number, to: number) => columns.map((column) => column.subarray(from, to));
    this.model.load('train', part(0, trainCount), labels.subarray(0, trainCount));
    this.model.load('test', part(trainCount, labels.length), labels.subarray(trainCount));
    this.model.load('map', this.mapInputs);
    this.#first = Float32Array.from(initialParameters(experiment, this.topology, random));
    this.#history = new EpochHistory(EPOCHS_KEPT, this.topology.parameterCount);
    this.reset();
  }

  get trainCount(): number {
    return this.dataset.trainCount;
  }

  get batchesPerEpoch(): number {
    return Math.ceil(this.trainCount / this.#settings.batchSize);
  }

  /** Batches to the end of the current epoch. */
  get batchesLeft(): number {
    return Math.ceil((this.trainCount - this.position) / this.#settings.batchSize);
  }

  get settings(): LiveSettings {
    return this.#settings;
  }

  /** Goes back to the first parameters. */
  reset(): void {
    this.#history.clear();
    this.restore({ epoch: 0, position: 0, parameters: this.#first });
  }

  tune(settings: LiveSettings): void {
    this.#settings = settings;
  }

  /** Trains `count` batches, across ends of epochs; the last batch of an epoch may be smaller. */
  trainBatches(count: number): void {
    for (let left = count; left > 0;) {
      if (this.position === 0) this.#history.record(this.epoch, this.model.parameters);
      const { batchSize } = this.#settings;
      const batches = Math.min(left, this.batchesLeft);
      const end = Math.min(this.position + batches * batchSize, this.trainCount);
      this.model.train(this.position, end, batchSize, this.#settings);
      left -= batches;
      this.position = end;
      if (end === this.trainCount) {
        this.position = 0;
        this.epoch++;
      }
    }
  }

  /** Trains to the end of the current epoch. */
  trainEpoch(): void {
    this.trainBatches(this.batchesLeft);
  }

  /** Goes back to the start of this epoch, or of the one before. False when it is no longer kept. */
  stepBack(): boolean {
    const earlier = this.#history.takeBefore(this.epoch + (this.position > 0 ? 1 : 0));
    if (earlier) this.restore(earlier);
    return earlier !== undefined;
  }

  get canStepBack(): boolean {
    return this.position > 0 || this.#history.length > 0;
  }

  checkpoint(): Checkpoint {
    return { epoch: this.epoch, position: this.position, parameters: this.model.parameters.slice() };
  }

  restore({ epoch, position, parameters }: Checkpoint): void {
    this.model.parameters.set(parameters);
    this.epoch = epoch;
    this.position = position;
  }

  /** Losses over the whole training and test data, without the penalty. */
  losses(): Losses {
    return { train: this.model.evaluate('train'), test: this.model.evaluate('test') };
  }

  hasFiniteParameters(): boolean {
    return this.model.parameters.every(Number.isFinite);
  }

  /** Returns to the latest epoch whose parameters and loss are finite; at worst to the first parameters. */
  returnToFinite(): void {
    while (!this.hasFiniteParameters() || !Number.isFinite(this.model.evaluate('train').loss)) {
      if (!this.stepBack()) return this.reset();
    }
  }
}

function outputActivation(experiment: Experiment): 'tanh' | 'sigmoid' | 'linear' {
  if (experiment.problem === 'regression') return 'linear';
  return experiment.loss === 'crossEntropy' ? 'sigmoid' : 'tanh';
}
