const MAX_POINTS = 2000;

/** Losses over epochs, thinned evenly when they grow too many; the first and the last are always kept. */
export class LossHistory {
  #epochs: number[] = [];
  #train: number[] = [];
  #test: number[] = [];
  #penalty: number[] = [];
  /** Points closer together than this are not kept. */
  #step = 0;

  /** Columns of equal length: epoch, training loss, test loss, penalty. */
  get columns(): [epochs: number[], train: number[], test: number[], penalty: number[]] {
    return [this.#epochs, this.#train, this.#test, this.#penalty];
  }

  clear(): void {
    for (const column of this.columns) column.length = 0;
    this.#step = 0;
  }

  /** Adds what is known of a moment; moments after it (of a run that was stepped back) are forgotten. */
  add(epoch: number, train: number, test: number, penalty: number): void {
    const epochs = this.#epochs;
    while (epochs.length > 0 && epochs[epochs.length - 1] >= epoch) this.#drop();
    // The last point moves along until it is a whole step away from the one before.
    const last = epochs.length - 1;
    if (last > 0 && epochs[last] - epochs[last - 1] < this.#step) this.#drop();
    epochs.push(epoch);
    this.#train.push(train);
    this.#test.push(test);
    this.#penalty.push(penalty);
    if (epochs.length > MAX_POINTS) this.#thin();
  }

  #drop(): void {
    for (const column of this.columns) column.pop();
  }

  #thin(): void {
    const last = this.#epochs.length - 1;
    const keep = (column: number[]) => column.filter((_, index) => index % 2 === 0 || index === last);
    this.#epochs = keep(this.#epochs);
    this.#train = keep(this.#train);
    this.#test = keep(this.#test);
    this.#penalty = keep(this.#penalty);
    this.#step = (2 * this.#epochs[this.#epochs.length - 1]) / MAX_POINTS;
  }
}
