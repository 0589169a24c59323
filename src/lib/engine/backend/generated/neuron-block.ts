import { activate, activationsInStep, timesDerivative } from './activation-code';
import type { Emitter, Pair } from './emitter';
import type { Frame, Path } from './layout';
import { NeuronCells } from './neuron-cells';
import { NeuronUpdate } from './neuron-update';
import type { NeuronParameters } from './neuron-parameters';
import { type ActivationName, FLOAT_BYTES, fours, pieces, range, VECTOR_BYTES, vectorsFor } from './shape';
import { stepOf, TILE, tiles } from './tiles';
import { type Code, getLocal, i32, memory, setLocal, v128 } from './wasm-writer';

/** Samples of one turn of a gradient's loop. */
const GRADIENT_STEP = 1;

/** Forward, backward and gradient of some samples with neurons across lanes, all unrolled. */
export class NeuronBlock {
  readonly #cells: NeuronCells;
  readonly #update: NeuronUpdate;

  constructor(
    readonly emitter: Emitter,
    readonly frame: Frame,
    readonly parameters: NeuronParameters,
  ) {
    this.#cells = new NeuronCells(frame, parameters.memory);
    this.#update = new NeuronUpdate(emitter, parameters, frame);
  }

  get clearSums(): Code {
    return this.#update.clearSums;
  }

  get updateFromSums(): Code {
    return this.#update.fromSums;
  }

  /** The next samples; unless they are a part, they are a whole batch, which ends with its update. */
  pass(samples: number, isPart: boolean): Code {
    const { frame } = this;
    const { runs } = this.parameters.memory;
    const forward = runs.map(({ first, count, bytes }) =>
      frame.walk(count, [{ from: i32.constant(0), bytes }], ([base]) => this.#forward(first, base, samples)),
    );
    const backward = runs.toReversed().map(({ first, count, bytes }) => {
      const path = { from: i32.constant((count - 1) * bytes), bytes: -bytes };
      return frame.walk(count, [path], ([base]) => [
        first > 0 ? this.#backward(first, base, samples) : [],
        this.#gradient(first, base, samples, isPart),
      ]);
    });
    return [
      forward,
      this.#output(samples),
      this.#outputBackward(samples),
      this.#outputGradient(samples, isPart),
      backward,
      frame.advance(samples * FLOAT_BYTES),
    ];
  }

  /** Goes through samples in equal steps and a smaller last one. */
  #walk(
    samples: number,
    step: number,
    paths: readonly Path[],
    body: (samples: number, addresses: readonly Code[]) => Code,
  ): Code {
    const whole = Math.floor(samples / step);
    const left = samples % step;
    const rest = paths.map(({ from, bytes }) => i32.add(from, i32.constant(whole * bytes)));
    return [
      this.frame.walk(whole, paths, (addresses) => body(step, addresses)),
      left > 0 ? body(left, rest) : [],
    ];
  }

