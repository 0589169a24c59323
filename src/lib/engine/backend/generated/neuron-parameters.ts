import type { Emitter } from './emitter';
import type { Place } from './layout';
import { FLOAT_BYTES, type GeneratedLayer, layersOf, range, VECTOR_BYTES, vectorsFor } from './shape';
import { type Code, memory, v128 } from './wasm-writer';

/**
 * Parameters with neurons across lanes, filled up with zeros to whole vectors: a hidden layer as
 * [inputs][outputs] and a row of biases, with a transposed copy [outputs][inputs] for the way back; the
 * output's weights as one row, its bias in all lanes of a vector.
 */
export class NeuronParameters {
  readonly layers: readonly GeneratedLayer[];
  readonly #weights: readonly number[];
  readonly #biases: readonly number[];
  readonly #transposed: readonly number[];
  readonly #bytes: number;

  constructor(emitter: Emitter) {
    this.layers = layersOf(emitter.shape);
    const last = this.layers.length - 1;
    const start = emitter.take(0);
    this.#weights = this.layers.map(({ inputs, outputs }, index) =>
      emitter.take(index === last ? vectorsFor(inputs) : inputs * vectorsFor(outputs)),
    );
    this.#biases = this.layers.map(({ outputs }) => emitter.take(vectorsFor(outputs)));
    this.#transposed = this.layers.map(({ inputs, outputs }, index) =>
      this.isTransposed(index) ? emitter.take(outputs * vectorsFor(inputs)) : 0,
    );
    this.#bytes = emitter.take(0) - start;
  }

  /** Whether there are deltas to compute before this layer, and it is not the output. */
  isTransposed(layer: number): boolean {
    return 0 < layer && layer < this.layers.length - 1;
  }

  /** Four weights from one input of a hidden layer; or of the output's, whose input is 0. */
  weightAt(layer: number, input: number, vector: number): number {
    return this.#weights[layer] + (input * vectorsFor(this.layers[layer].outputs) + vector) * VECTOR_BYTES;
  }

  biasAt(layer: number, vector: number): number {
    return this.#biases[layer] + vector * VECTOR_BYTES;
  }

  /** Four weights to one neuron. */
  transposedAt(layer: number, output: number, vector: number): number {
    return this.#transposed[layer] + (output * vectorsFor(this.layers[layer].inputs) + vector) * VECTOR_BYTES;
  }

  get clear(): Code {
    return range(this.#bytes / VECTOR_BYTES).map((vector) =>
      memory.store(this.#weights[0] + vector * VECTOR_BYTES, v128.zero),
    );
  }

  get places(): Place[] {
    const last = this.layers.length - 1;
    const lane = (index: number) => (index % 4) * FLOAT_BYTES;
    return this.layers.flatMap((layer, index) => {
      const weights = range(layer.outputs * layer.inputs).flatMap((weight): Place[] => {
        const [o, i] = [Math.floor(weight / layer.inputs), weight % layer.inputs];
        const dense = layer.weights + weight;
        if (index === last) return [{ dense, packed: this.weightAt(index, 0, 0) + i * FLOAT_BYTES }];
        const packed = this.weightAt(index, i, Math.floor(o / 4)) + lane(o);
        if (!this.isTransposed(index)) return [{ dense, packed }];
        return [
          { dense, packed },
          { dense, packed: this.transposedAt(index, o, Math.floor(i / 4)) + lane(i) },
        ];
      });
      const biases = range(layer.outputs).map((o) => ({
        dense: layer.biases + o,
        packed: this.biasAt(index, Math.floor(o / 4)) + lane(o),
      }));
      return [...weights, ...biases];
    });
  }
}
