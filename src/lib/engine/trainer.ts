import type { CreateKernels } from './backend/kernels';
import { createDataset, featureColumns, type Dataset } from './data';
import { isMovie } from './features';
import { initialParameters } from './initial-parameters';
import { networkEndOf } from './losses';
import { cellsOfExamples, mapGridOf, type MapGrid } from './map-grid';
import type { Evaluation } from './metrics';
import { Mlp, type NetworkRules, type Step } from './models/mlp';
import { createRandom } from './random';
import {
  agreeIn,
  type Checkpoint,
  type HandSettable,
  type Recordable,
  type RecordedLosses,
} from './recordable';
import { regularizers } from './regularizers';
import { learningRateAt } from './schedules';
import { checkExperiment, liveKeys, outputCountOf, type Experiment } from './spec';
import { topologyOf, type Topology } from './topology';
import { targetRows, TrainingSamples } from './training-samples';

export interface Losses {
  readonly train: Evaluation;
  readonly test: Evaluation;
  /** Where there are validation data. */
  readonly validation?: Evaluation;
}

/**
 * One network, its data and where its training stands. A function of the experiment and its seed:
 * how the work is cut into calls changes nothing in the numbers.
 */
export class Trainer implements Recordable<Experiment>, HandSettable {
  readonly mostRecordBytes = 32 * 2 ** 20;
  readonly topology: Topology;
  readonly dataset: Dataset;
  readonly grid: MapGrid;
  readonly model: Mlp;
  readonly isMovie: boolean;
  epoch = 0;
  position = 0;
  #experiment: Experiment;
  #mapInputs: readonly Float64Array[] | undefined;
  #exampleCells: readonly number[] | undefined;
  readonly #samples: TrainingSamples;
  readonly #dropoutSeed: number;
  #step: Step | undefined;
  #stepEpoch = 0;
  /** As the experiment has them; and with what was set by hand before any training. */
  readonly #drawn: Float32Array;
  readonly #first: Float32Array;

