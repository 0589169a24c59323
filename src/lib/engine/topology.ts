import { activeFeatures, type InputFeature } from './features';
import { outputCountOf, type Experiment } from './spec';

/** A neuron: layer 0 holds the input features, the last layer the outputs. */
export interface NodeId {
  readonly layer: number;
  readonly index: number;
}

/** One fully connected layer: where its parameters stand in the model's one array. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Index of the first weight; weight (to neuron o, from source i) stands at weights + o·inputs + i. */
  readonly weights: number;
  /** Index of the first bias. */
  readonly biases: number;
}

/** A network as the views see it: named inputs, layers (the last one is the output), parameter count. */
export interface Topology {
  readonly inputs: readonly InputFeature[];
  readonly layers: readonly DenseLayer[];
  readonly parameterCount: number;
  /** Neurons of all layers, output included, input features not. */
  readonly neuronCount: number;
}

/**
 * Lays out the parameters layer by layer: weights [outputs][inputs], then biases [outputs].
 * @param sizes inputs, hidden layers …, outputs
 */
export function denseLayers(sizes: readonly number[]): DenseLayer[] {
  let next = 0;
  return sizes.slice(1).map((outputs, index) => {
    const inputs = sizes[index];
    const weights = next;
    const biases = weights + inputs * outputs;
    next = biases + outputs;
    return { inputs, outputs, weights, biases };
  });
}

/** The network that an experiment describes, its output neurons included. */
export function topologyOf(experiment: Experiment): Topology {
  const inputs = activeFeatures(experiment);
  const layers = denseLayers([inputs.length, ...experiment.networkShape, outputCountOf(experiment)]);
  const last = layers[layers.length - 1];
  return {
    inputs,
    layers,
    parameterCount: last.biases + last.outputs,
    neuronCount: layers.reduce((sum, layer) => sum + layer.outputs, 0),
  };
}
