import type { Emitter, Pair } from './emitter';
import type { Frame } from './layout';
import type { NeuronMemory } from './neuron-memory';
import type { NeuronParameters } from './neuron-parameters';
import { fours, range, VECTOR_BYTES, vectorsFor } from './shape';
import { decayed, shrunk } from './update-code';
import { type Code, getLocal, i32, memory, setLocal, v128 } from './wasm-writer';

interface Operands {
  readonly row: (row: number, sample: number) => Code;
  readonly column: (vector: number, sample: number) => Code;
}

/** Adds steps to parameters with neurons across lanes, or to the sums of a batch that comes in parts. */
export class NeuronUpdate {
  readonly #memory: NeuronMemory;

  constructor(
    readonly emitter: Emitter,
    readonly parameters: NeuronParameters,
    readonly frame: Frame,
  ) {
    this.#memory = parameters.memory;
  }

  get clearSums(): Code {
    return this.#memory.at.map(({ weightSums, deltas }) =>
      range((deltas - weightSums) / VECTOR_BYTES).map((vector) =>
        memory.store(weightSums + vector * VECTOR_BYTES, v128.zero),
      ),
    );
  }

  /**
   * Rows of weights from some inputs, by some vectors of neurons: Σ row · column over samples.
   * @param base how far a run's layer lies from its first
   * @param over goes through the samples, calling for the products of some at a time
   */
  weights(
    layer: number,
    base: Code,
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
      pairs.map((pair, k) => setLocal(sums[k], isPart ? memory.load(sumAt(pair), base) : v128.zero)),
      over((samples, { row, column }) => emitter.addProducts(sums, pairs, samples, row, column, true)),
      isPart
        ? pairs.map((pair, k) => memory.store(sumAt(pair), getLocal(sums[k]), base))
        : this.#step(layer, base, pairs, sums),
    ];
    emitter.locals.release(sums);
    return code;
  }

  /** One vector of biases, by the sum of all steps. */
  biases(layer: number, base: Code, vector: number, isPart: boolean, steps: readonly Code[]): Code {
    const address = isPart ? this.#biasSumAt(layer, vector) : this.parameters.biasAt(layer, vector);
    const sum = steps.reduce((a, b) => v128.add(a, b));
    return memory.store(address, v128.add(memory.load(address, base), sum), base);
  }

  get fromSums(): Code {
    const { frame } = this;
    const hidden = this.#memory.runs.map(({ first, count, bytes }) =>
      frame.walk(count, [{ from: i32.constant(0), bytes }], ([base]) => this.#fromSums(first, base)),
    );
    return [hidden, this.#fromSums(this.#memory.last, i32.constant(0))];
  }

  #fromSums(layer: number, base: Code): Code {
    const { emitter } = this;
    const weights = fours(this.#memory.rows(layer)).map((rows) =>
      range(this.#memory.vectors(layer)).map((vector) => {
        const pairs = rows.map((row): Pair => [row, vector]);
        const sums = pairs.map(() => emitter.locals.vector());
        const load = pairs.map((pair, k) =>
          setLocal(sums[k], memory.load(this.#weightSumAt(layer, ...pair), base)),
        );
        const code = [load, this.#step(layer, base, pairs, sums)];
        emitter.locals.release(sums);
        return code;
      }),
    );
    const biases = range(vectorsFor(this.parameters.layers[layer].outputs)).map((vector) =>
      this.biases(layer, base, vector, false, [memory.load(this.#biasSumAt(layer, vector), base)]),
    );
    return [weights, biases];
  }

  /** Adds steps in locals to the weights of some pairs, and keeps the transposed copy the same. */
  #step(layer: number, base: Code, pairs: readonly Pair[], steps: readonly number[]): Code {
    const { emitter, parameters } = this;
    const { step } = this.frame;
    const code = pairs.map(([row, vector], k) => {
      const address = parameters.weightAt(layer, row, vector);
      return [
        setLocal(
          steps[k],
          v128.add(
            decayed(emitter, memory.load(address, base), step),
            this.#counted(layer, vector, getLocal(steps[k])),
          ),
        ),
        shrunk(emitter, steps[k], step),
        memory.store(address, getLocal(steps[k]), base),
      ];
    });
    if (!this.#memory.isTransposed(layer)) return code;
    const vectors = [...new Set(pairs.map(([, vector]) => vector))];
    return [
      code,
      vectors.map((vector) => {
        const rows = pairs.flatMap(([row, v], k) => (v === vector ? [{ row, local: steps[k] }] : []));
        return this.#transpose(
          layer,
          base,
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
    if (layer < this.#memory.last || count >= 4) return steps;
    return v128.and(steps, v128.integers(range(4).map((lane) => (lane < count ? -1 : 0))));
  }

  /** Four rows (zeros where there are fewer) by four neurons, to the transposed copy. */
  #transpose(layer: number, base: Code, four: number, vector: number, rows: readonly number[]): Code {
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
        base,
      );
    });
    return [held.map(({ code }) => code), stored];
  }

  #weightSumAt(layer: number, row: number, vector: number): number {
    const { weightSums } = this.#memory.at[layer];
    return weightSums + (row * this.#memory.vectors(layer) + vector) * VECTOR_BYTES;
  }

  #biasSumAt(layer: number, vector: number): number {
    return this.#memory.at[layer].biasSums + vector * VECTOR_BYTES;
  }
}
