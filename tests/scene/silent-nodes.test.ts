import { describe, expect, it } from 'vitest';
import { denseLayers } from '$lib/engine/topology';
import { layoutNetwork, type LayoutRequest } from '$lib/scene/layout';
import { silentNodes } from '$lib/scene/silent-nodes';

function layoutOf(sizes: number[], kind: LayoutRequest['kind'] = 'plane') {
  const stage = { x: 0, y: 0, width: 700, height: 500 };
  const output = { x: 720, y: 0, width: 300, height: 400 };
  return layoutNetwork({ kind, inputs: sizes[0], layers: denseLayers(sizes), stage, output });
}

/** Whether setting a node's outgoing weights to anything but 0 could reach an output: found by following weights. */
function isHeard(sizes: number[], parameters: Float32Array, layer: number, index: number): boolean {
  const layers = denseLayers(sizes);
  if (layer === layers.length) return true;
  const { inputs, outputs, weights } = layers[layer];
  return Array.from({ length: outputs }, (_, to) => to).some(
    (to) => parameters[weights + to * inputs + index] !== 0 && isHeard(sizes, parameters, layer + 1, to),
  );
}

describe('silent nodes', () => {
  it.each([
    { sizes: [2, 4, 2, 1], kind: 'plane' as const },
    { sizes: [2, 5, 3, 4], kind: 'plane' as const },
    { sizes: [3, 3, 1], kind: 'movie' as const },
    { sizes: [3, 1], kind: 'movie' as const },
  ])('are those from which no way of weights leads to an output: $sizes, $kind', ({ sizes, kind }) => {
    const layout = layoutOf(sizes, kind);
    for (let mask = 1; mask < 60; mask++) {
      const parameters = Float32Array.from({ length: 60 }, (_, k) => ((mask * (k + 3)) % 7 < 4 ? 0 : -0.3));
      const expected = layout.nodes.map(({ layer, index }) => !isHeard(sizes, parameters, layer, index));
      expect(silentNodes(layout, parameters)).toEqual(expected);
    }
  });

  it('are none where no weight is 0, and all but the outputs where every one is', () => {
    const layout = layoutOf([2, 3, 4]);
    expect(silentNodes(layout, new Float32Array(40).fill(1))).not.toContain(true);
    const all = layout.nodes.map(({ layer }) => layer < 2);
    expect(silentNodes(layout, new Float32Array(40))).toEqual(all);
  });
});
