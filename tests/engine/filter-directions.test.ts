import { expect, test } from 'vitest';
import { filterNormalised, randomDirection } from '../../src/lib/engine/filter-directions';
import { createRandom } from '../../src/lib/engine/random';
import { denseLayers } from '../../src/lib/engine/topology';

const layers = denseLayers([2, 3, 1]);
/** Layer by layer, weights and then biases: of three neurons with two inputs, and of one with three. */
const parameters = Float32Array.of(3, 4, 0, 0, 1, 2, 12, 0, 2, 0.5, -0.5, 0.5, 0.5);
/** Each neuron's own places, worked out by hand. */
const filters = [
  [0, 1, 6],
  [2, 3, 7],
  [4, 5, 8],
  [9, 10, 11, 12],
];
const lengths = (values: ArrayLike<number>) =>
  filters.map((filter) => Math.hypot(...filter.map((place) => values[place])));
const products = (one: Float64Array, other: Float64Array) =>
  filters.map((filter) => filter.reduce((sum, place) => sum + one[place] * other[place], 0));

test('each filter of a normalised direction is as long as the one of the network', () => {
  expect(lengths(parameters)).toEqual([13, 0, 3, 1]);
  const direction = randomDirection(layers, createRandom('1'));
  lengths(direction).forEach((length) => expect(length).toBeCloseTo(1, 12));
  const scaled = lengths(filterNormalised(layers, direction, parameters));
  [13, 0, 3, 1].forEach((length, filter) => expect(scaled[filter]).toBeCloseTo(length, 12));
});

test('a second direction is at right angles to the first, filter by filter, and stays so', () => {
  const random = createRandom('2');
  const first = randomDirection(layers, random);
  const second = randomDirection(layers, random, first);
  products(first, second).forEach((product) => expect(product).toBeCloseTo(0, 12));
  lengths(second).forEach((length) => expect(length).toBeCloseTo(1, 12));
  const [x, y] = [first, second].map((axis) => filterNormalised(layers, axis, parameters));
  products(x, y).forEach((product) => expect(product).toBeCloseTo(0, 10));
});

test('a direction follows its seed', () => {
  const draw = (seed: string) => randomDirection(layers, createRandom(seed));
  expect(draw('3')).toEqual(draw('3'));
  expect(draw('4')).not.toEqual(draw('3'));
});

test('filters point anywhere with equal chance', () => {
  const random = createRandom('5');
  const mean = [0, 0, 0];
  const squares = [0, 0, 0];
  const count = 4000;
  for (let k = 0; k < count; k++) {
    const direction = randomDirection(layers, random);
    filters[0].forEach((place, axis) => {
      mean[axis] += direction[place] / count;
      squares[axis] += direction[place] ** 2 / count;
    });
  }
  // Of a point on a sphere each coordinate has mean 0 and square 1/3; these are five standard errors.
  mean.forEach((value) => expect(Math.abs(value)).toBeLessThan((5 * Math.sqrt(1 / 3)) / Math.sqrt(count)));
  squares.forEach((value) => expect(Math.abs(value - 1 / 3)).toBeLessThan((5 * 0.3) / Math.sqrt(count)));
});
