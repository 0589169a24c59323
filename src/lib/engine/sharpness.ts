import { filterNormalised } from './filter-directions';
import { writeParameters } from './parameter-plane';
import type { DenseLayer } from './topology';

/** How far sharpness looks, in lengths of the filters. */
export const SHARPNESS_DISTANCE = 0.25;

/**
 * How sharp the bottom is on which a network stands: by how much its loss rises on average when each neuron's
 * weights move by a quarter of their length, in filter-normalised directions forth and back. In a bowl it is the
 * curvature along them · distance² / 2. Each direction is a step of the generator, so that the caller can pause.
 * @param directions with filters of length 1
 * @param lossesOf the losses of [count · parameters]
 */
export function* sharpnessAt(
  parameters: Float32Array,
  layers: readonly DenseLayer[],
  directions: readonly Float64Array[],
  lossesOf: (candidates: Float32Array) => Float64Array,
): Generator<void, number> {
  const width = parameters.length;
  const [here] = lossesOf(parameters);
  const candidates = new Float32Array(2 * width);
  const nowhere = new Float64Array(width);
  let rise = 0;
  for (const direction of directions) {
    yield;
    const line = { origin: parameters, x: filterNormalised(layers, direction, parameters), y: nowhere };
    writeParameters(line, SHARPNESS_DISTANCE, 0, candidates.subarray(0, width));
    writeParameters(line, -SHARPNESS_DISTANCE, 0, candidates.subarray(width));
    const [forth, back] = lossesOf(candidates);
    rise += (forth + back) / 2 - here;
  }
  return rise / directions.length;
}
