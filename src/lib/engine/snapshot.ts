import type { OutputActivation } from './activations';
import { networkEndOf } from './losses';
import { createAtlas, paint, paintCell, type Atlas } from './paint';
import type { Topology } from './topology';
import type { Losses, Trainer } from './trainer';

/** A neuron that is looked at: layer 0 holds the input features, the last layer the output. */
export interface NodeId {
  readonly layer: number;
  readonly index: number;
}

/** What is looked at, large: one neuron, or all outputs of several classes together. */
export interface OutputMap {
  /** Undefined: all classes together. */
  readonly node: NodeId | undefined;
  /**
   * On the map's points, top row first: the neuron's outputs; of all classes together, the output of the class
   * that wins. Over a curve's one input: the neuron's outputs from left to right, as many as `width`.
   */
  readonly values: Float32Array;
  /** The class that wins at each of the map's points; only of all classes together. */
  readonly classes?: Uint8Array;
  /** RGBA, top row first; of a curve, a picture of it (left to right −6 … 6, upright −CURVE_LIMIT … CURVE_LIMIT). */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What the views show of a run at one moment. */
export interface Snapshot {
  readonly epoch: number;
  readonly position: number;
  readonly canStepBack: boolean;
  readonly parameters: Float32Array;
  readonly losses: Losses;
  /** Regularization rate · penalty of the weights: what is added to the training loss. */
  readonly penalty: number;
  /** The learning rate in force in this epoch. */
  readonly learningRate: number;
  readonly atlas: Atlas;
  readonly map: OutputMap;
  /** For the movie crowd: the output for each of the weekends, whatever is looked at. */
  readonly decisions?: Float32Array;
}

/**
 * Takes the picture of a trainer as it stands.
 * @param focus the neuron to show large; the output when absent or not in this network
 * @param table 256 RGBA colours for −1 … 1
 */
export function takeSnapshot(trainer: Trainer, focus: NodeId | undefined, table: Uint32Array): Snapshot {
  const { grid, model, topology } = trainer;
  const pictures = nodePictures(trainer);
  const step = grid.thumbnailStep;
  const atlas = createAtlas(pictures.length, grid.columns / step, grid.rows / step);
  pictures.forEach((values, cell) => paintCell(atlas, cell, values, grid.columns, step, table));

  const output: NodeId = { layer: topology.layers.length, index: 0 };
  const node = focus && cellOf(topology, focus) !== undefined ? focus : output;
  const values = Float32Array.from(pictures[cellOf(topology, node) ?? pictures.length - 1]);
  const pixels = new Uint8Array(values.length * 4);
  paint(new Uint32Array(pixels.buffer), values, table);

  return {
    penalty: trainer.penalty(),
    learningRate: trainer.learningRate,
    epoch: trainer.epoch,
    position: trainer.position,
    canStepBack: trainer.canStepBack,
    parameters: model.parameters.slice(),
    losses: trainer.losses(),
    atlas,
    map: { node, values, pixels, width: grid.columns, height: grid.rows },
    decisions: trainer.isMovie ? Float32Array.from(pictures[pictures.length - 1]) : undefined,
  };
}

/** Values of every node on the map's points: inputs first, then the neurons of all layers, the output last. */
function nodePictures({ experiment, grid, model, topology, mapInputs }: Trainer): ArrayLike<number>[] {
  const points = grid.columns * grid.rows;
  const neurons = model.map();
  const pictures: ArrayLike<number>[] = [...mapInputs];
  for (let neuron = 0; neuron < topology.neuronCount; neuron++) {
    pictures.push(neurons.subarray(neuron * points, (neuron + 1) * points));
  }
  // A probability of +1 is shown on the scale of the labels, −1 … 1.
  if (isProbability(networkEndOf(experiment).output)) {
    pictures.push(Float32Array.from(pictures.pop() ?? [], (p) => 2 * p - 1));
  }
  return pictures;
}

const isProbability = (output: OutputActivation) => ['sigmoid', 'step', 'softmax'].includes(output);

/** Position of a node among inputs and neurons; undefined when the network has no such node. */
function cellOf(topology: Topology, { layer, index }: NodeId): number | undefined {
  const sizes = [topology.inputs.length, ...topology.layers.map(({ outputs }) => outputs)];
  if (!(index < sizes[layer])) return undefined;
  return sizes.slice(0, layer).reduce((sum, size) => sum + size, index);
}
