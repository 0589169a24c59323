import type { Place } from './layout';
import type { NeuronMemory } from './neuron-memory';
import { FLOAT_BYTES, type GeneratedLayer, range, VECTOR_BYTES, vectorsFor } from './shape';
import { type Code, memory, v128 } from './wasm-writer';

/**
 * Parameters with neurons across lanes, filled up with zeros to whole vectors: a hidden layer as
 * [inputs][outputs] and a row of biases, with a transposed copy [outputs][inputs] for the way back; the
 * output's weights as one row, its bias in all lanes of a vector.
 */
export class NeuronParameters {
  readonly layers: readonly GeneratedLayer[];

  constructor(readonly memory: NeuronMemory) {
    this.layers = memory.layers;
  }

  /** Four weights from one input of a hidden layer; or of the output's, whose input is 0. */
  weightAt(layer: number, input: number, vector: number): number {
    const row = vectorsFor(this.layers[layer].outputs);
    return this.memory.at[layer].weights + (input * row + vector) * VECTOR_BYTES;
  }

  biasAt(layer: number, vector: number): number {
    return this.memory.at[layer].biases + vector * VECTOR_BYTES;
  }

  /** Four weights to one neuron. */
  transposedAt(layer: number, output: number, vector: number): number {
    const row = vectorsFor(this.layers[layer].inputs);
    return this.memory.at[layer].transposed + (output * row + vector) * VECTOR_BYTES;
  }

  get clear(): Code {
    return this.memory.at.map(({ weights, weightSums }) =>
      range((weightSums - weights) / VECTOR_BYTES).map((vector) =>
        memory.store(weights + vector * VECTOR_BYTES, v128.zero),
      ),
    );
  }

  get places(): Place[] {
    const { last } = this.memory;
    const lane = (index: number) => (index % 4) * FLOAT_BYTES;
    return this.layers.flatMap((layer, index) => {
      const weights = range(layer.outputs * layer.inputs).flatMap((weight): Place[] => {
        const [o, i] = [Math.floor(weight / layer.inputs), weight % layer.inputs];
        const dense = layer.weights + weight;
        if (index === last) return [{ dense, packed: this.weightAt(index, 0, 0) + i * FLOAT_BYTES }];
        const packed = this.weightAt(index, i, Math.floor(o / 4)) + lane(o);
        if (!this.memory.isTransposed(index)) return [{ dense, packed }];
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
