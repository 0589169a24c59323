import { networkEndOf, type NetworkEnd } from './losses';
import type { MapGrid } from './map-grid';
import { cellArea, createAtlas, paintValues, type Atlas, type MapColors, type PixelArea } from './paint';
import { paintCurve } from './paint-curve';
import type { NodeId, Topology } from './topology';
import type { Trainer } from './trainer';

/** What all nodes of a network give on the points of its map. */
export interface NodePictures {
  readonly grid: MapGrid;
  readonly end: NetworkEnd;
  /** Inputs first, then the neurons of all layers; output neurons' probabilities 0 … 1 as −1 … 1, like labels. */
  readonly signed: readonly ArrayLike<number>[];
  /** The output neurons' own values, [outputs][points]: a live view, renewed by the next of these. */
  readonly outputs: Float32Array;
}

/** Computes what all nodes give. */
export function nodePictures(trainer: Trainer): NodePictures {
  const { experiment, grid, mapInputs, topology } = trainer;
  const points = grid.columns * grid.rows;
  const neurons = trainer.map();
  const end = networkEndOf(experiment);
  const firstOutput = topology.neuronCount - topology.layers[topology.layers.length - 1].outputs;
  const isProbability = ['sigmoid', 'step', 'softmax'].includes(end.output);
  const signed: ArrayLike<number>[] = [...mapInputs];
  for (let neuron = 0; neuron < topology.neuronCount; neuron++) {
    const values = neurons.subarray(neuron * points, (neuron + 1) * points);
    signed.push(isProbability && neuron >= firstOutput ? values.map((p) => 2 * p - 1) : values);
  }
  return { grid, end, signed, outputs: neurons.subarray(firstOutput * points) };
}

/** Thumbnails of all nodes, in the order of their pictures. */
export function atlasOf({ grid, signed }: NodePictures, colors: MapColors): Atlas {
  const atlas = createAtlas(signed.length, grid.thumbnail.width, grid.thumbnail.height);
  signed.forEach((values, cell) => paintPicture(grid, cellArea(atlas, cell), values, colors));
  return atlas;
}

/** Paints one node's picture, large or small: a curve where there is one row of points, else a map. */
export function paintPicture(
  { columns, rows }: MapGrid,
  area: PixelArea,
  values: ArrayLike<number>,
  colors: MapColors,
): void {
  if (rows === 1) paintCurve(area, values, colors);
  else paintValues(area, values, columns, colors);
}

/** Position of a node among inputs and neurons; undefined when the network has no such node. */
export function cellOf(topology: Topology, { layer, index }: NodeId): number | undefined {
  const sizes = [topology.inputs.length, ...topology.layers.map(({ outputs }) => outputs)];
  if (!(index < sizes[layer])) return undefined;
  return sizes.slice(0, layer).reduce((sum, size) => sum + size, index);
}
