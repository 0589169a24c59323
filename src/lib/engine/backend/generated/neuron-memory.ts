import type { Emitter } from './emitter';
import { type GeneratedLayer, layersOf, range, VECTOR_BYTES, vectorsFor } from './shape';

/** Addresses of a layer's parts in scratch memory, neurons across lanes. */
interface LayerMemory {
  /** [inputs][vectors of outputs]; of the output layer [vectors of inputs]. */
  readonly weights: number;
  readonly biases: number;
  /** [outputs][vectors of inputs], if there are deltas to compute before a hidden layer. */
  readonly transposed: number;
  /** As weights and biases, if batches come in parts. */
  readonly weightSums: number;
  readonly biasSums: number;
  /** [samples][vectors of outputs]; of the output [samples]. */
  readonly deltas: number;
  readonly activations: number;
}

/** Hidden layers in a row that the same code can work on, a distance apart. */
export interface LayerRun {
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
}

/**
 * Scratch memory layer by layer, so that equal layers lie at equal distances: code that is written once for
 * all of them stays in the processor's cache of decoded instructions.
 */
export class NeuronMemory {
  readonly layers: readonly GeneratedLayer[];
  readonly at: readonly LayerMemory[];

  constructor(emitter: Emitter, samples: number, hasSums: boolean) {
    this.layers = layersOf(emitter.shape);
    // Last in a layer's memory is what the next layer reads, hence at the same distance from each of a run.
    this.at = range(this.layers.length).map((layer) => {
      const { outputs } = this.layers[layer];
      const isOutput = layer === this.last;
      const cells = isOutput ? vectorsFor(samples) : samples * vectorsFor(outputs);
      const weights = this.rows(layer) * this.vectors(layer);
      return {
        weights: emitter.take(weights),
        biases: emitter.take(vectorsFor(outputs)),
        transposed: emitter.take(
          this.isTransposed(layer) ? outputs * vectorsFor(this.layers[layer].inputs) : 0,
        ),
        weightSums: emitter.take(hasSums ? weights : 0),
        biasSums: emitter.take(hasSums ? vectorsFor(outputs) : 0),
        deltas: emitter.take(cells),
        activations: emitter.take(cells),
      };
    });
  }

  get last(): number {
    return this.layers.length - 1;
  }

  /** Whether there are deltas to compute before this layer, and it is not the output. */
  isTransposed(layer: number): boolean {
    return 0 < layer && layer < this.last;
  }

  /** Rows of a layer's weights. */
  rows(layer: number): number {
    return layer === this.last ? 1 : this.layers[layer].inputs;
  }

  /** Vectors in a row of a layer's weights. */
  vectors(layer: number): number {
    const { inputs, outputs } = this.layers[layer];
    return vectorsFor(layer === this.last ? inputs : outputs);
  }

  /** Bytes of a sample's activations. */
  rowBytes(layer: number): number {
    return vectorsFor(this.layers[layer].outputs) * VECTOR_BYTES;
  }

  /** The hidden layers, equal ones together; the first, which has other inputs, stays alone. */
  get runs(): LayerRun[] {
    const isSame = (a: number, b: number) =>
      (['inputs', 'outputs', 'activation'] as const).every(
        (key) => this.layers[a][key] === this.layers[b][key],
      );
    const runs: LayerRun[] = [];
    for (let first = 0; first < this.last;) {
      let end = first + 1;
      while (first > 0 && end < this.last && isSame(first, end)) end++;
      runs.push({ first, count: end - first, bytes: this.at[first + 1].weights - this.at[first].weights });
      first = end;
    }
    return runs;
  }
}
