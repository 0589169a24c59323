import { expect, test } from 'vitest';
import { filterNormalised, randomDirection } from '../../src/lib/engine/filter-directions';
import { createRandom } from '../../src/lib/engine/random';
import { SHARPNESS_DISTANCE, sharpnessAt } from '../../src/lib/engine/sharpness';
import { denseLayers } from '../../src/lib/engine/topology';

const layers = denseLayers([2, 2, 1]);
const parameters = Float32Array.of(1, -2, 0.5, 0.25, 1, -1, 3, 1, 0.5);
const random = createRandom('sharpness');
const directions = Array.from({ length: 8 }, () => randomDirection(layers, random));

/** The sharpness of a loss that is a function of the parameters. */
function sharpnessOf(loss: (parameters: Float32Array) => number, at = parameters): number {
  const width = at.length;
  const lossesOf = (candidates: Float32Array) =>
    Float64Array.from({ length: candidates.length / width }, (_, k) =>
      loss(candidates.subarray(k * width, (k + 1) * width)),
    );
  const steps = sharpnessAt(at, layers, directions, lossesOf);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

test('of a bowl is its curvature along the directions, times the squared distance, halved', () => {
  const curvatures = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const bowl = (values: Float32Array) =>
    curvatures.reduce((sum, curvature, p) => sum + (curvature / 2) * (values[p] - 0.3) ** 2, 0);
  const along = directions.map((direction) => {
    const scaled = filterNormalised(layers, direction, parameters);
    return curvatures.reduce((sum, curvature, p) => sum + curvature * scaled[p] ** 2, 0);
  });
  const mean = along.reduce((sum, curvature) => sum + curvature, 0) / along.length;
  expect(sharpnessOf(bowl)).toBeCloseTo((mean * SHARPNESS_DISTANCE ** 2) / 2, 5);
});

test('of a slope is nothing, however steep', () => {
  expect(sharpnessOf((values) => 10 * values[0] - 7 * values[4])).toBeCloseTo(0, 5);
});

test('does not depend on the size of weights that a scale-free network has', () => {
  // The loss of directions alone: every neuron's weights may grow without changing it.
  const scaleFree = (values: Float32Array) =>
    Math.cos(3 * Math.atan2(values[0], Math.hypot(values[1], values[4])));
  const larger = parameters.map((value) => 4 * value);
  expect(sharpnessOf(scaleFree, larger)).toBeCloseTo(sharpnessOf(scaleFree), 5);
  expect(Math.abs(sharpnessOf(scaleFree))).toBeGreaterThan(0.01);
});
