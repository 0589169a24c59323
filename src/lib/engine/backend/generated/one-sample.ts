import { activate, timesDerivative } from './activation-code';
import type { Emitter } from './emitter';
import type { Frame, Layout } from './layout';
import { NeuronMemory } from './neuron-memory';
import { NeuronParameters } from './neuron-parameters';
import { type GeneratedShape, FLOAT_BYTES, layersOf, range, vectorsFor } from './shape';
import { decayed, shrunk } from './update-code';
import { type Code, getLocal, memory, setLocal, v128 } from './wasm-writer';

/** Vectors of weights, both copies, up to which the whole network is unrolled for one sample. */
const MAX_VECTORS = 48;

/** Whether a batch is one sample of a network small enough for `oneSample`. */
export function suitsOneSample(shape: GeneratedShape): boolean {
  const hidden = layersOf(shape).slice(0, -1);
  const vectors = hidden.reduce(
    (sum, { inputs, outputs }) => sum + inputs * vectorsFor(outputs) + outputs * vectorsFor(inputs),
    0,
  );
  return shape.batchSize === 1 && hidden.length > 0 && vectors <= MAX_VECTORS;
}

/**
 * An update for each sample: neurons across lanes, activations in locals. What counts is the longest chain of
 * instructions that wait for each other. So while the output is computed, its derivatives by all
 * pre-activations are, too (there is one output: its delta is a common factor); and the next sample's first
 * layer follows on the update of its weights without a detour through memory.
 */
