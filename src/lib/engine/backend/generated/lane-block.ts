import { activate, activationsInStep, timesDerivative } from './activation-code';
import type { Emitter, Pair } from './emitter';
import { type GeneratedLayer, layersOf, pieces, range, VECTOR_BYTES } from './shape';
import { type Code, getLocal, memory, setLocal, v128 } from './wasm-writer';

/** The parameters that a block of samples, four in the lanes, is worked with. */
export interface LaneParameters {
  /** A parameter in all lanes. */
  weight(layer: number, output: number, input: number): Code;
  bias(layer: number, output: number): Code;
  /** So many gradients are added to their parameters together: sums of a layer's weights from an index on. */
  readonly groupSize: number;
  updateWeights(layer: number, first: number, sums: readonly number[]): Code;
  /** As updateWeights, of the biases of all layers in one row. */
  updateBiases(first: number, sums: readonly number[]): Code;
}

/** The vectors of a batch that are worked on together. */
export interface Block {
  readonly vectors: number;
  readonly input: (input: number, vector: number) => Code;
  readonly target: (vector: number) => Code;
  /** Which lanes of the last vector count; all when absent. */
  readonly mask?: Code;
  /** Whether gradients are added to the sums of a batch rather than to the parameters. */
  readonly isPart: boolean;
}

/**
 * Forward, backward and update with one vector for each neuron and position in a block, all unrolled.
 * The output's delta carries −rate/samples, so that gradients are steps.
 */
export class LaneBlock {
  readonly #layers: readonly GeneratedLayer[];
  /** Addresses [layer][output]: vectors of activations, and of deltas. */
  readonly #activations: readonly number[][];
  readonly #deltas: readonly number[][];
  readonly #maskedInputs: number;
  readonly #weightSums: readonly number[];
  readonly #biasSums: number;
  /** [layer, output] of every bias in their one row. */
  readonly #biases: readonly (readonly [layer: number, output: number])[];

