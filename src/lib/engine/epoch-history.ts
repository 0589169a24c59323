import type { Checkpoint } from './trainer';

/** The states at the start of the latest epochs, in a ring of fixed size. */
export class EpochHistory {
  readonly #capacity: number;
  readonly #width: number;
  readonly #parameters: Float32Array;
  readonly #epochs: Float64Array;
  /** Made when the first state of an optimizer comes: its bytes, and how many of each epoch count. */
  #optimizers = new Uint8Array(0);
  readonly #optimizerLengths: Uint32Array;
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
    this.#optimizerLengths = new Uint32Array(capacity);
  }

  clear(): void {
    this.length = 0;
  }

  /** Keeps a copy of the state at an epoch's start; an optimizer's has the same length whenever there is one. */
  record({ epoch, parameters, optimizer }: Checkpoint): void {
    this.#epochs[this.#next] = epoch;
    this.#parameters.set(parameters, this.#next * this.#width);
    this.#optimizerLengths[this.#next] = optimizer?.length ?? 0;
    if (optimizer) {
      if (this.#optimizers.length === 0) this.#optimizers = new Uint8Array(this.#capacity * optimizer.length);
      this.#optimizers.set(optimizer, this.#next * optimizer.length);
    }
    this.#next = (this.#next + 1) % this.#capacity;
    this.length = Math.min(this.length + 1, this.#capacity);
  }

  /** Removes and returns the latest epoch before `epoch`, dropping what came after it. */
  takeBefore(epoch: number): Checkpoint | undefined {
    while (this.length > 0) {
      this.#next = (this.#next + this.#capacity - 1) % this.#capacity;
      this.length--;
      if (this.#epochs[this.#next] < epoch) return this.#at(this.#next);
    }
    return undefined;
  }

  #at(place: number): Checkpoint {
    const slice = <Numbers extends Float32Array | Uint8Array>(from: Numbers, width: number) =>
      from.slice(place * width, (place + 1) * width) as Numbers;
    const length = this.#optimizerLengths[place];
    return {
      epoch: this.#epochs[place],
      position: 0,
      parameters: slice(this.#parameters, this.#width),
      optimizer: length > 0 ? slice(this.#optimizers, length) : undefined,
    };
  }
}
