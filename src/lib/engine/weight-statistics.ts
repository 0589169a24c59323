import type { DenseLayer } from './topology';

/** What the weights of one layer are like; biases do not count. */
export interface LayerWeights {
  readonly count: number;
  /** Weights that are exactly 0, as L1 leaves them. */
  readonly zeros: number;
  /** The root of the sum of their squares, which L2 shrinks. */
  readonly norm: number;
  /** The mean of their sizes, which L1 shrinks. */
  readonly meanSize: number;
  /** How many of the others lie in each of equal parts of −limit … limit, from left to right. */
  readonly bins: readonly number[];
}

/** The weights of a network, layer by layer, on one scale. */
export interface WeightStatistics {
  readonly limit: number;
  readonly layers: readonly LayerWeights[];
}

/**
 * Counts and measures the weights of each layer.
 * @param parts how many bins there are; an even number parts the signs
 */
export function weightStatistics(
  parameters: ArrayLike<number>,
  layers: readonly DenseLayer[],
  parts: number,
): WeightStatistics {
  let largest = 0;
  for (const { weights, biases } of layers) {
    for (let w = weights; w < biases; w++) largest = Math.max(largest, Math.abs(parameters[w]));
  }
  const limit = roundLimit(largest);
  return { limit, layers: layers.map((layer) => layerWeights(parameters, layer, parts, limit)) };
}

function layerWeights(
  parameters: ArrayLike<number>,
  { weights, biases }: DenseLayer,
  parts: number,
  limit: number,
): LayerWeights {
  const count = biases - weights;
  const bins = Array.from({ length: parts }, () => 0);
  let [zeros, squares, sizes] = [0, 0, 0];
  for (let w = weights; w < biases; w++) {
    const weight = parameters[w];
    squares += weight * weight;
    sizes += Math.abs(weight);
    if (weight === 0) zeros++;
    else bins[Math.min(Math.floor((weight / limit + 1) * 0.5 * parts), parts - 1)]++;
  }
  return { count, zeros, norm: Math.sqrt(squares), meanSize: sizes / count, bins };
}

/** The next of 1, 2, 5, 10 and so on, so that a scale stays while weights grow; 1 where there are none. */
function roundLimit(largest: number): number {
  if (!(largest > 0 && largest < Infinity)) return 1;
  const decade = 10 ** Math.floor(Math.log10(largest));
  return decade * ([1, 2, 5].find((step) => largest <= step * decade) ?? 10);
}
