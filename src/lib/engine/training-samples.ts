import type { Mlp } from './models/mlp';
import { shuffled } from './data/shuffle';
import { createRandom } from './random';

/** The training samples of one network, in their own order or in that of a shuffled epoch. */
export class TrainingSamples {
  readonly #model: Mlp;
  readonly #columns: readonly Float64Array[];
  readonly #targets: readonly Float64Array[];
  readonly #seed: string;
  #order: number | undefined;

  /**
   * Loads the samples in their own order.
   * @param columns [inputs][samples]
   * @param targets [outputs][samples]
   * @param seed of all the orders that epochs may take
   */
  constructor(model: Mlp, columns: readonly Float64Array[], targets: readonly Float64Array[], seed: string) {
    this.#model = model;
    this.#columns = columns;
    this.#targets = targets;
    this.#seed = seed;
    model.load('train', columns, targets);
  }

  /** Brings the samples into the order of a shuffled epoch, or with undefined into their own. */
  arrange(epoch: number | undefined): void {
    if (epoch === this.#order) return;
    this.#order = epoch;
    if (epoch === undefined) return this.#model.load('train', this.#columns, this.#targets);
    const count = this.#columns[0].length;
    const order = shuffled(count, createRandom(`${this.#seed} order of epoch ${epoch}`));
    const arranged = (rows: readonly Float64Array[]) =>
      rows.map((row) => Float64Array.from(order, (place) => row[place]));
    this.#model.load('train', arranged(this.#columns), arranged(this.#targets));
  }
}

/**
 * What the network is to give for each label: the label itself, or where there are several outputs −1 for all
 * but the label's own, which is 1. [outputs][samples].
 */
export function targetRows(labels: Float64Array, outputs: number): Float64Array[] {
  if (outputs === 1) return [labels];
  return Array.from({ length: outputs }, (_, output) => labels.map((label) => (label === output ? 1 : -1)));
}
