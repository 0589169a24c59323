import { describe, expect, it } from 'vitest';
import { createDataset } from '$lib/engine/data';
import { initialParameters } from '$lib/engine/initial-parameters';
import { createRandom } from '$lib/engine/random';
import { defaultExperiment, type Experiment } from '$lib/engine/spec';
import { topologyOf } from '$lib/engine/topology';
import { experimentOf, nameOf, recorded } from '../recorded/links';

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

  it('are all zero with initZero', () => {
    const parameters = parametersAfterData({ ...defaultExperiment, initZero: true });
    expect(parameters).toEqual(new Float64Array(topologyOf(defaultExperiment).parameterCount));
  });

  it('are those set by hand when their number fits, else drawn', () => {
    const experiment = { ...defaultExperiment, seed: '7', networkShape: [] };
    expect(parametersAfterData({ ...experiment, start: [8, 4, -8] })).toEqual(Float64Array.of(8, 4, -8));
    expect(parametersAfterData({ ...experiment, start: [8, 4] })).toEqual(parametersAfterData(experiment));
  });
});
