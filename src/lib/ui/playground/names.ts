import type { NodeId, Topology } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import { inputName } from '$lib/state/field-words';

const isOutput = ({ layers }: Topology, layer: number) => layer === layers.length;
const hasManyOutputs = ({ layers }: Topology) => layers[layers.length - 1].outputs > 1;

/** What a weight or bias belongs to: "layer 1 neuron 2", "output" or, of several, "output 2". Layers count from 1, neurons from 0. */
function targetName(topology: Topology, { layer, index }: NodeId): string {
  const neuron = index + 1;
  if (isOutput(topology, layer)) {
    return hasManyOutputs(topology) ? m.target_output_n({ neuron }) : m.target_output();
  }
  return m.target_neuron({ layer, neuron });
}

export function sourceName(topology: Topology, { layer, index }: NodeId): string {
  return layer === 0 ? inputName(topology.inputs[index]) : targetName(topology, { layer, index });
}

export function neuronTitle(topology: Topology, { layer, index }: NodeId): string {
  if (layer === 0) return m.input_node_name({ input: inputName(topology.inputs[index]) });
  if (isOutput(topology, layer)) {
    return hasManyOutputs(topology) ? m.output_neuron_n({ neuron: index + 1 }) : m.output_neuron();
  }
  return m.neuron_name({ layer, neuron: index + 1 });
}

/** A layer's table of numbers. */
export const tableName = (topology: Topology, layer: number) =>
  isOutput(topology, layer) ? m.table_output() : m.table_hidden({ layer });

/** @param source index in the layer before the target's */
export function weightName(topology: Topology, target: NodeId, source: number): string {
  return m.weight_name({
    source: sourceName(topology, { layer: target.layer - 1, index: source }),
    target: targetName(topology, target),
  });
}

export const biasName = (topology: Topology, target: NodeId) =>
  m.bias_name({ target: targetName(topology, target) });
