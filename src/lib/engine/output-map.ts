import { wholeArea, type MapColors } from './paint';
import { paintMargins, paintProbabilities, paintWinners, winnersOf } from './paint-classes';
import { cellOf, nodePictures, paintPicture, type NodePictures } from './node-pictures';
import type { NodeId, Topology } from './topology';
import type { Trainer } from './trainer';

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

/** The picture of a trainer's output, or of all its outputs together, as large as its map. */
export function takeOutputMap(trainer: Trainer, colors: MapColors): OutputMap {
  return outputMapOf(nodePictures(trainer), trainer.topology, undefined, colors);
}

/**
 * The large picture.
 * @param focus the neuron to show; when absent or not in this network the output, or all outputs together
 */
export function outputMapOf(
  nodes: NodePictures,
  topology: Topology,
  focus: NodeId | undefined,
  colors: MapColors,
): OutputMap {
  const { grid, signed } = nodes;
  const last = topology.layers.length;
  const focusedCell = focus && cellOf(topology, focus);
  if (focusedCell === undefined && topology.layers[last - 1].outputs > 1) return classMap(nodes, colors);
  const { width, height } = grid.picture;
  const pixels = new Uint8Array(4 * width * height);
  const values = Float32Array.from(signed[focusedCell ?? signed.length - 1]);
  paintPicture(grid, wholeArea(pixels, width, height), values, colors);
  const node = focus && focusedCell !== undefined ? focus : { layer: last, index: 0 };
  return { node, values, pixels, width, height };
}

function classMap({ grid, outputs, end }: NodePictures, colors: MapColors): OutputMap {
  const { width, height } = grid.picture;
  const bytes = new Uint8Array(4 * width * height);
  const { pixels } = wholeArea(bytes, width, height);
  const winners = winnersOf(outputs, pixels.length);
  if (isTwoColoured(colors.table)) paintWinners(pixels, winners, colors);
  else if (end.output === 'softmax') paintProbabilities(pixels, outputs, colors);
  else paintMargins(pixels, winners, end.output === 'step' ? 1 : 2, colors);
  const { classes, values } = winners;
  return { node: undefined, values, classes, pixels: bytes, width, height };
}

/** Whether the page wants to see decisions alone. */
function isTwoColoured(table: Uint32Array): boolean {
  return table[0] === table[127];
}
