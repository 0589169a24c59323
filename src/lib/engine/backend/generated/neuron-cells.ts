import type { Emitter } from './emitter';
import type { Frame, Path } from './layout';
import { FLOAT_BYTES, type GeneratedLayer, VECTOR_BYTES, vectorsFor } from './shape';
import { type Code, getLocal, i32, memory } from './wasm-writer';

/** Where a block's activations and deltas wait in scratch memory, neurons across lanes. */
export class NeuronCells {
  /** Addresses by layer: [sample][vectors of neurons]; of the output [sample]. */
  readonly #activations: readonly number[];
  readonly #deltas: readonly number[];

  constructor(
    emitter: Emitter,
    readonly frame: Frame,
    readonly layers: readonly GeneratedLayer[],
    maxSamples: number,
  ) {
    const cells = () =>
      layers.map(({ outputs }, layer) =>
        emitter.take(layer === layers.length - 1 ? vectorsFor(maxSamples) : maxSamples * vectorsFor(outputs)),
      );
    this.#activations = cells();
    this.#deltas = cells();
  }

  rowBytes(layer: number): number {
    return vectorsFor(this.layers[layer].outputs) * VECTOR_BYTES;
  }

  /** Activations of a sample, counted from an address among a layer's rows. */
  activation(layer: number, sample: number, vector: number): number {
    return this.#activations[layer] + sample * this.rowBytes(layer) + vector * VECTOR_BYTES;
  }

  delta(layer: number, sample: number, vector: number): number {
    return this.#deltas[layer] + sample * this.rowBytes(layer) + vector * VECTOR_BYTES;
  }

  /** One input of a layer in all lanes. */
  input(layer: number, from: Code, sample: number, input: number): Code {
    if (layer > 0) return memory.loadSplat(this.activation(layer - 1, sample, 0) + input * FLOAT_BYTES, from);
    const { columns, columnStride } = this.frame.addresses;
    return memory.loadSplat(columns + input * columnStride + sample * FLOAT_BYTES, from);
  }

  /** How one comes from one sample's inputs of a layer to the next one's. */
  inputPath(layer: number, samples: number): Path {
    return layer > 0
      ? { from: i32.constant(0), bytes: samples * this.rowBytes(layer - 1) }
      : { from: getLocal(this.frame.position), bytes: samples * FLOAT_BYTES };
  }

  /** Samples across lanes. */
  outputDelta(sample: number): number {
    return this.#deltas[this.layers.length - 1] + sample * FLOAT_BYTES;
  }
}
