import { describe, expect, test } from 'vitest';
import {
  defaultExperiment,
  referenceKernels,
  takeSnapshot,
  topologyOf,
  Trainer,
  type Experiment,
  type MapColors,
} from '$lib/engine';
import { winnersOf } from '$lib/engine/paint-classes';

const gray = (level: number) => (0xff000000 | (level << 16) | (level << 8) | level) >>> 0;
/** Three classes in red, green and blue, so that a pixel's channels are the classes' shares. */
const colors: MapColors = {
  table: Uint32Array.from({ length: 256 }, (_, index) => gray(index)),
  classes: Uint32Array.of(0xff0000ff, 0xff00ff00, 0xffff0000),
  middle: 0xff000000,
};
const discrete = { ...colors, table: colors.table.map((_, index) => gray(index < 128 ? 0 : 255)) };

const blobs: Experiment = { ...defaultExperiment, dataset: 'blobs', classes: 3, seed: '5', networkShape: [] };
const trainerOf = (experiment: Partial<Experiment>) =>
  new Trainer(referenceKernels, { ...blobs, ...experiment });

/** The output neurons' own values at a point, by focusing on each; probabilities are shown on −1 … 1. */
const outputsAt = (trainer: Trainer, point: number, isProbability: boolean) =>
  [0, 1, 2].map((index) => {
    const layer = trainer.topology.layers.length;
    const value = takeSnapshot(trainer, { layer, index }, colors).map.values[point];
    return isProbability ? (value + 1) / 2 : value;
  });

const channels = (pixels: Uint8Array, point: number) => [...pixels.subarray(4 * point, 4 * point + 3)];
const somePoints = [0, 99, 1234, 5050, 7777, 9999];

describe.each(['crossEntropy', 'squared', 'huber', 'hinge'] as const)('three classes by %s', (loss) => {
  const trainer = trainerOf({ loss });
  for (let epoch = 0; epoch < 5; epoch++) trainer.trainEpoch();
  const isProbability = loss === 'crossEntropy';

  test('show together which class wins, and by what', () => {
    const { map } = takeSnapshot(trainer, undefined, colors);
    expect(map.node).toBeUndefined();
    expect([map.width, map.height, map.values.length, map.classes?.length]).toEqual([
      100, 100, 10_000, 10_000,
    ]);
    for (const point of somePoints) {
      const outputs = outputsAt(trainer, point, isProbability);
      expect(map.classes?.[point]).toBe(outputs.indexOf(Math.max(...outputs)));
      expect(map.values[point]).toBeCloseTo(Math.max(...outputs), 5);
    }
    expect(new Set(map.classes)).toEqual(new Set([0, 1, 2]));
  });

  test('are coloured by probability, or by the lead of the winner', () => {
    const { map } = takeSnapshot(trainer, undefined, colors);
    for (const point of somePoints) {
      const outputs = outputsAt(trainer, point, isProbability);
      const [second, first] = outputs
        .slice()
        .sort((a, b) => a - b)
        .slice(1);
      const lead = Math.min((first - second) / 2, 1);
      const shares = isProbability ? outputs : outputs.map((output) => (output === first ? lead : 0));
      channels(map.pixels, point).forEach((channel, k) => {
        expect(Math.abs(channel - 255 * shares[k])).toBeLessThan(1.5);
      });
      expect(map.pixels[4 * point + 3]).toBe(255);
    }
  });

  test('are coloured by the winner alone where decisions are asked for', () => {
    const { map } = takeSnapshot(trainer, undefined, discrete);
    map.classes?.forEach((winner, point) => {
      expect(map.pixels[4 * point + winner]).toBe(255);
      expect(channels(map.pixels, point).reduce((sum, channel) => sum + channel)).toBe(255);
    });
  });
});

test('the winner and the next best are found in whatever order the classes stand; of equal ones the first wins', () => {
  const orders = [
    [1, 2, 3],
    [1, 3, 2],
    [2, 1, 3],
    [2, 3, 1],
    [3, 1, 2],
    [3, 2, 1],
    [2, 3, 3],
    [3, 3, 3],
  ];
  const outputs = Float32Array.from([0, 1, 2].flatMap((k) => orders.map((order) => order[k])));
  const { classes, values, seconds } = winnersOf(outputs, orders.length);
  expect([...classes]).toEqual([2, 1, 2, 1, 0, 0, 1, 0]);
  expect([...values]).toEqual([3, 3, 3, 3, 3, 3, 3, 3]);
  expect([...seconds]).toEqual([2, 2, 2, 2, 2, 2, 3, 3]);
});

describe('output neurons', () => {
  test('have thumbnails of their own, last in the atlas, and one that is looked at is shown large', () => {
    const trainer = trainerOf({ loss: 'crossEntropy', networkShape: [4] });
    for (const index of [0, 1, 2]) {
      const { atlas, map } = takeSnapshot(trainer, { layer: 2, index }, colors);
      expect(map.node).toEqual({ layer: 2, index });
      expect(map.classes).toBeUndefined();
      expect(Math.min(...map.values)).toBeGreaterThanOrEqual(-1);
      expect(Math.min(...map.values)).toBeLessThan(0);
      const cell = 2 + 4 + index;
      const thumbnail = new Uint32Array(atlas.pixels.buffer)[30 * atlas.width + 50 * cell + 20];
      expect(thumbnail).toBe(new Uint32Array(map.pixels.buffer)[60 * 100 + 40]);
    }
  });

  test('give way to all classes together when the neuron looked at is gone', () => {
    const { map } = takeSnapshot(trainerOf({}), { layer: 1, index: 3 }, colors);
    expect(map.node).toBeUndefined();
  });

  test('that step lead in full or not at all', () => {
    const { parameterCount } = topologyOf(blobs);
    const start = Array.from({ length: parameterCount }, () => 0);
    start[parameterCount - 2] = 1;
    const trainer = trainerOf({ optimizer: 'perceptron', start });
    const { map } = takeSnapshot(trainer, undefined, colors);
    expect([map.classes?.[0], map.values[0], channels(map.pixels, 0)]).toEqual([1, 1, [0, 255, 0]]);
    trainer.model.parameters.fill(0);
    const undecided = takeSnapshot(trainer, undefined, colors).map;
    expect(channels(undecided.pixels, 0)).toEqual([0, 0, 0]);
  });
});

test.each(['crossEntropy', 'squared', 'hinge'] as const)(
  'numbers that are none are the middle: %s',
  (loss) => {
    const trainer = trainerOf({ loss });
    trainer.model.parameters.fill(NaN);
    for (const table of [colors, discrete]) {
      const { map } = takeSnapshot(trainer, undefined, { ...table, middle: 0xff010203 });
      expect(new Set(new Uint32Array(map.pixels.buffer))).toEqual(new Set([0xff010203]));
    }
  },
);