  /** @param scale −rate/samples in all lanes */
  constructor(
    readonly emitter: Emitter,
    readonly parameters: LaneParameters,
    readonly scale: Code,
    maxVectors: number,
    hasSums: boolean,
  ) {
    this.#layers = layersOf(emitter.shape);
    const cells = ({ outputs }: GeneratedLayer) => range(outputs).map(() => emitter.take(maxVectors));
    this.#activations = this.#layers.map(cells);
    this.#deltas = this.#layers.map(cells);
    this.#maskedInputs = emitter.take(this.#layers[0].inputs);
    this.#biases = this.#layers.flatMap(({ outputs }, layer) =>
      range(outputs).map((output) => [layer, output] as const),
    );
    this.#weightSums = this.#layers.map(({ inputs, outputs }) =>
      hasSums ? emitter.take(inputs * outputs) : 0,
    );
    this.#biasSums = hasSums ? emitter.take(this.#biases.length) : 0;
  }

  /** One block's samples; a block that is no part is a whole batch. */
  pass(block: Block): Code {
    const last = this.#layers.length - 1;
    const code: Code[] = [
      this.#maskInputs(block),
      range(last + 1).map((layer) => this.#forward(layer, block)),
    ];
    code.push(this.#outputDelta(block));
    for (let layer = last; layer >= 0; layer--) {
      if (layer > 0) code.push(this.#backward(layer, block));
      code.push(this.#weightGradient(layer, block));
    }
    return [code, this.#biasGradient(block)];
  }

  get clearSums(): Code {
    return this.#eachSum().map((address) => memory.store(address, v128.zero));
  }

  get updateFromSums(): Code {
    const { emitter, parameters } = this;
    const from = (start: number, indices: readonly number[], update: (sums: readonly number[]) => Code) => {
      const sums = indices.map(() => emitter.locals.vector());
      const load = sums.map((local, k) => setLocal(local, memory.load(start + indices[k] * VECTOR_BYTES)));
      const code = [load, update(sums)];
      emitter.locals.release(sums);
      return code;
    };
    return [
      this.#layers.map(({ inputs, outputs }, layer) =>
        this.#groups(inputs * outputs).map((group) =>
          from(this.#weightSums[layer], group, (sums) => parameters.updateWeights(layer, group[0], sums)),
        ),
      ),
      this.#groups(this.#biases.length).map((group) =>
        from(this.#biasSums, group, (sums) => parameters.updateBiases(group[0], sums)),
      ),
    ];
  }

  #eachSum(): number[] {
    const vectors = (start: number, count: number) => range(count).map((k) => start + k * VECTOR_BYTES);
    return [
      ...this.#layers.flatMap(({ inputs, outputs }, layer) =>
        vectors(this.#weightSums[layer], inputs * outputs),
      ),
      ...vectors(this.#biasSums, this.#biases.length),
    ];
  }

  #groups(count: number): number[][] {
    const { groupSize } = this.parameters;
    return range(Math.ceil(count / groupSize)).map((group) =>
      range(Math.min(groupSize, count - group * groupSize)).map((k) => group * groupSize + k),
    );
  }

  #maskInputs({ vectors, mask, input }: Block): Code {
    if (!mask) return [];
    return range(this.#layers[0].inputs).map((i) =>
      memory.store(this.#maskedInputs + i * VECTOR_BYTES, v128.and(input(i, vectors - 1), mask)),
    );
  }

  /** What a layer gets: the block's inputs, or the activations of the layer before. */
  #input(layer: number, { vectors, mask, input }: Block, index: number, vector: number): Code {
    if (layer > 0) return memory.load(this.#activations[layer - 1][index] + vector * VECTOR_BYTES);
    if (mask && vector === vectors - 1) return memory.load(this.#maskedInputs + index * VECTOR_BYTES);
    return input(index, vector);
  }

  #delta(layer: number, output: number, vector: number): Code {
    return memory.load(this.#deltas[layer][output] + vector * VECTOR_BYTES);
  }

  #forward(layer: number, block: Block): Code {
    const { emitter, parameters } = this;
    const { inputs, outputs, activation } = this.#layers[layer];
    return pieces(pairsOf(outputs, block.vectors), activationsInStep(activation)).map((pairs) => {
      const { code, sums } = emitter.products(
        pairs,
        inputs,
        (output, i) => parameters.weight(layer, output, i),
        (vector, i) => this.#input(layer, block, i, vector),
        (output) => parameters.bias(layer, output),
      );
      const activated = activate(emitter, activation, sums);
      emitter.locals.release(sums);
      const stored = pairs.map(([output, vector], k) =>
        memory.store(this.#activations[layer][output] + vector * VECTOR_BYTES, getLocal(sums[k])),
      );
      return [code, activated, stored];
    });
  }

  #outputDelta({ vectors, target, mask }: Block): Code {
    const { emitter, scale } = this;
    const layer = this.#layers.length - 1;
    const isSquared = emitter.shape.loss === 'squared';
    return range(vectors).map((vector) => {
      const output = emitter.hold(memory.load(this.#activations[layer][0] + vector * VECTOR_BYTES));
      const y = getLocal(output.local);
      emitter.locals.release([output.local]);
      const half = emitter.constant(0.5);
      const wanted = isSquared ? target(vector) : emitter.multiplyAdd(target(vector), half, half);
      const slope = v128.multiply(v128.subtract(y, wanted), scale);
      const delta = isSquared ? timesDerivative(emitter, this.#layers[layer].activation, slope, y) : slope;
      const counted = mask && vector === vectors - 1 ? v128.and(delta, mask) : delta;
      return [output.code, memory.store(this.#deltas[layer][0] + vector * VECTOR_BYTES, counted)];
    });
  }

  /** Deltas of the layer before. */
  #backward(layer: number, { vectors }: Block): Code {
    const { emitter, parameters } = this;
    const { inputs, outputs } = this.#layers[layer];
    const { activation } = this.#layers[layer - 1];
    return pieces(pairsOf(inputs, vectors), 4).map((pairs) => {
      const { code, sums } = emitter.products(
        pairs,
        outputs,
        (input, o) => parameters.weight(layer, o, input),
        (vector, o) => this.#delta(layer, o, vector),
      );
      const stored = pairs.map(([input, vector], k) => {
        const y = emitter.hold(memory.load(this.#activations[layer - 1][input] + vector * VECTOR_BYTES));
        emitter.locals.release([y.local]);
        const delta = timesDerivative(emitter, activation, getLocal(sums[k]), getLocal(y.local));
        return [y.code, memory.store(this.#deltas[layer - 1][input] + vector * VECTOR_BYTES, delta)];
      });
      emitter.locals.release(sums);
      return [code, stored];
    });
  }

  #weightGradient(layer: number, block: Block): Code {
    const { inputs, outputs } = this.#layers[layer];
    return this.#groups(inputs * outputs).map((group) => {
      const pairs = group.map((index): Pair => [Math.floor(index / inputs), index % inputs]);
      const sumAt = (output: number, input: number) =>
        this.#weightSums[layer] + (output * inputs + input) * VECTOR_BYTES;
      const { code, sums } = this.emitter.products(
        pairs,
        block.vectors,
        (output, vector) => this.#delta(layer, output, vector),
        (input, vector) => this.#input(layer, block, input, vector),
        block.isPart ? (output, input) => memory.load(sumAt(output, input)) : undefined,
      );
      const stored = block.isPart
        ? pairs.map(([output, input], k) => memory.store(sumAt(output, input), getLocal(sums[k])))
        : this.parameters.updateWeights(layer, group[0], sums);
      this.emitter.locals.release(sums);
      return [code, stored];
    });
  }

  #biasGradient({ vectors, isPart }: Block): Code {
    const { locals } = this.emitter;
    return this.#groups(this.#biases.length).map((group) => {
      const sums = group.map(() => locals.vector());
      const code = group.map((index, k) => {
        const [layer, output] = this.#biases[index];
        const sumAt = this.#biasSums + index * VECTOR_BYTES;
        const deltas = range(vectors).map((vector) => this.#delta(layer, output, vector));
        const total = (isPart ? [memory.load(sumAt), ...deltas] : deltas).reduce((a, b) => v128.add(a, b));
        return isPart ? memory.store(sumAt, total) : setLocal(sums[k], total);
      });
      const stored = isPart ? [] : this.parameters.updateBiases(group[0], sums);
      locals.release(sums);
      return [code, stored];
    });
  }
}

const pairsOf = (rows: number, columns: number): Pair[] =>
  range(rows).flatMap((row) => range(columns).map((column): Pair => [row, column]));
