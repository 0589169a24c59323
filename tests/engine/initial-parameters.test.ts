import { describe, expect, it } from 'vitest';
import { createDataset } from '$lib/engine/data';
import { initialParameters } from '$lib/engine/initial-parameters';
import { createRandom } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';
import { topologyOf } from '$lib/engine/topology';
import { experimentOf, nameOf, recorded } from '../recorded/links';
import { recorded as pytorch } from '../recorded/pytorch';

function parametersAfterData(experiment: Experiment): Float64Array {
  const random = createRandom(experiment.seed);
  createDataset(experiment, random);
  return initialParameters(experiment, topologyOf(experiment), random);
}

describe('first parameters', () => {
  for (const { link, firstParameters } of recorded) {
    if (!firstParameters) continue;
    const experiment = experimentOf(link);
    it(`follow the data in the same stream: ${nameOf(experiment)}`, () => {
      const expected = firstParameters.flatMap((neurons) => [
        ...neurons.flatMap(({ w }) => w),
        ...neurons.map(({ b }) => b),
      ]);
      const actual = parametersAfterData(experiment);
      expect(actual).toHaveLength(expected.length);
      actual.forEach((value, index) => expect(Math.abs(value - expected[index])).toBeLessThan(1e-12));
    });
  }

  it('are all zero with zeros', () => {
    const parameters = parametersAfterData({ ...defaultExperiment, init: 'zeros' });
    expect(parameters).toEqual(new Float64Array(topologyOf(defaultExperiment).parameterCount));
  });

  it('are those set by hand when their number fits, else drawn', () => {
    const experiment = { ...defaultExperiment, seed: '7', networkShape: [] };
    expect(parametersAfterData({ ...experiment, start: [8, 4, -8] })).toEqual(Float64Array.of(8, 4, -8));
    expect(parametersAfterData({ ...experiment, start: [8, 4] })).toEqual(parametersAfterData(experiment));
  });

  it('begin with biases of 0, but 0.1 with uniform', () => {
    for (const init of ['uniform', 'glorot', 'he', 'zeros'] as const) {
      const experiment = { ...defaultExperiment, init };
      const parameters = parametersAfterData(experiment);
      for (const { biases, outputs } of topologyOf(experiment).layers) {
        const expected = new Float64Array(outputs).fill(init === 'uniform' ? 0.1 : 0);
        expect(parameters.subarray(biases, biases + outputs)).toEqual(expected);
      }
    }
  });
});

/** Weights of that layer of 2 → 32 → 32 → 8 → 1, of many networks. */
function weightsOf(init: Experiment['init'], layer: number): number[] {
  const experiment: Experiment = { ...defaultExperiment, networkShape: [32, 32, 8], init };
  const topology = topologyOf(experiment);
  const random = createRandom('many');
  const { weights, biases } = topology.layers[layer];
  return Array.from({ length: 100 }, () => [
    ...initialParameters(experiment, topology, random).subarray(weights, biases),
  ]).flat();
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(pytorch.initializers.map((recorded, layer) => ({ ...recorded, layer })))(
  'first weights from $inputs to $outputs',
  ({ inputs, outputs, glorotLimit, heDeviation, layer }) => {
    it('fill the range of xavier_uniform_ with glorot', () => {
      const sizes = weightsOf('glorot', layer).map(Math.abs);
      expect(sizes).toHaveLength(100 * inputs * outputs);
      const largest = Math.max(...sizes.slice(0, 6400));
      expect(largest).toBeLessThanOrEqual(glorotLimit);
      expect(largest).toBeGreaterThan(0.99 * glorotLimit);
      // Sizes are uniform up to the limit: mean limit / 2, deviation limit / √12.
      const deviation = glorotLimit / Math.sqrt(12 * sizes.length);
      expect(Math.abs(mean(sizes) - glorotLimit / 2)).toBeLessThan(4 * deviation);
    });

    it('have the deviation of kaiming_normal_ with he', () => {
      const values = weightsOf('he', layer).map((weight) => weight / heDeviation);
      const count = values.length;
      // The moments of a normal distribution: 0, 1, and 3, their own variances 1, 2 and 96.
      expect(Math.abs(mean(values))).toBeLessThan(4 / Math.sqrt(count));
      expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
      expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
    });
  },
);
