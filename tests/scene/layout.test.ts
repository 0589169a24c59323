import { describe, expect, it } from 'vitest';
import { denseLayers } from '$lib/engine/topology';
import { layoutNetwork, nearestLink, plotToPlane, pointOnLink } from '$lib/scene/layout';
import { planeToPlot } from '$lib/scene/plot';
import type { LayoutRequest, NetworkLayout, NodePlace, Rect } from '$lib/scene/layout';

function request(
  sizes: number[],
  stageWidth: number,
  where: 'beside' | 'below' | 'movie',
  outputs = 1,
): LayoutRequest {
  const stage = { x: 10, y: 60, width: stageWidth, height: 440 };
  const output =
    where === 'beside'
      ? { x: stage.x + stageWidth + 20, y: 30, width: 304, height: 420 }
      : { x: stage.x, y: 520, width: stageWidth, height: 330 };
  const [kind, inputs] = [where === 'movie' ? ('movie' as const) : ('plane' as const), sizes[0]];
  return { kind, inputs, layers: denseLayers([...sizes, outputs]), stage, output };
}

const widths = [320, 480, 768, 1100, 1500];
const shapes = [0, 1, 2, 4, 8].flatMap((depth) =>
  [1, 3, 8, 32].map((neurons) => [7, ...Array.from({ length: depth }, () => neurons)]),
);
const places = ['beside', 'below', 'movie'] as const;
const cases = shapes.flatMap((sizes) =>
  widths.flatMap((width) => places.map((where) => ({ sizes, width, where }))),
);

function box({ x, y, size }: NodePlace): Rect {
  return { x: x - size / 2, y: y - size / 2, width: size, height: size };
}

/** Where a node can be pointed at. */
function reachOf({ x, y, reach: { width, height } }: NodePlace): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function rect(x: number, y: number, width: number, height: number): Rect {
  return { x, y, width, height };
}

function overlap(one: Rect, other: Rect): boolean {
  const [across, down] = [
    Math.abs(middle(one).x - middle(other).x),
    Math.abs(middle(one).y - middle(other).y),
  ];
  const isClear =
    across > (one.width + other.width) / 2 - 1e-6 || down > (one.height + other.height) / 2 - 1e-6;
  return !isClear;
}

const middle = ({ x, y, width, height }: Rect) => ({ x: x + width / 2, y: y + height / 2 });

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x - 1e-6 &&
    inner.y >= outer.y - 1e-6 &&
    inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
    inner.y + inner.height <= outer.y + outer.height + 1e-6
  );
}

/** The smallest gap between two nodes' squares, negative where they overlap. */
function smallestGap(layout: NetworkLayout): number {
  let smallest = Infinity;
  layout.nodes.forEach((a, k) => {
    for (const b of layout.nodes.slice(k + 1)) {
      const reach = (a.size + b.size) / 2;
      smallest = Math.min(smallest, Math.max(Math.abs(a.x - b.x) - reach, Math.abs(a.y - b.y) - reach));
    }
  });
  return smallest;
}