  #forward(layer: number, base: Code, samples: number): Code {
    const { emitter, parameters } = this;
    const { inputs, outputs, activation } = parameters.layers[layer];
    const vectors = vectorsFor(outputs);
    const step = stepOf(samples, vectors);
    const paths = [
      this.#cells.inputPath(layer, step, base),
      { from: base, bytes: step * parameters.memory.rowBytes(layer) },
    ];
    return this.#walk(samples, step, paths, (count, [from, to]) => {
      const products = tiles(count, vectors).map((pairs) => {
        const { code, sums } = this.#products(pairs, inputs, {
          rows: { from, bytes: layer > 0 ? FLOAT_BYTES : this.frame.addresses.columnStride },
          row: (sample, at) => this.#cells.input(layer, at, sample, 0),
          columns: { from: base, bytes: vectors * VECTOR_BYTES },
          column: (vector, at) => memory.load(parameters.weightAt(layer, 0, vector), at),
          start: (vector) => memory.load(parameters.biasAt(layer, vector), base),
        });
        const activated = isCheap(activation) ? activate(emitter, activation, sums) : [];
        const stored = pairs.map(([sample, vector], k) =>
          memory.store(this.#cells.activation(layer, sample, vector), getLocal(sums[k]), to),
        );
        emitter.locals.release(sums);
        return [code, activated, stored];
      });
      return isCheap(activation) ? products : [products, this.#activate(layer, count * vectors, to)];
    });
  }

  /**
   * Sums in locals, in a loop over terms: unrolled, all its loads would go ahead of all its products, and
   * most of them to the stack.
   */
  #products(
    pairs: readonly Pair[],
    terms: number,
    operands: {
      readonly rows: Path;
      row(sample: number, at: Code): Code;
      readonly columns: Path;
      column(vector: number, at: Code): Code;
      start?(vector: number): Code;
    },
  ): { readonly code: Code; readonly sums: readonly number[] } {
    const sums = pairs.map(() => this.emitter.locals.vector());
    const start = pairs.map(([, vector], k) => setLocal(sums[k], operands.start?.(vector) ?? v128.zero));
    const { rows, columns } = operands;
    const loop = this.frame.walk(terms, [rows, columns], ([row, column]) =>
      this.emitter.addProducts(
        sums,
        pairs,
        1,
        (sample) => operands.row(sample, row),
        (vector) => operands.column(vector, column),
        true,
      ),
    );
    return { code: [start, loop], sums };
  }

  /** Replaces pre-activations in some cells. */
  #activate(layer: number, count: number, at: Code): Code {
    const { emitter } = this;
    const { activation } = this.parameters.layers[layer];
    const cells = range(count).map((k) => this.#cells.activation(layer, 0, k));
    return pieces(cells, activationsInStep(activation)).map((addresses) => {
      const locals = addresses.map(() => emitter.locals.vector());
      const code = [
        addresses.map((address, k) => setLocal(locals[k], memory.load(address, at))),
        activate(emitter, activation, locals),
        addresses.map((address, k) => memory.store(address, getLocal(locals[k]), at)),
      ];
      emitter.locals.release(locals);
      return code;
    });
  }

  /** Deltas of the output, samples across lanes, zeros beyond the last. */
  #output(samples: number): Code {
    const { emitter, parameters, frame } = this;
    const { locals, shape } = emitter;
    const layer = parameters.layers.length - 1;
    const { inputs, activation } = parameters.layers[layer];
    const isSquared = shape.loss === 'squared';
    return range(vectorsFor(samples)).map((four) => {
      const inLanes = range(Math.min(4, samples - four * 4)).map((lane) => four * 4 + lane);
      const { code, sums } = emitter.products(
        inLanes.map((sample): Pair => [sample, 0]),
        vectorsFor(inputs),
        (sample, vector) => memory.load(this.#cells.activation(layer - 1, sample, vector)),
        (_, vector) => memory.load(parameters.weightAt(layer, 0, vector)),
      );
      const lanes = emitter.sumsOfLanes(sums);
      locals.release(sums);
      const z = emitter.hold(v128.add(memory.loadSplat(parameters.biasAt(layer, 0)), lanes.sum));
      const activated = activate(emitter, activation, [z.local]);
      const y = getLocal(z.local);
      const target = memory.load(frame.addresses.targets + four * VECTOR_BYTES, getLocal(frame.position));
      const half = emitter.constant(0.5);
      const wanted = isSquared ? target : emitter.multiplyAdd(target, half, half);
      const slope = v128.multiply(v128.subtract(y, wanted), frame.scale);
      const delta = isSquared ? timesDerivative(emitter, activation, slope, y) : slope;
      const mask = v128.integers(range(4).map((lane) => (lane < inLanes.length ? -1 : 0)));
      locals.release([z.local]);
      const counted = inLanes.length < 4 ? v128.and(delta, mask) : delta;
      return [code, lanes.code, z.code, activated, memory.store(this.#cells.outputDelta(four * 4), counted)];
    });
  }

  #outputBackward(samples: number): Code {
    const { parameters } = this;
    const layer = parameters.layers.length - 1;
    return this.#storeDeltas(layer - 1, i32.constant(0), samples, 1, FLOAT_BYTES, {
      row: (sample, at) => memory.loadSplat(this.#cells.outputDelta(sample), at),
      column: (vector) => memory.load(parameters.weightAt(layer, 0, vector)),
    });
  }

  #backward(layer: number, base: Code, samples: number): Code {
    const { parameters } = this;
    const { outputs } = parameters.layers[layer];
    return this.#storeDeltas(layer - 1, base, samples, outputs, parameters.memory.rowBytes(layer), {
      row: (sample, at) => memory.loadSplat(this.#cells.delta(layer, sample, 0), at),
      column: (vector, at) => memory.load(parameters.transposedAt(layer, 0, vector), at),
    });
  }

  /** Σ row · column · f′ of a layer's activations, to its deltas. */
  #storeDeltas(
    layer: number,
    base: Code,
    samples: number,
    terms: number,
    rowBytes: number,
    operands: { row(sample: number, at: Code): Code; column(vector: number, at: Code): Code },
  ): Code {
    const { emitter } = this;
    const { activation, outputs } = this.parameters.layers[layer];
    const vectors = vectorsFor(outputs);
    const step = stepOf(samples, vectors);
    const paths = [
      { from: base, bytes: step * rowBytes },
      { from: base, bytes: step * this.parameters.memory.rowBytes(layer) },
    ];
    return this.#walk(samples, step, paths, (count, [from, to]) =>
      tiles(count, vectors).map((pairs) => {
        const { code, sums } = this.#products(pairs, terms, {
          ...operands,
          rows: { from, bytes: FLOAT_BYTES },
          columns: { from: base, bytes: vectors * VECTOR_BYTES },
        });
        const stored = pairs.map(([sample, vector], k) => {
          const y = emitter.hold(memory.load(this.#cells.activation(layer, sample, vector), to));
          emitter.locals.release([y.local]);
          const delta = timesDerivative(emitter, activation, getLocal(sums[k]), getLocal(y.local));
          return [y.code, memory.store(this.#cells.delta(layer, sample, vector), delta, to)];
        });
        emitter.locals.release(sums);
        return [code, stored];
      }),
    );
  }

  #outputGradient(samples: number, isPart: boolean): Code {
    const { emitter, parameters } = this;
    const layer = parameters.layers.length - 1;
    const paths = [
      { from: i32.constant(0), bytes: GRADIENT_STEP * FLOAT_BYTES },
      { from: i32.constant(0), bytes: GRADIENT_STEP * parameters.memory.rowBytes(layer - 1) },
    ];
    const weights = pieces(range(vectorsFor(parameters.layers[layer].inputs)), 6).map((vectors) =>
      this.#update.weights(layer, i32.constant(0), [0], vectors, isPart, (add) =>
        this.#walk(samples, GRADIENT_STEP, paths, (count, [delta, activation]) =>
          add(count, {
            row: (_, sample) => memory.loadSplat(this.#cells.outputDelta(sample), delta),
            column: (vector, sample) =>
              memory.load(this.#cells.activation(layer - 1, sample, vector), activation),
          }),
        ),
      ),
    );
    const deltas = range(vectorsFor(samples)).map((four) => memory.load(this.#cells.outputDelta(four * 4)));
    const total = emitter.hold(deltas.reduce((a, b) => v128.add(a, b)));
    const inAllLanes = emitter.sumsOfLanes([total.local]);
    emitter.locals.release([total.local]);
    return [
      weights,
      total.code,
      inAllLanes.code,
      this.#update.biases(layer, i32.constant(0), 0, isPart, [inAllLanes.sum]),
    ];
  }

  #gradient(layer: number, base: Code, samples: number, isPart: boolean): Code {
    const { inputs, outputs } = this.parameters.layers[layer];
    const vectors = range(vectorsFor(outputs));
    const paths = [
      this.#cells.inputPath(layer, GRADIENT_STEP, base),
      { from: base, bytes: GRADIENT_STEP * this.parameters.memory.rowBytes(layer) },
    ];
    const weights = fours(inputs).map((rows) =>
      pieces(vectors, TILE.vectors).map((columns) =>
        this.#update.weights(layer, base, rows, columns, isPart, (add) =>
          this.#walk(samples, GRADIENT_STEP, paths, (count, [input, delta]) =>
            add(count, {
              row: (i, sample) => this.#cells.input(layer, input, sample, i),
              column: (vector, sample) => memory.load(this.#cells.delta(layer, sample, vector), delta),
            }),
          ),
        ),
      ),
    );
    const biases = vectors.map((vector) => {
      const deltas = range(samples).map((sample) =>
        memory.load(this.#cells.delta(layer, sample, vector), base),
      );
      return this.#update.biases(layer, base, vector, isPart, deltas);
    });
    return [weights, biases];
  }
}

const isCheap = (activation: ActivationName) => activation === 'relu' || activation === 'linear';
