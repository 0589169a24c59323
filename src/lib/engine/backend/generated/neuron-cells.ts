import type { Frame, Path } from './layout';
import type { NeuronMemory } from './neuron-memory';
import { FLOAT_BYTES, VECTOR_BYTES } from './shape';
import { type Code, getLocal, memory } from './wasm-writer';

/** Where a block's activations and deltas wait in scratch memory, neurons across lanes. */
export class NeuronCells {
  constructor(
    readonly frame: Frame,
    readonly memory: NeuronMemory,
  ) {}

  /** Activations of a sample, counted from an address among a layer's rows. */
  activation(layer: number, sample: number, vector: number): number {
    return this.memory.at[layer].activations + this.#offset(layer, sample, vector);
  }

  delta(layer: number, sample: number, vector: number): number {
    return this.memory.at[layer].deltas + this.#offset(layer, sample, vector);
  }

  #offset(layer: number, sample: number, vector: number): number {
    return sample * this.memory.rowBytes(layer) + vector * VECTOR_BYTES;
  }

  /** One input of a layer in all lanes. */
  input(layer: number, from: Code, sample: number, input: number): Code {
    if (layer > 0) return memory.loadSplat(this.activation(layer - 1, sample, 0) + input * FLOAT_BYTES, from);
    const { columns, columnStride } = this.frame.addresses;
    return memory.loadSplat(columns + input * columnStride + sample * FLOAT_BYTES, from);
  }

  /** How one comes from one sample's inputs of a layer to the next one's. */
  inputPath(layer: number, samples: number, base: Code): Path {
    return layer > 0
      ? { from: base, bytes: samples * this.memory.rowBytes(layer - 1) }
      : { from: getLocal(this.frame.position), bytes: samples * FLOAT_BYTES };
  }

  /** Samples across lanes. */
  outputDelta(sample: number): number {
    return this.memory.at[this.memory.last].deltas + sample * FLOAT_BYTES;
  }
}