describe('layoutNetwork', () => {
  it('keeps all nodes apart and inside the stage, for every shape and width', () => {
    for (const { sizes, width, where } of cases) {
      const asked = request(where === 'movie' ? [3, ...sizes.slice(1)] : sizes, width, where);
      const layout = layoutNetwork(asked);
      const told = `${sizes.join('-')} ${width} ${where}`;
      expect(smallestGap(layout), told).toBeGreaterThan(1);
      expect(
        layout.nodes.every((node) => isInside(box(node), asked.stage)),
        told,
      ).toBe(true);
      expect(Math.min(...layout.nodes.map((node) => node.size)), told).toBeGreaterThan(8);
    }
  });

  it('places inputs, then neurons layer by layer, centred in columns that move right', () => {
    const { nodes, columns } = layoutNetwork(request([2, 5, 3], 766, 'beside'));
    expect(nodes.map((node) => node.layer)).toEqual([0, 0, 1, 1, 1, 1, 1, 2, 2, 2]);
    expect(columns.map((column) => column.layer)).toEqual([0, 1, 2]);
    for (const { layer, x } of columns) {
      const column = nodes.filter((node) => node.layer === layer);
      expect(column.every((node) => node.x === x)).toBe(true);
      expect(column.reduce((sum, node) => sum + node.y, 0) / column.length).toBeCloseTo(280);
    }
    const gaps = columns.slice(1).map(({ x }, k) => x - columns[k].x);
    expect(gaps[0]).toBeGreaterThan(100);
    expect(gaps[0]).toBeCloseTo(gaps[1]);
  });

  it('draws neurons at 48 px where there is room', () => {
    expect(layoutNetwork(request([2, 4, 2], 766, 'beside')).nodes.map((node) => node.size)).toEqual(
      Array.from({ length: 8 }, () => 48),
    );
  });

  it('joins every link to its nodes and parameters, from edge to edge', () => {
    for (const where of ['beside', 'below'] as const) {
      const asked = request([2, 3, 2], 600, where);
      const { nodes, links } = layoutNetwork(asked);
      expect(links.length).toBe(2 * 3 + 3 * 2 + 2);
      for (const link of links.filter(({ layer }) => layer < 3)) {
        const { inputs, weights } = asked.layers[link.layer - 1];
        expect(link.parameter).toBe(weights + link.to * inputs + link.from);
        const find = (layer: number, index: number) =>
          nodes.find((node) => node.layer === layer && node.index === index)!;
        const [source, target] = [find(link.layer - 1, link.from), find(link.layer, link.to)];
        expect(pointOnLink(link, 0)).toEqual({ x: source.x + source.size / 2, y: source.y });
        expect(pointOnLink(link, 1)).toEqual({ x: target.x - target.size / 2, y: target.y });
      }
    }
  });

  it('leads the last links to the left edge of a map beside, to the top edge of a map below', () => {
    for (const { sizes, width, where } of cases.filter((each) => each.where !== 'movie')) {
      const { links, plot, biases } = layoutNetwork(request(sizes, width, where));
      const { x, y } = biases[biases.length - 1];
      const ends = links.filter((link) => link.layer === sizes.length);
      expect(ends.every((link) => link.x1 === x && link.y1 === y)).toBe(true);
      if (where === 'beside') expect({ x, y }).toEqual({ x: plot!.x, y: plot!.y + plot!.height / 2 });
      else expect(y).toBe(plot!.y);
      expect(x >= plot!.x && x <= plot!.x + plot!.width).toBe(true);
    }
  });

  it('keeps the plot square, inside the output, with room for axes and legend', () => {
    for (const { sizes, width, where } of cases.filter((each) => each.where !== 'movie')) {
      const asked = request(sizes, width, where);
      const { plot, legend } = layoutNetwork(asked);
      expect(plot!.width).toBe(plot!.height);
      const withAxes = {
        x: plot!.x - 24,
        y: plot!.y - 8,
        width: plot!.width + 24,
        height: plot!.height + 30,
      };
      expect(isInside(withAxes, asked.output)).toBe(true);
      expect(legend!.x).toBeGreaterThan(plot!.x + plot!.width);
      expect(isInside({ ...legend!, width: legend!.width + 12 }, asked.output)).toBe(true);
    }
  });

  it('puts a bias at the lower left corner of its neuron', () => {
    const { nodes, biases } = layoutNetwork(request([2, 3], 766, 'beside'));
    const [second] = nodes.filter((node) => node.layer === 1 && node.index === 1);
    expect(biases[1]).toMatchObject({ parameter: 7, layer: 1, index: 1 });
    expect(biases[1]).toMatchObject({ x: second.x - second.size / 2, y: second.y + second.size / 2 });
    expect(biases.map((bias) => bias.parameter)).toEqual([6, 7, 8, 12]);
  });

  it('gives the movie an output neuron of its own, large and last, and no map', () => {
    const { nodes, plot, legend, biases } = layoutNetwork(request([3, 3], 700, 'movie'));
    expect(nodes[nodes.length - 1]).toMatchObject({ layer: 2, index: 0, size: 84 });
    expect(nodes.slice(0, 3).map((node) => node.size)).toEqual([56, 56, 56]);
    expect([plot, legend]).toEqual([undefined, undefined]);
    expect(biases.map((bias) => bias.layer)).toEqual([1, 1, 1]);
  });
});

describe('a layout with several classes', () => {
  it('gives every class a neuron in a column of its own, at the right with room for its mark', () => {
    for (const where of ['beside', 'below'] as const) {
      const asked = request([2, 4, 2], 766, where, 6);
      const { nodes, links, biases, columns, classCount, plot } = layoutNetwork(asked);
      const outputs = nodes.filter((node) => node.layer === 3);
      expect(classCount).toBe(6);
      expect(outputs.map((node) => node.index)).toEqual([0, 1, 2, 3, 4, 5]);
      expect(new Set(outputs.map((node) => node.x)).size).toBe(1);
      expect(columns.map((column) => column.layer)).toEqual([0, 1, 2, 3]);
      const right = Math.max(...outputs.map((node) => node.x + node.size / 2));
      expect(asked.stage.x + asked.stage.width - right).toBeGreaterThanOrEqual(32);
      expect(links.length).toBe(2 * 4 + 4 * 2 + 2 * 6);
      expect(links.every((link) => link.x1 <= right && link.x1 < plot!.x + plot!.width)).toBe(true);
      expect(biases.filter((bias) => bias.layer === 3).map((bias) => bias.parameter)).toEqual(
        [0, 1, 2, 3, 4, 5].map((index) => asked.layers[2].biases + index),
      );
    }
  });
});

