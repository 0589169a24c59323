import { describe, expect, test } from 'vitest';
import { defaultExperiment, type Experiment } from '$lib/engine';
import { changedExperiment } from '$lib/state/experiment-change';
import { firstExperiment, hiddenLayerCure } from '$lib/state/first-experiment';
import { ownActivation, withOwnActivation } from '$lib/state/layer-activations';

const circle: Experiment = { ...defaultExperiment, seed: '1', networkShape: [4, 3, 2] };

describe('a change', () => {
  test('alters nothing but what it names', () => {
    expect(changedExperiment(circle, { learningRate: 1 })).toEqual({ ...circle, learningRate: 1 });
  });

  test('keeps the network and the rates from one set of points to another', () => {
    const wave = { problem: 'regression', regDataset: 'wave' } as const;
    const patch = changedExperiment({ ...circle, learningRate: 0.5 }, wave);
    expect(patch).toEqual({ ...circle, ...wave, learningRate: 0.5 });
  });

  test('brings a network that suits the plane when it leaves the movie crowd, unless it names another', () => {
    expect(changedExperiment(firstExperiment, { dataset: 'circle' }).networkShape).toEqual([4, 2]);
    const patch = { dataset: 'circle', networkShape: [7] } as const;
    expect(changedExperiment(firstExperiment, patch)).toMatchObject({ networkShape: [7], start: [] });
  });

  test('leaves a curve an input', () => {
    const next = changedExperiment({ ...circle, x: false, problem: 'regression' }, { regDataset: 'wave' });
    expect(next.x).toBe(true);
    expect(next.y).toBe(true);
  });

  test('drops first weights that no longer fit', () => {
    expect(changedExperiment({ ...firstExperiment }, { noise: 9 }).start).toEqual(firstExperiment.start);
    expect(changedExperiment(firstExperiment, { networkShape: [1] }).start).toEqual([]);
  });

  test("keeps a crowd's weights and way of learning when it decides by another habit", () => {
    const byRule = { ...firstExperiment, optimizer: 'perceptron', learningRate: 1 } as const;
    const patch = { habit: 'own', habitWeights: [1, 2, 3, 4], sunnyShare: 80 } as const;
    expect(changedExperiment(byRule, patch)).toEqual({ ...byRule, ...patch });
  });

  test('adds the hidden layer that helps, and lets go of what cannot train it', () => {
    const stuck = {
      ...firstExperiment,
      habit: 'notBoth',
      optimizer: 'perceptron',
      activation: 'step',
    } as const;
    expect(changedExperiment(stuck, hiddenLayerCure)).toEqual({
      ...firstExperiment,
      habit: 'notBoth',
      networkShape: [3],
      start: [],
    });
  });

  test('draws first weights where it says how, though some were set by hand', () => {
    expect(changedExperiment(firstExperiment, { init: 'he' })).toMatchObject({ init: 'he', start: [] });
  });
});

describe('the activation of one layer', () => {
  test('is set and taken away without touching the others', () => {
    const third = { ...circle, layerActivations: withOwnActivation(circle, 2, 'relu') };
    expect([0, 1, 2].map((layer) => ownActivation(third, layer))).toEqual([undefined, undefined, 'relu']);
    const both = { ...third, layerActivations: withOwnActivation(third, 0, 'sine') };
    expect([0, 1, 2].map((layer) => ownActivation(both, layer))).toEqual(['sine', undefined, 'relu']);
    const first = { ...both, layerActivations: withOwnActivation(both, 2, undefined) };
    expect(first.layerActivations).toEqual(['sine']);
    expect(withOwnActivation(first, 0, undefined)).toEqual([]);
  });

  test('stays when the activation of all changes, and layers without one follow', () => {
    const third = { ...circle, layerActivations: withOwnActivation(circle, 2, 'relu') };
    const next = changedExperiment(third, { activation: 'gelu' });
    expect(next.layerActivations).toEqual(['gelu', 'gelu', 'relu']);
  });
});
