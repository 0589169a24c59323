import { describe, expect, test } from 'vitest';
import { defaultExperiment, referenceKernels, takeSnapshot, Trainer, type Experiment } from '$lib/engine';

/** Entry k is the number k itself, so that a pixel tells its shade. */
const shades = Uint32Array.from({ length: 256 }, (_, index) => index);
const colors = { table: shades, classes: new Uint32Array(6), middle: 1000 };
const trainerOf = (experiment: Partial<Experiment>) =>
  new Trainer(referenceKernels, { ...defaultExperiment, seed: '0.5', ...experiment });
const movie: Partial<Experiment> = {
  dataset: 'movie',
  networkShape: [],
  start: [8, 4, 4, -8],
  loss: 'crossEntropy',
};

describe('a snapshot of the plane', () => {
  test('shows the inputs right way up: x grows to the right, y to the top', () => {
    const x = takeSnapshot(trainerOf({}), { layer: 0, index: 0 }, colors).map;
    const y = takeSnapshot(trainerOf({}), { layer: 0, index: 1 }, colors).map;
    expect([x.width, x.height]).toEqual([100, 100]);
    expect(x.values[0]).toBeCloseTo(-5.94);
    expect(x.values[99]).toBeCloseTo(5.94);
    expect(y.values[0]).toBeCloseTo(5.94);
    expect(y.values[99 * 100]).toBeCloseTo(-5.94);
  });

  test('computes each neuron as the formula says', () => {
    const trainer = trainerOf({ networkShape: [2], sinX: true });
    const { map, parameters } = takeSnapshot(trainer, { layer: 1, index: 1 }, colors);
    const [x1, x2] = [-5.94 + 0.12 * 30, 5.94 - 0.12 * 70];
    const [w1, w2, w3] = parameters.subarray(3, 6);
    const expected = Math.tanh(w1 * x1 + w2 * x2 + w3 * Math.sin(x1) + parameters[7]);
    expect(map.values[70 * 100 + 30]).toBeCloseTo(expected, 5);
  });

  test('shows the output when the neuron looked at is not in the network', () => {
    const { map } = takeSnapshot(trainerOf({ networkShape: [2] }), { layer: 1, index: 5 }, colors);
    expect(map.node).toEqual({ layer: 2, index: 0 });
  });

  test('colours values from −1 to 1 and clamps what lies outside', () => {
    const trainer = trainerOf({ networkShape: [] });
    const { pixels, values } = takeSnapshot(trainer, { layer: 0, index: 0 }, colors).map;
    const words = new Uint32Array(pixels.buffer);
    expect(words[0]).toBe(0);
    expect(words[99]).toBe(255);
    const middle = values.findIndex((value) => Math.abs(value) < 0.1);
    expect(Math.abs(words[middle] - 127.5 - 127.5 * values[middle])).toBeLessThanOrEqual(1);
  });

  test('puts inputs and neurons into the atlas in order, one cell each', () => {
    const trainer = trainerOf({ networkShape: [3] });
    const { atlas, map } = takeSnapshot(trainer, undefined, colors);
    expect([atlas.cellWidth, atlas.cellHeight, atlas.perRow]).toEqual([50, 50, 6]);
    const words = new Uint32Array(atlas.pixels.buffer);
    const outputCell = 5 * 50;
    expect(words[outputCell + 20 * atlas.width + 10]).toBe(new Uint32Array(map.pixels.buffer)[40 * 100 + 20]);
  });

  test('counts a probability of one as +1', () => {
    const trainer = trainerOf({ networkShape: [], loss: 'crossEntropy', start: [0, 0, 50] });
    expect(takeSnapshot(trainer, undefined, colors).map.values[0]).toBe(1);
    trainer.model.parameters[2] = -50;
    expect(takeSnapshot(trainer, undefined, colors).map.values[0]).toBe(-1);
  });
});

describe('a snapshot of the movie decision', () => {
  test('holds the decisions whatever neuron is looked at', () => {
    const trainer = trainerOf({ ...movie, networkShape: [2], start: [] });
    const output = takeSnapshot(trainer, undefined, colors);
    const hidden = takeSnapshot(trainer, { layer: 1, index: 0 }, colors);
    expect(hidden.map.values).not.toEqual(output.map.values);
    expect(hidden.decisions).toEqual(output.map.values);
  });

  test('shows the eight weekends, two to a row', () => {
    const { map, atlas } = takeSnapshot(trainerOf(movie), undefined, colors);
    expect([map.width, map.height, atlas.cellWidth, atlas.cellHeight]).toEqual([2, 4, 2, 4]);
    // Strictly greater than 8 with weights 8, 4, 4: the first three weekends.
    expect(Array.from(map.values, (value) => value > 0)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
