import { describe, expect, it } from 'vitest';
import { defaultExperiment, firstParameters, Trainer, weightStatistics } from '$lib/engine';
import { denseLayers } from '$lib/engine/topology';
import { openAddress } from '$lib/headless/open-address';
import { pageKernels } from './mlp-cases';

/** Weights of a layer, without its biases. */
function weightsOf(parameters: Float32Array, sizes: number[], layer: number): number[] {
  const [inputs, outputs] = [sizes[layer], sizes[layer + 1]];
  const before = sizes.slice(1, layer + 1).reduce((sum, size, k) => sum + size * (sizes[k] + 1), 0);
  return Array.from(parameters.subarray(before, before + inputs * outputs));
}

describe('weight statistics', () => {
  const sizes = [3, 5, 2, 4];
  const parameters = Float32Array.from({ length: 60 }, (_, k) => (k % 4 === 1 ? 0 : 3 * Math.sin(5 * k)));

  it('are sums over the weights of each layer, with zeros apart', () => {
    const { limit, layers } = weightStatistics(parameters, denseLayers(sizes), 20);
    expect(limit).toBe(5);
    expect(layers.length).toBe(3);
    layers.forEach((layer, k) => {
      const weights = weightsOf(parameters, sizes, k);
      expect(layer.count).toBe(weights.length);
      expect(layer.zeros).toBe(weights.filter((weight) => weight === 0).length);
      expect(layer.zeros).toBeGreaterThan(0);
      expect(layer.norm).toBeCloseTo(Math.hypot(...weights), 10);
      expect(layer.meanSize).toBeCloseTo(
        weights.reduce((sum, weight) => sum + Math.abs(weight), 0) / weights.length,
        10,
      );
      const bins = Array.from({ length: 20 }, (_, part) => {
        const [from, to] = [-5 + 0.5 * part, -4.5 + 0.5 * part];
        return weights.filter((weight) => weight !== 0 && weight >= from && weight < to).length;
      });
      expect(layer.bins).toEqual(bins);
    });
  });

  it('have their largest weight within the limit, which is 1, 2 or 5 times a power of ten', () => {
    for (const [largest, limit] of [
      [0.9, 1],
      [1, 1],
      [1.01, 2],
      [-4, 5],
      [-6, 10],
      [30, 50],
      [0.013, 0.02],
      [0, 1],
    ]) {
      const { layers, ...scale } = weightStatistics([largest, 9e9], denseLayers([1, 1]), 4);
      expect(scale.limit).toBeCloseTo(limit, 12);
      expect(layers[0].bins.reduce((sum, count) => sum + count, 0)).toBe(largest === 0 ? 0 : 1);
    }
  });
});

describe('the first parameters', () => {
  it.each([
    '#seed=0.3&networkShape=5,3',
    '#dataset=movie&seed=4&networkShape=3&init=he',
    '#problem=regression&regDataset=wave&seed=0.1&start=',
    '#dataset=blobs&seed=2&networkShape=&init=glorot&labelFlips=20',
  ])('are those that the trainer begins with: %s', (link) => {
    const { experiment } = openAddress(link);
    const { model } = new Trainer(pageKernels, experiment);
    expect(Float32Array.from(firstParameters(experiment))).toEqual(model.parameters);
  });

  it('are those set by hand where these fit', () => {
    const start = [1, 2, 3];
    expect(firstParameters({ ...defaultExperiment, seed: '1', networkShape: [], start })).toEqual(
      Float64Array.from(start),
    );
  });
});
