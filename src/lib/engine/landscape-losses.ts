import type { CreateKernels } from './backend/kernels';
import { featureColumns, type Split } from './data';
import { Mlp } from './models/mlp';
import { outputCountOf } from './spec';
import type { Trainer } from './trainer';
import { targetRows } from './training-samples';

/** How many of a set's samples stand for it. */
export interface SampleShare {
  readonly used: number;
  readonly total: number;
}

/** Samples · parameters for which one loss is computed; between the fewest and the most samples. */
const WORK = 100_000;
const FEWEST_SAMPLES = 250;
const MOST_SAMPLES = 1000;

/**
 * A trainer's network for judging parameters other than the trainer's own, which it leaves alone. Of large sets,
 * and with large networks of all but small ones, it takes the first samples only.
 */
export class LandscapeLosses {
  readonly shares: Readonly<Record<Split, SampleShare>>;
  readonly #trainer: Trainer;
  readonly #model: Mlp;

  constructor(createKernels: CreateKernels, trainer: Trainer) {
    this.#trainer = trainer;
    const { dataset, experiment, model, topology } = trainer;
    const { inputs, labels, trainCount, validationCount } = dataset;
    const most = Math.min(Math.max(Math.floor(WORK / topology.parameterCount), FEWEST_SAMPLES), MOST_SAMPLES);
    const share = (total: number): SampleShare => ({ used: Math.min(total, most), total });
    const testStart = trainCount + validationCount;
    this.shares = {
      train: share(trainCount),
      validation: share(validationCount),
      test: share(labels.length - testStart),
    };
    const { train, validation, test } = this.shares;
    this.#model = new Mlp(createKernels, {
      ...model.rules,
      sizes: [topology.inputs.length, ...topology.layers.map(({ outputs }) => outputs)],
      capacity: { train: train.used, validation: validation.used, test: test.used },
    });
    const load = (set: Split, first: number) => {
      const part = (column: Float64Array) => column.subarray(first, first + this.shares[set].used);
      const targets = targetRows(part(labels), outputCountOf(experiment));
      this.#model.load(set, featureColumns(experiment, inputs.map(part)), targets);
    };
    load('train', 0);
    load('validation', trainCount);
    load('test', testStart);
  }

  /**
   * The mean data losses of many sets of parameters, by the rules in force.
   * @param candidates [count · parameters]
   * @returns [count]
   */
  of(candidates: Float32Array, set: Split): Float64Array {
    const { rules } = this.#trainer.model;
    if (this.#model.rules !== rules) this.#model.configure(rules);
    return this.#model.lossesOf(candidates, set);
  }
}
