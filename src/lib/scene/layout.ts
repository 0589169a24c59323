import { acrossCurve, intoMapBelow, intoMapBeside, type Curve } from './curves';
import { placeColumns } from './columns';
import { placeLegend, placePlot } from './plot';

export { nearestLink, pointOnLink } from './curves';
export { curveToPlot, plotToCurve, plotToPlane } from './plot';

/** A rectangle in CSS pixels of the canvas. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface LayoutRequest {
  /** Points of the plane, a curve over one input, or the eight weekends. */
  kind: 'plane' | 'curve' | 'movie';
  /** Number of input features. */
  inputs: number;
  /** The engine's layers; the last one is the output. */
  layers: readonly { inputs: number; outputs: number; weights: number; biases: number }[];
  /** Where the network may stand. */
  stage: Rect;
  /** Where the output map may stand with its axes and legend (not the movie's): right of the stage or below it. */
  output: Rect;
}

/** A neuron or an input: x and y are its centre, size the side of its square. Layer 0 holds the inputs. */
export interface NodePlace {
  layer: number;
  index: number;
  x: number;
  y: number;
  size: number;
  /** What belongs to it alone, around its centre: where it can be pointed at. */
  reach: { width: number; height: number };
}

/** A weight's curve; layer is the one it ends at, counted from 1. */
export interface LinkPlace extends Curve {
  parameter: number;
  layer: number;
  from: number;
  to: number;
}

/** A bias: the largest disc it may be drawn as. */
export interface BiasPlace {
  parameter: number;
  layer: number;
  index: number;
  x: number;
  y: number;
  radius: number;
}

export interface NetworkLayout {
  kind: LayoutRequest['kind'];
  /** Inputs first, then neuron by neuron, layer by layer. */
  nodes: readonly NodePlace[];
  links: readonly LinkPlace[];
  biases: readonly BiasPlace[];
  /** The centre of every column of nodes, inputs included; an output that is a map has none. */
  columns: readonly { layer: number; x: number }[];
  /** The square of the output map itself (not the movie's). */
  plot: Rect | undefined;
  /** Of the colours, which a curve does not need. */
  legend: Rect | undefined;
  /** How many classes have an output neuron, a colour and a place in the legend each; 0 where the output is one. */
  classCount: number;
}

const biasRadiusPx = { smallest: 1.5, largest: 6, ofNodeSize: 0.125 };

/** Places every neuron, weight and bias, and the output map, from sizes alone. */
export function layoutNetwork(request: LayoutRequest): NetworkLayout {
  const { kind, layers, stage, output } = request;
  const isBelow = output.y >= stage.y + stage.height - 1;
  const plot = kind === 'movie' ? undefined : placePlot(output, isBelow);
  const outputs = layers[layers.length - 1].outputs;
  const classCount = outputs > 1 ? outputs : 0;
  const door = plot && classCount === 0 ? placeDoor(plot, isBelow) : undefined;
  const columns = placeColumns(request, door?.x, isBelow);
  const middle = stage.y + stage.height / 2;
  const nodes = columns.map(({ count, pitch, x, size, stagger, reach }, layer) =>
    Array.from({ length: count }, (_, index): NodePlace => {
      const aside = (index % 2 === 0 ? -0.5 : 0.5) * stagger;
      return { layer, index, x: x + aside, y: middle + (index - (count - 1) / 2) * pitch, size, reach };
    }),
  );
  function curve(source: NodePlace, target: NodePlace | undefined): Curve {
    const x0 = source.x + source.size / 2;
    if (target) return acrossCurve(x0, source.y, target.x - target.size / 2, target.y);
    if (!door) throw new Error(`layout: no place for a link from layer ${source.layer} to end at`);
    return (isBelow ? intoMapBelow : intoMapBeside)(x0, source.y, door.x, door.y);
  }

  return {
    kind,
    nodes: nodes.flat(),
    links: layers.flatMap(({ inputs, outputs, weights }, position) =>
      Array.from({ length: inputs * outputs }, (_, k): LinkPlace => {
        const [from, to] = [k % inputs, Math.floor(k / inputs)];
        const path = curve(nodes[position][from], nodes[position + 1]?.[to]);
        return { parameter: weights + k, layer: position + 1, from, to, ...path };
      }),
    ),
    biases: layers.flatMap(({ biases }, position): BiasPlace[] => {
      const layer = position + 1;
      const isDecision = kind === 'movie' && layer === layers.length;
      if (nodes[layer] && !isDecision) return nodes[layer].map((node) => cornerBias(node, biases));
      return door ? [{ parameter: biases, layer, index: 0, ...door, radius: biasRadiusPx.largest }] : [];
    }),
    columns: columns.map(({ x }, layer) => ({ layer, x })),
    plot,
    legend: plot && kind === 'plane' ? placeLegend(plot) : undefined,
    classCount,
  };
}

function cornerBias({ layer, index, x, y, size }: NodePlace, biases: number): BiasPlace {
  const radius = Math.min(
    Math.max(size * biasRadiusPx.ofNodeSize, biasRadiusPx.smallest),
    biasRadiusPx.largest,
  );
  return { parameter: biases + index, layer, index, x: x - size / 2, y: y + size / 2, radius };
}

/** Where the links into a map end: the middle of its left edge, or the right end of its top edge. */
function placeDoor(plot: Rect, isBelow: boolean): { x: number; y: number } {
  return isBelow
    ? { x: plot.x + plot.width - biasRadiusPx.largest, y: plot.y }
    : { x: plot.x, y: plot.y + plot.height / 2 };
}