export function oneSample(emitter: Emitter, frame: Frame): Layout {
  const parameters = new NeuronParameters(new NeuronMemory(emitter, 0, false));
  const { layers } = parameters;
  const { locals } = emitter;
  const { addresses } = frame;
  const position = getLocal(frame.position);
  const last = layers.length - 1;
  const firstVectors = range(vectorsFor(layers[0].outputs));
  /** Pre-activations of the first layer, of the sample that comes next. */
  const next = firstVectors.map(() => locals.vector());
  const code: Code[] = [];
  const hold = (value: Code) => {
    const held = emitter.hold(value);
    code.push(held.code);
    return getLocal(held.local);
  };
  const input = (index: number, samplesAhead: number) =>
    memory.loadSplat(
      addresses.columns + index * addresses.columnStride + samplesAhead * FLOAT_BYTES,
      position,
    );
  /** One lane of a row of vectors, to all lanes. */
  const lane = (row: readonly Code[], index: number) => {
    const vector = row[Math.floor(index / 4)];
    return v128.shuffle(vector, vector, Array<number>(4).fill(index % 4));
  };
  /** Σ terms in two chains, from a start. */
  const sum = (terms: readonly (readonly [Code, Code])[], start?: Code): Code => {
    const chain = (part: typeof terms, first?: Code) =>
      part.reduce<Code | undefined>(
        (total, [a, b]) => (total ? emitter.multiplyAdd(a, b, total) : v128.multiply(a, b)),
        first,
      ) ?? [];
    if (terms.length < 4) return chain(terms, start);
    const half = Math.ceil(terms.length / 2);
    return v128.add(chain(terms.slice(0, half), start), chain(terms.slice(half)));
  };
  const firstLayer = (
    samplesAhead: number,
    weight: (i: number, vector: number) => Code,
    bias: (vector: number) => Code,
  ) =>
    firstVectors.map((vector) =>
      setLocal(
        next[vector],
        sum(
          range(layers[0].inputs).map((i) => [weight(i, vector), input(i, samplesAhead)] as const),
          bias(vector),
        ),
      ),
    );
  const activated = (layer: number, zs: readonly Code[]) => {
    const ys = zs.map((z) => emitter.hold(z));
    code.push(ys.map((y) => y.code));
    code.push(
      activate(
        emitter,
        layers[layer].activation,
        ys.map((y) => y.local),
        'short chain',
      ),
    );
    return ys.map((y) => getLocal(y.local));
  };

  // Forward: rows of vectors by layer, and each activation in all lanes.
  const rows: (readonly Code[])[] = [];
  const splats: (readonly Code[])[] = [];
  for (let layer = 0; layer < last; layer++) {
    const zs =
      layer === 0
        ? next.map(getLocal)
        : range(vectorsFor(layers[layer].outputs)).map((vector) =>
            sum(
              splats[layer - 1].map(
                (value, i) => [memory.load(parameters.weightAt(layer, i, vector)), value] as const,
              ),
              memory.load(parameters.biasAt(layer, vector)),
            ),
          );
    rows.push(activated(layer, zs));
    const isRead = layer < last - 1;
    splats.push(isRead ? range(layers[layer].outputs).map((i) => hold(lane(rows[layer], i))) : []);
  }
  const count = layers[last].inputs % 4;
  // Sigmoids are ½ where neurons fill up a vector, which must not reach the output's weights.
  const outputRow = rows[last - 1].map((row, vector) =>
    layers[last - 1].activation === 'sigmoid' && count > 0 && vector === rows[last - 1].length - 1
      ? hold(v128.and(row, v128.integers(range(4).map((index) => (index < count ? -1 : 0)))))
      : row,
  );
  const outputWeights = outputRow.map((_, vector) => hold(memory.load(parameters.weightAt(last, 0, vector))));
  const dot = hold(sum(outputRow.map((row, vector) => [outputWeights[vector], row] as const)));
  const halves = hold(v128.add(dot, v128.shuffle(dot, dot, [2, 3, 0, 1])));
  const product = v128.add(halves, v128.shuffle(halves, halves, [1, 0, 3, 2]));
  const [y] = activated(last, [v128.add(product, memory.loadSplat(parameters.biasAt(last, 0)))]);

  // Derivatives of the output's pre-activation by those of each hidden layer.
  const slopes: (readonly Code[])[] = [];
  for (let layer = last - 1; layer >= 0; layer--) {
    slopes[layer] = rows[layer].map((row, vector) => {
      const above =
        layer === last - 1
          ? outputWeights[vector]
          : sum(
              range(layers[layer + 1].outputs).map(
                (o) =>
                  [
                    memory.load(parameters.transposedAt(layer + 1, o, vector)),
                    lane(slopes[layer + 1], o),
                  ] as const,
              ),
            );
      return hold(timesDerivative(emitter, layers[layer].activation, above, row));
    });
  }

  // The step: −rate · delta of the output.
  const target = memory.loadSplat(addresses.targets, position);
  const isSquared = emitter.shape.loss === 'squared';
  const half = emitter.constant(0.5);
  const error = hold(v128.subtract(y, isSquared ? target : emitter.multiplyAdd(target, half, half)));
  const scaled = v128.multiply(error, frame.scale);
  const step = hold(isSquared ? timesDerivative(emitter, layers[last].activation, scaled, y) : scaled);
  const store = (address: number, value: Code, isPenalized = true) => {
    const held = emitter.hold(value);
    code.push(held.code, isPenalized ? shrunk(emitter, held.local, frame.step) : []);
    code.push(memory.store(address, getLocal(held.local)));
    return getLocal(held.local);
  };
  const weight = (address: number) => decayed(emitter, memory.load(address), frame.step);
  const updatedWeights = range(layers[0].inputs).map((i) =>
    firstVectors.map((vector) => {
      const address = parameters.weightAt(0, i, vector);
      return store(
        address,
        emitter.multiplyAdd(step, hold(v128.multiply(slopes[0][vector], input(i, 0))), weight(address)),
      );
    }),
  );
  const updatedBiases = firstVectors.map((vector) => {
    const address = parameters.biasAt(0, vector);
    return store(address, emitter.multiplyAdd(step, slopes[0][vector], memory.load(address)), false);
  });
  code.push(
    firstLayer(
      1,
      (i, vector) => updatedWeights[i][vector],
      (vector) => updatedBiases[vector],
    ),
  );
  for (let layer = last - 1; layer > 0; layer--) {
    const deltas = slopes[layer].map((slope) => hold(v128.multiply(step, slope)));
    deltas.forEach((delta, vector) => {
      splats[layer - 1].forEach((value, i) => {
        const address = parameters.weightAt(layer, i, vector);
        store(address, emitter.multiplyAdd(delta, value, weight(address)));
      });
      const address = parameters.biasAt(layer, vector);
      store(address, v128.add(memory.load(address), delta), false);
    });
    for (let o = 0; o < layers[layer].outputs; o++) {
      const delta = hold(lane(deltas, o));
      rows[layer - 1].forEach((row, vector) => {
        const address = parameters.transposedAt(layer, o, vector);
        store(address, emitter.multiplyAdd(delta, row, weight(address)));
      });
    }
  }
  outputRow.forEach((row, vector) => {
    const address = parameters.weightAt(last, 0, vector);
    store(address, emitter.multiplyAdd(step, row, weight(address)));
  });
  const outputBias = parameters.biasAt(last, 0);
  store(outputBias, v128.add(memory.load(outputBias), step), false);

  const weightsInMemory = (i: number, vector: number) => memory.load(parameters.weightAt(0, i, vector));
  const biasesInMemory = (vector: number) => memory.load(parameters.biasAt(0, vector));
  return {
    clear: parameters.clear,
    places: parameters.places,
    begin: firstLayer(0, weightsInMemory, biasesInMemory),
    batch: [code, frame.advance(FLOAT_BYTES)],
    partial: () => [],
  };
}
