import { describe, expect, it } from 'vitest';
import { denseLayers } from '$lib/engine/topology';
import { layoutNetwork } from '$lib/scene/layout';
import { isCrowd, shownLinks } from '$lib/scene/shown-links';

function layoutOf(sizes: number[]) {
  const stage = { x: 0, y: 0, width: 700, height: 500 };
  const output = { x: 720, y: 0, width: 300, height: 400 };
  return layoutNetwork({ kind: 'plane', inputs: sizes[0], layers: denseLayers(sizes), stage, output });
}

describe('shownLinks', () => {
  const crowd = layoutOf([7, 32, 32, 1]);
  const parameters = Float32Array.from({ length: 7 * 32 + 32 + 32 * 33 + 33 }, (_, k) => Math.sin(7.3 * k));
  const sizeOf = (k: number) => Math.abs(parameters[crowd.links[k].parameter]);

  it('are all links of a network that is not crowded', () => {
    const small = layoutOf([7, 8, 8, 8, 8, 8, 8, 1]);
    expect(isCrowd(small)).toBe(false);
    expect(shownLinks(small, new Float32Array(1000).fill(-0.1), undefined).length).toBe(small.links.length);
  });

  it('are those alone that are not exactly 0, and all of the neuron that is looked at', () => {
    const small = layoutOf([2, 3, 1]);
    const weights = Float32Array.from([0, 0.5, -1e-9, 0, 0, 0, 9, 9, 9, 0, NaN, 0, 9]);
    const parametersOf = (shown: number[]) => shown.map((k) => small.links[k].parameter);
    expect(parametersOf(shownLinks(small, weights, undefined))).toEqual([1, 2, 10]);
    expect(parametersOf(shownLinks(small, weights, { layer: 1, index: 2 }))).toEqual([1, 2, 4, 5, 10, 11]);
  });

  it('are the three strongest into each neuron of a crowd', () => {
    const shown = new Set(shownLinks(crowd, parameters, undefined));
    for (const [layer, to] of [
      [1, 0],
      [1, 31],
      [2, 5],
      [3, 0],
    ]) {
      const into = crowd.links.flatMap((link, k) => (link.layer === layer && link.to === to ? [k] : []));
      const bySize = into.toSorted((a, b) => sizeOf(b) - sizeOf(a));
      expect(into.filter((k) => shown.has(k))).toEqual(bySize.slice(0, 3).toSorted((a, b) => a - b));
    }
    expect(shown.size).toBe(3 * 65);
  });

  it('include every link of the neuron that is looked at', () => {
    const shown = new Set(shownLinks(crowd, parameters, { layer: 1, index: 4 }));
    crowd.links.forEach((link, k) => {
      const isIts = (link.layer === 1 && link.to === 4) || (link.layer === 2 && link.from === 4);
      if (isIts) expect(shown.has(k)).toBe(true);
    });
    expect(shown.size).toBeGreaterThan(3 * 65);
  });

  it('leave out weights that are zero or no numbers', () => {
    const sparse = new Float32Array(parameters.length).fill(NaN);
    sparse[crowd.links[40].parameter] = -0.1;
    sparse[crowd.links[41].parameter] = 0;
    expect(shownLinks(crowd, sparse, undefined)).toEqual([40]);
  });
});
