import { type GeneratedShape, layersOf, VECTOR_BYTES, vectorsFor } from './shape';
import { generateTrainingOfFour, scratchBytesOfFour } from './training-of-four';

const PAGE_BYTES = 65_536;

interface Training {
  readonly train: (first: number, end: number, learningRates: number, regularizationRates: number) => void;
}

/** Four networks of one shape that train side by side on the same samples, in a memory of their own. */
export class FourNetworks {
  readonly count = 4;
  readonly #samples: number;
  readonly #training: Training;
  /** [parameter][network]. */
  readonly #parameters: Float32Array;
  readonly #learningRates: Float32Array;
  readonly #regularizationRates: Float32Array;

  /**
   * @param columns [inputs][samples]
   * @param targets [samples]
   */
  constructor(shape: GeneratedShape, columns: readonly ArrayLike<number>[], targets: ArrayLike<number>) {
    const layers = layersOf(shape);
    const { biases, outputs } = layers[layers.length - 1];
    const columnStride = (vectorsFor(targets.length) + 1) * VECTOR_BYTES;
    let next = 0;
    const take = (bytes: number) => (next += bytes) - bytes;
    const learningRates = take(VECTOR_BYTES);
    const regularizationRates = take(VECTOR_BYTES);
    const addresses = {
      parameters: take((biases + outputs) * VECTOR_BYTES),
      columns: take(columns.length * columnStride),
      columnStride,
      targets: take(columnStride),
      scratch: take(scratchBytesOfFour(shape)),
    };
    const memory = new WebAssembly.Memory({ initial: Math.ceil(next / PAGE_BYTES) });
    const floats = (address: number, length: number) => new Float32Array(memory.buffer, address, length);
    columns.forEach((column, i) => floats(addresses.columns + i * columnStride, column.length).set(column));
    floats(addresses.targets, targets.length).set(targets);
    this.#samples = targets.length;
    this.#parameters = floats(addresses.parameters, (biases + outputs) * 4);
    this.#learningRates = floats(learningRates, 4);
    this.#regularizationRates = floats(regularizationRates, 4);
    const module = new WebAssembly.Module(generateTrainingOfFour(shape, addresses));
    this.#training = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Training;
  }

  /** Gives one of the four its parameters, in the dense order, and its rates. */
  set(
    network: number,
    parameters: ArrayLike<number>,
    rates: { readonly learningRate: number; readonly regularizationRate: number },
  ): void {
    for (let p = 0; p < parameters.length; p++) this.#parameters[p * 4 + network] = parameters[p];
    this.#learningRates[network] = rates.learningRate;
    this.#regularizationRates[network] = rates.regularizationRate;
  }

  trainEpoch(): void {
    const { byteOffset } = this.#learningRates;
    this.#training.train(0, this.#samples, byteOffset, this.#regularizationRates.byteOffset);
  }

  /** Reads one network's parameters. */
  read(network: number, parameters: Float32Array): void {
    for (let p = 0; p < parameters.length; p++) parameters[p] = this.#parameters[p * 4 + network];
  }
}
