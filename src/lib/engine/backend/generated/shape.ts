import { denseLayers, type DenseLayer } from '../../topology';

/** What a generated module is made for; any other network needs a module of its own. */
export interface GeneratedShape {
  /** Inputs, hidden layers …, 1 output. */
  readonly sizes: readonly number[];
  /** One for each layer after the inputs, output included. */
  readonly activations: readonly ('tanh' | 'relu' | 'sigmoid' | 'linear')[];
  /** Half the squared error; or, of a sigmoid output, the cross-entropy with targets ±1 as 0 and 1. */
  readonly loss: 'squared' | 'crossEntropy';
  readonly batchSize: number;
  readonly regularization: 'none' | 'L1' | 'L2' | 'both';
  /** Whether the engine has f32x4.relaxed_madd. */
  readonly hasMultiplyAdd: boolean;
}

/** Byte offsets in the imported memory, baked into the code. */
export interface GeneratedAddresses {
  /** Dense float32: layer by layer weights [outputs][inputs], then biases. */
  readonly parameters: number;
  /** Training inputs [inputs][stride] float32. */
  readonly columns: number;
  /** Bytes, a multiple of 16, with room for one vector read beyond the last sample. */
  readonly columnStride: number;
  /** [stride] float32, ±1 or real. */
  readonly targets: number;
  /** A multiple of 16. Nothing is kept there from call to call. */
  readonly scratch: number;
}

export type ActivationName = GeneratedShape['activations'][number];

export interface GeneratedLayer extends DenseLayer {
  readonly activation: ActivationName;
}

/** The layers after the inputs, where their parameters stand, and what they compute. */
export function layersOf({ sizes, activations }: GeneratedShape): readonly GeneratedLayer[] {
  return denseLayers(sizes).map((layer, index) => ({ ...layer, activation: activations[index] }));
}

export const VECTOR_BYTES = 16;
export const FLOAT_BYTES = 4;

/** Vectors that hold so many float32. */
export const vectorsFor = (count: number) => Math.ceil(count / 4);

export const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Indices by fours, the last of them fewer if need be. */
export const fours = (count: number): number[][] =>
  range(vectorsFor(count)).map((four) => range(Math.min(4, count - four * 4)).map((k) => four * 4 + k));

/** Cuts a list into pieces of at most `size`, as even as can be. */
export function pieces<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return range(count).map((piece) =>
    items.slice(Math.round((piece * items.length) / count), Math.round(((piece + 1) * items.length) / count)),
  );
}
