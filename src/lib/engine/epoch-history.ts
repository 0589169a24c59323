import type { Checkpoint } from './trainer';

/** The parameters at the start of the latest epochs, in a ring of fixed size. */
export class EpochHistory {
  readonly #capacity: number;
  readonly #width: number;
  readonly #parameters: Float32Array;
  readonly #epochs: Float64Array;
  #next = 0;
  length = 0;

  /**
   * @param capacity epochs kept
   * @param width parameters of the network
   */
  constructor(capacity: number, width: number) {
    this.#capacity = capacity;
    this.#width = width;
    this.#parameters = new Float32Array(capacity * width);
    this.#epochs = new Float64Array(capacity);
  }

  clear(): void {
    this.length = 0;
  }

  record(epoch: number, parameters: Float32Array): void {
    this.#epochs[this.#next] = epoch;
    this.#parameters.set(parameters, this.#next * this.#width);
    this.#next = (this.#next + 1) % this.#capacity;
    this.length = Math.min(this.length + 1, this.#capacity);
  }

  /** Removes and returns the latest epoch before `epoch`, dropping what came after it. */
  takeBefore(epoch: number): Checkpoint | undefined {
    while (this.length > 0) {
      this.#next = (this.#next + this.#capacity - 1) % this.#capacity;
      this.length--;
      if (this.#epochs[this.#next] < epoch) {
        const start = this.#next * this.#width;
        const parameters = this.#parameters.slice(start, start + this.#width);
        return { epoch: this.#epochs[this.#next], position: 0, parameters };
      }
    }
    return undefined;
  }
}
