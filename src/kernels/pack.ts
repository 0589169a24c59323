import { Layer, layerAt, Plan } from './plan';
import { rowBytes } from './vector';

// Training puts neurons across lanes. A hidden layer is packed as [inputs][outputs] and a row of biases,
// so that an input meets all neurons at once; the output layer, narrow as a rule, as [outputs][inputs] and
// a row of biases. Rows are whole vectors, filled up with zeros, which finite training keeps.

/** The dense parameters, to the packed ones; a run that diverged may have left NaN where zeros belong. */
export function pack(plan: Plan): void {
  memory.fill(plan.packed, 0, plan.packedBytes);
  for (let index = 0; index < plan.layerCount; index++) {
    const layer = layerAt(plan, index);
    const isOutput = index == plan.layerCount - 1;
    for (let o = 0; o < layer.outputs; o++) {
      for (let i = 0; i < layer.inputs; i++) {
        f32.store(packedWeight(layer, isOutput, o, i), f32.load(layer.weights + ((o * layer.inputs + i) << 2)));
      }
      f32.store(packedBiases(layer, isOutput) + (o << 2), f32.load(layer.biases + (o << 2)));
    }
  }
}

/**
 * Packed numbers, to dense ones: parameters for two zeros; for the gradients, how far each kind of
 * gradient stands from its parameter, in bytes.
 */
export function unpack(plan: Plan, fromPacked: usize, toDense: usize): void {
  for (let index = 0; index < plan.layerCount; index++) {
    const layer = layerAt(plan, index);
    const isOutput = index == plan.layerCount - 1;
    for (let o = 0; o < layer.outputs; o++) {
      for (let i = 0; i < layer.inputs; i++) {
        const value = f32.load(packedWeight(layer, isOutput, o, i) + fromPacked);
        f32.store(layer.weights + toDense + ((o * layer.inputs + i) << 2), value);
      }
      const bias = f32.load(packedBiases(layer, isOutput) + fromPacked + (o << 2));
      f32.store(layer.biases + toDense + (o << 2), bias);
    }
  }
}

/** Bytes of a layer's packed weights, whole vectors; its biases follow. */
export function packedWeightBytes(layer: Layer, isOutput: bool): usize {
  return isOutput ? rowBytes(layer.inputs) * layer.outputs : rowBytes(layer.outputs) * layer.inputs;
}

// @ts-ignore: decorator
@inline
function packedBiases(layer: Layer, isOutput: bool): usize {
  return layer.packed + packedWeightBytes(layer, isOutput);
}

// @ts-ignore: decorator
@inline
function packedWeight(layer: Layer, isOutput: bool, o: i32, i: i32): usize {
  return isOutput
    ? layer.packed + rowBytes(layer.inputs) * o + (i << 2)
    : layer.packed + rowBytes(layer.outputs) * i + (o << 2);
}
