import { describe, expect, it } from 'vitest';
import { baselinesOf, defaultExperiment, neighbourScore, type Experiment } from '$lib/engine';
import { createDataset } from '$lib/engine/data';
import { createRandom } from '$lib/engine/random';

const experimentOf = (patch: Partial<Experiment>): Experiment => ({
  ...defaultExperiment,
  seed: '1',
  ...patch,
});
const constantLoss = (labels: number[], patch: Partial<Experiment>) =>
  baselinesOf(Float64Array.from(labels), experimentOf(patch), 1).constantLoss;

describe('the best constant answer', () => {
  const labels = [1, 1, 1, -1];

  it('loses half the variance with the squared error', () => {
    expect(constantLoss(labels, {})).toBeCloseTo(0.5 * 0.75, 6);
    const numbers = [0.3, -0.2, 0.9, 0.1];
    const mean = 0.275;
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
    expect(constantLoss(numbers, { problem: 'regression' })).toBeCloseTo(variance / 2, 6);
  });

  it('loses the entropy of the classes with cross-entropy', () => {
    const entropy = (shares: number[]) => -shares.reduce((sum, p) => sum + p * Math.log(p), 0);
    expect(constantLoss(labels, { loss: 'crossEntropy' })).toBeCloseTo(entropy([0.75, 0.25]), 6);
    const classes = [0, 1, 1, 2, 2, 2];
    const blobs = { dataset: 'blobs', loss: 'crossEntropy' } as const;
    expect(constantLoss(classes, blobs)).toBeCloseTo(entropy([1 / 6, 1 / 3, 1 / 2]), 6);
  });

  it('loses 2 for each of the fewer with the hinge, and nothing by the perceptron rule', () => {
    expect(constantLoss(labels, { loss: 'hinge' })).toBeCloseTo(0.5, 6);
    expect(constantLoss(labels, { optimizer: 'perceptron' })).toBeCloseTo(0, 6);
  });

  it('is right as often as the commonest class', () => {
    expect(baselinesOf(Float64Array.from(labels), experimentOf({}), 1).constantScore).toBe(0.75);
    expect(
      baselinesOf(Float64Array.from(labels), experimentOf({ problem: 'regression' }), 1).constantScore,
    ).toBe(0);
  });
});

describe("the neighbours' score", () => {
  const scoreOf = (patch: Partial<Experiment>) => {
    const experiment = experimentOf(patch);
    const dataset = createDataset(experiment, createRandom(experiment.seed));
    return neighbourScore(dataset, experiment.problem === 'classification');
  };

  it('is what the five nearest others say', () => {
    const line = Float64Array.from([0, 1, 2, 3, 4, 5, 100]);
    const labels = Float64Array.from([1, 1, 1, 1, 1, 1, -1]);
    expect(neighbourScore({ inputs: [line], labels }, true)).toBeCloseTo(6 / 7, 12);
  });

  it('is high where points of a kind stand together, whatever the shape', () => {
    for (const dataset of ['circle', 'xor', 'spiral', 'moons', 'checkerboard'] as const) {
      expect(scoreOf({ dataset })).toBeGreaterThan(0.94);
    }
    expect(scoreOf({ problem: 'regression', regDataset: 'reg-plane' })).toBeGreaterThan(0.98);
  });

  it('falls with noise, down to what chance gives', () => {
    const scores = [0, 10, 25, 50].map((labelFlips) => scoreOf({ samples: 1000, labelFlips }));
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(scores[1]).toBeGreaterThan(0.8);
    expect(scores[3]).toBeLessThan(0.62);
  });
});