  /**
   * @param mapSide pixels of a square map where it is not the usual one
   * @throws {FieldError} when a field of the experiment is out of range.
   */
  constructor(createKernels: CreateKernels, candidate: Experiment, mapSide?: number) {
    const experiment = checkExperiment(candidate);
    const random = createRandom(experiment.seed);
    this.topology = topologyOf(experiment);
    this.dataset = createDataset(experiment, random);
    this.isMovie = isMovie(experiment);
    this.grid = mapGridOf(experiment, mapSide);
    this.#experiment = experiment;
    const { trainCount, validationCount, inputs, labels } = this.dataset;
    const testStart = trainCount + validationCount;
    const columns = featureColumns(experiment, inputs);
    const targets = targetRows(labels, outputCountOf(experiment));
    this.model = new Mlp(createKernels, {
      ...rulesOf(experiment),
      sizes: [columns.length, ...experiment.networkShape, targets.length],
      capacity: {
        train: trainCount,
        validation: validationCount,
        test: labels.length - testStart,
        map: this.grid.columns * this.grid.rows,
      },
    });
    const part = (rows: readonly Float64Array[], from: number, to?: number) =>
      rows.map((row) => row.subarray(from, to));
    this.#samples = new TrainingSamples(
      this.model,
      part(columns, 0, trainCount),
      part(targets, 0, trainCount),
      experiment.seed,
    );
    const validationTargets = part(targets, trainCount, testStart);
    this.model.load('validation', part(columns, trainCount, testStart), validationTargets);
    this.model.load('test', part(columns, testStart), part(targets, testStart));
    this.#drawn = Float32Array.from(initialParameters(experiment, this.topology, random));
    this.#first = this.#drawn.slice();
    this.#dropoutSeed = createRandom(`${experiment.seed} dropout`).int32();
    this.reset();
  }

  /** The network's inputs on the map's points, [feature][point]; the model has them once they have been asked for. */
  get mapInputs(): readonly Float64Array[] {
    if (!this.#mapInputs) {
      this.#mapInputs = featureColumns(this.#experiment, this.grid.inputs());
      this.model.load('map', this.#mapInputs);
    }
    return this.#mapInputs;
  }

  /** Where on the map training examples are. */
  get exampleCells(): readonly number[] {
    return (this.#exampleCells ??= cellsOfExamples(this.grid, this.dataset));
  }

  /** What all neurons give on the map's points, as the model's own `map`. */
  map(): Float32Array {
    void this.mapInputs;
    return this.model.map();
  }

  get trainCount(): number {
    return this.dataset.trainCount;
  }

  get parameterCount(): number {
    return this.topology.parameterCount;
  }

  get batchesPerEpoch(): number {
    return Math.ceil(this.trainCount / this.#experiment.batchSize);
  }

  /** Batches to the end of the current epoch. */
  get batchesLeft(): number {
    return Math.ceil((this.trainCount - this.position) / this.#experiment.batchSize);
  }

  /** What is in force: the experiment, with the changes since. */
  get experiment(): Experiment {
    return this.#experiment;
  }

  /** The learning rate in force in this epoch. */
  get learningRate(): number {
    return learningRateAt(this.epoch, this.#experiment);
  }

  /** Goes back to the first parameters. */
  reset(): void {
    this.restore({ epoch: 0, position: 0, parameters: this.#first });
  }

  forgetStart(): void {
    this.#first.set(this.#drawn);
  }

  setParameter(index: number, value: number): void {
    const { parameters } = this.model;
    if (!Number.isInteger(index) || index < 0 || index >= parameters.length || !Number.isFinite(value)) {
      throw new RangeError(`parameter ${index} of ${parameters.length} cannot be ${value}`);
    }
    parameters[index] = value;
    if (this.epoch === 0 && this.position === 0) this.#first[index] = value;
  }

  /**
   * Takes over the fields that take effect while a network trains; the others stay.
   * @throws {FieldError} when a field is out of range.
   */
  tune(candidate: Experiment): void {
    const next = checkExperiment(candidate);
    const isNewOptimizer = next.optimizer !== this.#experiment.optimizer;
    this.#experiment = {
      ...this.#experiment,
      ...Object.fromEntries(liveKeys.map((key) => [key, next[key]])),
    };
    this.model.configure(rulesOf(this.#experiment));
    this.#step = undefined;
    if (isNewOptimizer) this.model.optimizerState = undefined;
  }

  /** Trains `count` batches, across ends of epochs; the last batch of an epoch may be smaller. */
  trainBatches(count: number): void {
    for (let left = count; left > 0;) {
      const { batchSize, shuffle } = this.#experiment;
      this.#samples.arrange(shuffle ? this.epoch : undefined);
      const batches = Math.min(left, this.batchesLeft);
      const end = Math.min(this.position + batches * batchSize, this.trainCount);
      this.model.train(this.position, end, batchSize, this.#stepOfEpoch());
      left -= batches;
      this.position = end;
      if (end === this.trainCount) {
        this.position = 0;
        this.epoch++;
      }
    }
  }

  /** The same object as long as it says the same. */
  #stepOfEpoch(): Step {
    const { schedule, warmUp, dropout } = this.#experiment;
    const changesWithEpoch = schedule !== 'constant' || warmUp > 0 || dropout > 0;
    if (this.#step && (!changesWithEpoch || this.#stepEpoch === this.epoch)) return this.#step;
    this.#stepEpoch = this.epoch;
    this.#step = {
      ...this.#experiment,
      learningRate: this.learningRate,
      dropoutKey: this.#dropoutSeed + this.epoch,
    };
    return this.#step;
  }

  isAlike(one: Experiment, other: Experiment): boolean {
    return agreeIn(liveKeys, one, other);
  }

  /**
   * All samples go through the network once, instead of the training samples forth and back. The constants stand for
   * what does not grow with the network; they were fitted to networks of 4, 25 and 481 parameters.
   */
  get epochsPerFrame(): number {
    const evaluation = this.dataset.labels.length * (this.parameterCount + 30);
    return (1.5 * evaluation) / (this.trainCount * (3 * this.parameterCount + 10));
  }

  /** Trains to the end of the current epoch. */
  trainEpoch(): void {
    this.trainBatches(this.batchesLeft);
  }

  checkpoint(): Checkpoint {
    const { epoch, position, model } = this;
    return {
      epoch,
      position,
      parameters: model.parameters.slice(),
      optimizer: model.optimizerState?.slice(),
    };
  }

  restore({ epoch, position, parameters, optimizer }: Checkpoint): void {
    this.model.parameters.set(parameters);
    this.model.optimizerState = optimizer;
    this.epoch = epoch;
    this.position = position;
  }

  /** Losses over the whole training, validation and test data, without the penalty. */
  losses(): Losses {
    const { model, dataset } = this;
    const validation = dataset.validationCount > 0 ? model.evaluate('validation') : undefined;
    return {
      train: model.evaluate('train'),
      test: model.evaluate('test'),
      ...(validation && { validation }),
    };
  }

  recordedLosses(): RecordedLosses {
    const { train, validation, test } = this.losses();
    const losses = { train: train.loss, test: test.loss, penalty: this.penalty() };
    return validation ? { ...losses, validation: validation.loss } : losses;
  }

  /** Regularization rate · penalty of all weights. */
  penalty(): number {
    const { regularization, regularizationRate } = this.#experiment;
    const { penalty } = regularizers[regularization];
    let sum = 0;
    for (const { weights, biases } of this.topology.layers) {
      for (let w = weights; w < biases; w++) sum += penalty(this.model.parameters[w]);
    }
    return regularizationRate * sum;
  }

  hasFiniteParameters(): boolean {
    return this.model.parameters.every(Number.isFinite);
  }
}

function rulesOf(experiment: Experiment): NetworkRules {
  const { networkShape, layerActivations, activation } = experiment;
  const hidden = networkShape.map((_, layer) => layerActivations[layer] ?? activation);
  return { hidden, ...networkEndOf(experiment) };
}
