import { normal, type RandomStream } from './random';
import type { DenseLayer } from './topology';

/**
 * Where a neuron's filter stands among the parameters: its incoming weights and, as the weight of an input that is
 * always 1, its bias. Li et al. (2018) leave biases out of their networks of many thousand weights; here they are
 * much of a neuron.
 */
interface Filter {
  readonly weights: number;
  readonly inputs: number;
  readonly bias: number;
}

function filtersOf(layers: readonly DenseLayer[]): Filter[] {
  return layers.flatMap(({ inputs, outputs, weights, biases }) =>
    Array.from({ length: outputs }, (_, o) => ({ weights: weights + o * inputs, inputs, bias: biases + o })),
  );
}

/** The inner product of what two arrays of parameters hold for one filter. */
function filterProduct({ weights, inputs, bias }: Filter, one: ArrayLike<number>, other: ArrayLike<number>) {
  let sum = one[bias] * other[bias];
  for (let w = weights; w < weights + inputs; w++) sum += one[w] * other[w];
  return sum;
}

/** Adds to one filter of `to` so many times what `from` holds for it. */
function addFilter({ weights, inputs, bias }: Filter, to: Float64Array, times: number, from: Float64Array) {
  for (let w = weights; w < weights + inputs; w++) to[w] += times * from[w];
  to[bias] += times * from[bias];
}

/**
 * A random direction, each of whose filters has length 1 and points anywhere with equal chance.
 * @param across a direction that it is at right angles to, filter by filter
 * @returns [parameters], in the model's order
 */
export function randomDirection(
  layers: readonly DenseLayer[],
  random: RandomStream,
  across?: Float64Array,
): Float64Array {
  const last = layers[layers.length - 1];
  const direction = Float64Array.from({ length: last.biases + last.outputs }, () => normal(random, 0, 1));
  for (const filter of filtersOf(layers)) {
    if (across) addFilter(filter, direction, -filterProduct(filter, direction, across), across);
    const length = Math.sqrt(filterProduct(filter, direction, direction));
    addFilter(filter, direction, 1 / length - 1, direction);
  }
  return direction;
}

/**
 * Filter normalisation after Li et al., "Visualizing the Loss Landscape of Neural Nets" (2018): each filter of a
 * direction becomes as long as the network's own, so that networks whose weights differ in size are seen on one
 * scale. Directions at right angles filter by filter stay so.
 * @param direction with filters of length 1
 * @returns [parameters]
 */
export function filterNormalised(
  layers: readonly DenseLayer[],
  direction: Float64Array,
  parameters: Float32Array,
): Float64Array {
  const scaled = direction.slice();
  for (const filter of filtersOf(layers)) {
    const length = Math.sqrt(filterProduct(filter, parameters, parameters));
    addFilter(filter, scaled, length - 1, direction);
  }
  return scaled;
}
