import type { Emitter, Pair } from './emitter';
import type { NeuronParameters } from './neuron-parameters';
import { range, VECTOR_BYTES, vectorsFor } from './shape';
import { decayed, shrunk } from './update-code';
import { type Code, getLocal, memory, setLocal, v128 } from './wasm-writer';

interface Operands {
  readonly row: (row: number, sample: number) => Code;
  readonly column: (vector: number, sample: number) => Code;
}

/** Adds steps to parameters with neurons across lanes, or to the sums of a batch that comes in parts. */
export class NeuronUpdate {
  /** By layer: as the weights and biases. */
  readonly #weightSums: readonly number[];
  readonly #biasSums: readonly number[];
  readonly #sumBytes: number;

  constructor(
    readonly emitter: Emitter,
    readonly parameters: NeuronParameters,
    readonly step: Code,
    readonly hasSums: boolean,
  ) {
    const { layers } = parameters;
    const start = emitter.take(0);
    const take = (vectors: number) => (hasSums ? emitter.take(vectors) : 0);
    this.#weightSums = layers.map((_, layer) => take(this.#rows(layer).length * this.#vectors(layer).length));
    this.#biasSums = layers.map(({ outputs }) => take(vectorsFor(outputs)));
    this.#sumBytes = emitter.take(0) - start;
  }

  get clearSums(): Code {
    return range(this.#sumBytes / VECTOR_BYTES).map((vector) =>
      memory.store(this.#weightSums[0] + vector * VECTOR_BYTES, v128.zero),
    );
  }

  /**
   * Rows of weights from some inputs, by some vectors of neurons: Σ row · column over samples.
   * @param over goes through the samples, calling for the products of some at a time
   */
  weights(
    layer: number,
    rows: readonly number[],
    vectors: readonly number[],
    isPart: boolean,
    over: (add: (samples: number, operands: Operands) => Code) => Code,
  ): Code {
    const { emitter } = this;
    const pairs = rows.flatMap((r) => vectors.map((vector): Pair => [r, vector]));
    const sumAt = ([r, vector]: Pair) => this.#weightSumAt(layer, r, vector);
    const sums = pairs.map(() => emitter.locals.vector());
    const code = [
      pairs.map((pair, k) => setLocal(sums[k], isPart ? memory.load(sumAt(pair)) : v128.zero)),
      over((samples, { row, column }) => emitter.addProducts(sums, pairs, samples, row, column, true)),
      isPart
        ? pairs.map((pair, k) => memory.store(sumAt(pair), getLocal(sums[k])))
        : this.#step(layer, pairs, sums),
    ];
    emitter.locals.release(sums);
    return code;
  }

  /** One vector of biases, by the sum of all steps. */
  biases(layer: number, vector: number, isPart: boolean, steps: readonly Code[]): Code {
    const address = isPart
      ? this.#biasSums[layer] + vector * VECTOR_BYTES
      : this.parameters.biasAt(layer, vector);
    const sum = steps.reduce((a, b) => v128.add(a, b));
    return memory.store(address, v128.add(memory.load(address), sum));
  }

  get fromSums(): Code {
    const { emitter, parameters } = this;
    return parameters.layers.map(({ outputs }, layer) => {
      const rows = this.#rows(layer);
      const fours = range(vectorsFor(rows.length)).map((four) => rows.slice(four * 4, four * 4 + 4));
      const weights = fours.map((four) =>
        this.#vectors(layer).map((vector) => {
          const pairs = four.map((row): Pair => [row, vector]);
          const sums = pairs.map(() => emitter.locals.vector());
          const load = pairs.map(([row], k) =>
            setLocal(sums[k], memory.load(this.#weightSumAt(layer, row, vector))),
          );
          const code = [load, this.#step(layer, pairs, sums)];
          emitter.locals.release(sums);
          return code;
        }),
      );
      const biases = range(vectorsFor(outputs)).map((vector) =>
        this.biases(layer, vector, false, [memory.load(this.#biasSums[layer] + vector * VECTOR_BYTES)]),
      );
      return [weights, biases];
    });
  }

  /** Adds steps in locals to the weights of some pairs, and keeps the transposed copy the same. */
  #step(layer: number, pairs: readonly Pair[], steps: readonly number[]): Code {
    const { emitter, parameters } = this;
    const code = pairs.map(([row, vector], k) => {
      const address = parameters.weightAt(layer, row, vector);
      return [
        setLocal(
          steps[k],
          v128.add(
            decayed(emitter, memory.load(address), this.step),
            this.#counted(layer, vector, getLocal(steps[k])),
          ),
        ),
        shrunk(emitter, steps[k], this.step),
        memory.store(address, getLocal(steps[k])),
      ];
    });
    if (!parameters.isTransposed(layer)) return code;
    const vectors = [...new Set(pairs.map(([, vector]) => vector))];
    return [
      code,
      vectors.map((vector) => {
        const rows = pairs.flatMap(([row, v], k) => (v === vector ? [{ row, local: steps[k] }] : []));
        return this.#transpose(
          layer,
          Math.floor(rows[0].row / 4),
          vector,
          rows.map(({ local }) => local),
        );
      }),
    ];
  }

  /** Steps of the output's weights without those of neurons that fill up a vector: sigmoids are ½ there. */
  #counted(layer: number, vector: number, steps: Code): Code {
    const { inputs } = this.parameters.layers[layer];
    const count = inputs - vector * 4;
    if (layer < this.parameters.layers.length - 1 || count >= 4) return steps;
    return v128.and(steps, v128.integers(range(4).map((lane) => (lane < count ? -1 : 0))));
  }

  /** Four rows (zeros where there are fewer) by four neurons, to the transposed copy. */
  #transpose(layer: number, four: number, vector: number, rows: readonly number[]): Code {
    const { emitter, parameters } = this;
    const get = (k: number) => (k < rows.length ? getLocal(rows[k]) : v128.zero);
    const low = [0, 4, 1, 5];
    const high = [2, 6, 3, 7];
    const held = [
      emitter.hold(v128.shuffle(get(0), get(1), low)),
      emitter.hold(v128.shuffle(get(2), get(3), low)),
      emitter.hold(v128.shuffle(get(0), get(1), high)),
      emitter.hold(v128.shuffle(get(2), get(3), high)),
    ];
    emitter.locals.release(held.map(({ local }) => local));
    const count = Math.min(4, parameters.layers[layer].outputs - vector * 4);
    const stored = range(count).map((k) => {
      const [a, b] = k < 2 ? [held[0], held[1]] : [held[2], held[3]];
      const lanes = k % 2 ? [2, 3, 6, 7] : [0, 1, 4, 5];
      return memory.store(
        parameters.transposedAt(layer, vector * 4 + k, four),
        v128.shuffle(getLocal(a.local), getLocal(b.local), lanes),
      );
    });
    return [held.map(({ code }) => code), stored];
  }

  #rows(layer: number): number[] {
    return range(layer === this.parameters.layers.length - 1 ? 1 : this.parameters.layers[layer].inputs);
  }

  #vectors(layer: number): number[] {
    const { inputs, outputs } = this.parameters.layers[layer];
    return range(vectorsFor(layer === this.parameters.layers.length - 1 ? inputs : outputs));
  }

  #weightSumAt(layer: number, row: number, vector: number): number {
    return this.#weightSums[layer] + (row * this.#vectors(layer).length + vector) * VECTOR_BYTES;
  }
}
