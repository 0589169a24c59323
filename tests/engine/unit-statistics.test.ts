import { describe, expect, it } from 'vitest';
import { Trainer } from '$lib/engine';
import { nodePictures } from '$lib/engine/node-pictures';
import { unitStatistics } from '$lib/engine/unit-statistics';
import { openAddress } from '$lib/headless/open-address';
import { pageKernels } from './mlp-cases';

/** One hidden layer of two neurons over x₁ and x₂: weights of each, both biases, then what leads to the output. */
function unitsOf(link: string, hidden: readonly number[]) {
  const { experiment } = openAddress(`${link}&seed=0.5&networkShape=2&start=${[...hidden, 1, 1, 0].join()}`);
  const trainer = new Trainer(pageKernels, experiment);
  return unitStatistics(nodePictures(trainer), trainer);
}

describe('neurons of ReLU', () => {
  const relu = '#dataset=circle&activation=relu';

  it('are dead where they give 0 for every training point, whatever they give elsewhere on the map', () => {
    expect(unitsOf(relu, [1, 0, 0, 1, 0, 0])).toEqual([{ count: 2, dead: 0, saturated: 0 }]);
    // The circle's points lie within a radius of 5, the map's corner at 8.5.
    expect(unitsOf(relu, [1, 1, 0, 1, -7.2, 0])).toEqual([{ count: 2, dead: 1, saturated: 0 }]);
    expect(unitsOf(relu, [1, 1, 0, -1, -12, -6])).toEqual([{ count: 2, dead: 2, saturated: 0 }]);
  });

  it('are judged by where the points are, up and down too', () => {
    // Two clouds around (2, 2) and (−2, −2): nothing lies where x₁ is large and x₂ small, or the other way round.
    expect(unitsOf('#dataset=gauss&activation=relu', [1, -1, -1, 1, -3.6, -3.6])[0].dead).toBe(2);
    expect(unitsOf('#dataset=gauss&activation=relu', [1, 1, -1, -1, -3.6, -3.6])[0].dead).toBe(0);
  });

  it('are not where they leak, nor where another activation gives 0', () => {
    expect(unitsOf('#dataset=circle&activation=leakyRelu', [1, 1, 0, -1, -12, -6])[0].dead).toBe(0);
    expect(unitsOf('#dataset=circle&activation=tanh', [0, 0, 0, 0, 0, 0])[0].dead).toBe(0);
  });

  it('are those of the movie where no weekend moves them', () => {
    const { experiment } = openAddress(
      '#dataset=movie&seed=1&activation=relu&networkShape=2&start=1,1,1,-1,-1,-1,-2.5,0,1,1,0',
    );
    const trainer = new Trainer(pageKernels, experiment);
    expect(unitStatistics(nodePictures(trainer), trainer)).toEqual([{ count: 2, dead: 1, saturated: 0 }]);
  });
});

describe('saturated neurons', () => {
  it('stand at an end for nearly all training points', () => {
    expect(unitsOf('#dataset=circle', [200, 0, 0.1, 0.1, 0, 0])).toEqual([
      { count: 2, dead: 0, saturated: 1 },
    ]);
    expect(unitsOf('#dataset=circle&activation=sigmoid', [0, 0, 0, 0, -20, 20])[0].saturated).toBe(2);
    expect(unitsOf('#dataset=circle&activation=sigmoid', [0, 0, 0, 0, 0, 1])[0].saturated).toBe(0);
  });

  it('are found along a curve of one input', () => {
    const { experiment } = openAddress(
      '#problem=regression&regDataset=wave&seed=1&networkShape=2&start=300,0.1,0,0,1,1,0',
    );
    const trainer = new Trainer(pageKernels, experiment);
    expect(unitStatistics(nodePictures(trainer), trainer)).toEqual([{ count: 2, dead: 0, saturated: 1 }]);
  });
});