describe('large networks on the page', () => {
  const shapes = { '8 × 32': Array(8).fill(32), '6 × 8': Array(6).fill(8), '1 × 32': [32], '4, 2': [4, 2] };
  /** As the page divides its network's part of the screen. */
  const screens = [
    { width: 1280, stage: rect(72, 100, 644, 452), output: rect(760, 36, 316, 300) },
    { width: 820, stage: rect(72, 100, 380, 428), output: rect(496, 36, 316, 300) },
    { width: 390, stage: rect(52, 100, 326, 248), output: rect(8, 476, 374, 354) },
    { width: 360, stage: rect(52, 100, 296, 248), output: rect(8, 476, 344, 324) },
  ];
  const layouts = Object.entries(shapes).flatMap(([shape, hidden]) =>
    screens.flatMap(({ width, stage, output }) =>
      [1, 3, 6].map((outputs) => {
        const layers = denseLayers([7, ...(hidden as number[]), outputs]);
        const layout = layoutNetwork({ kind: 'plane', inputs: 7, layers, stage, output });
        return { told: `${shape} at ${width} px, ${outputs} outputs`, stage, layout };
      }),
    ),
  );

  it('keep all nodes apart, inside the stage, each to be pointed at alone', () => {
    for (const { told, stage, layout } of layouts) {
      expect(smallestGap(layout), told).toBeGreaterThan(0.5);
      for (const node of layout.nodes) expect(isInside(box(node), stage), told).toBe(true);
      const reaches = layout.nodes.map(reachOf);
      const meets = reaches.some((one, k) => reaches.slice(k + 1).some((other) => overlap(one, other)));
      expect(meets, told).toBe(false);
    }
  });

  it('have targets of 24 px where there is room, and staggered neurons that can still be told apart', () => {
    const find = (wanted: string) => layouts.find(({ told }) => told === wanted)!.layout.nodes;
    for (const node of find('6 × 8 at 360 px, 1 outputs').filter(({ layer }) => layer > 0)) {
      expect(node.reach.width).toBe(24);
      expect(node.reach.height).toBe(24);
    }
    const crowded = find('8 × 32 at 1280 px, 1 outputs').filter(({ layer }) => layer === 3);
    expect(new Set(crowded.map((node) => node.x)).size).toBe(2);
    expect(crowded[0].size).toBeGreaterThan(15);
  });
});

describe('nearestLink', () => {
  const layout = layoutNetwork(request([2, 4, 2], 766, 'beside'));

  it('finds each link by its own places', () => {
    for (const link of layout.links) {
      const { x, y } = pointOnLink(link, 0.12);
      expect(nearestLink(layout.links, x, y, 3)?.parameter).toBe(link.parameter);
    }
  });

  it('finds nothing where no link passes near enough', () => {
    const first = layout.links[0];
    expect(nearestLink(layout.links, first.x0, first.y0 - 40, 5)).toBeUndefined();
    expect(nearestLink(layout.links, first.x0, first.y0 - 4, 5)).toBeDefined();
    expect(nearestLink(layout.links, first.x0, first.y0 - 4, 3)).toBeUndefined();
  });
});

describe('plotToPlane', () => {
  const plot = { x: 100, y: 40, width: 240, height: 240 };

  it('reaches from −6 to 6, x2 upwards', () => {
    expect(plotToPlane(plot, 100, 40)).toEqual({ x1: -6, x2: 6 });
    expect(plotToPlane(plot, 340, 280)).toEqual({ x1: 6, x2: -6 });
    expect(plotToPlane(plot, 99, 40)).toBeUndefined();
    expect(plotToPlane(plot, 200, 281)).toBeUndefined();
  });

  it('undoes planeToPlot', () => {
    const { x, y } = planeToPlot(plot, 1.5, -4.25)!;
    const there = plotToPlane(plot, x, y)!;
    expect(there.x1).toBeCloseTo(1.5);
    expect(there.x2).toBeCloseTo(-4.25);
    expect(planeToPlot(plot, 6.01, 0)).toBeUndefined();
    expect(planeToPlot(plot, 0, NaN)).toBeUndefined();
  });
});
