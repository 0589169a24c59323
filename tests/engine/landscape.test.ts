import { describe, expect, test } from 'vitest';
import { referenceKernels } from '../../src/lib/engine/backend/reference';
import { filterNormalised, randomDirection } from '../../src/lib/engine/filter-directions';
import {
  LANDSCAPE_SIDE,
  LandscapeSurvey,
  type Landscape,
  type LandscapeRequest,
} from '../../src/lib/engine/landscape';
import { projected, writeParameters, type ParameterPlane } from '../../src/lib/engine/parameter-plane';
import { createRandom } from '../../src/lib/engine/random';
import { RecordedRun } from '../../src/lib/engine/recorded-run';
import { defaultExperiment, type Experiment } from '../../src/lib/engine/spec';
import { Trainer } from '../../src/lib/engine/trainer';
import { pageKernels } from './mlp-cases';

const circle: Experiment = { ...defaultExperiment, seed: 'landscape' };
const random: LandscapeRequest = { plane: 'random', seed: '1', halfWidth: 1, set: 'train' };
const principal: LandscapeRequest = { ...random, plane: 'principal' };
const CENTRE = (LANDSCAPE_SIDE * LANDSCAPE_SIDE - 1) / 2;

function recordedRun(fields: Partial<Experiment> = {}, epochs = 0): RecordedRun {
  const recorded = new RecordedRun(new Trainer(pageKernels, { ...circle, ...fields }));
  recorded.trainBatches(epochs * recorded.trainer.batchesPerEpoch);
  return recorded;
}

function look(survey: LandscapeSurvey, request: LandscapeRequest): Landscape {
  const steps = survey.survey(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const surveyed = (recorded: RecordedRun, request: LandscapeRequest) =>
  look(new LandscapeSurvey(pageKernels, recorded), request);

const cases: Partial<Experiment>[] = [
  {},
  { dataset: 'blobs', classes: 4, loss: 'crossEntropy' },
  { problem: 'regression', regDataset: 'reg-gauss' },
  { problem: 'regression', regDataset: 'wave', activation: 'relu' },
  { dataset: 'movie', samples: 400, networkShape: [] },
  { networkShape: [8, 8, 8], init: 'glorot', validationShare: 40, shuffle: true },
];

describe.each(cases)('the landscape of %o', (fields) => {
  test.each([random, principal])('has the present loss at its origin: $plane', (request) => {
    for (const set of ['train', 'test'] as const) {
      const recorded = recordedRun(fields, 3);
      const landscape = surveyed(recorded, { ...request, set });
      const expected = recorded.trainer.losses()[set].loss;
      expect(landscape.presentLoss).toBeCloseTo(expected, 6);
      expect(landscape).toMatchObject({ epoch: 3, position: 0, set });
      if (request === random) expect(landscape.losses[CENTRE]).toBe(Math.fround(landscape.presentLoss));
    }
  });
});

/** The losses at some places of a landscape by the plain loops, one set of parameters after another. */
function plainLosses(
  recorded: RecordedRun,
  landscape: Landscape,
  plane: ParameterPlane,
  cells: number[],
): number[] {
  const { trainer } = recorded;
  const plain = new Trainer(referenceKernels, trainer.experiment);
  const at = (index: number, axis: number) =>
    landscape.middle[axis] + landscape.halfWidth * ((2 * index) / (LANDSCAPE_SIDE - 1) - 1);
  return cells.map((cell) => {
    const [column, row] = [cell % LANDSCAPE_SIDE, Math.floor(cell / LANDSCAPE_SIDE)];
    writeParameters(plane, at(column, 0), at(row, 1), plain.model.parameters);
    return plain.losses().train.loss;
  });
}

const someCells = [0, 30, 60, 1000, 1860, 2222, 3660, 3720];

function expectPlainLosses(recorded: RecordedRun, landscape: Landscape, plane: ParameterPlane): void {
  plainLosses(recorded, landscape, plane, someCells).forEach((loss, k) =>
    expect(landscape.losses[someCells[k]], `cell ${someCells[k]}`).toBeCloseTo(loss, 5),
  );
}

test('a random plane holds the losses that the plain loops find there, from the bottom row up', () => {
  const recorded = recordedRun({ networkShape: [3] }, 5);
  const { model, topology } = recorded.trainer;
  const landscape = surveyed(recorded, { ...random, halfWidth: 0.8 });
  const stream = createRandom('landscape 1');
  const first = randomDirection(topology.layers, stream);
  const second = randomDirection(topology.layers, stream, first);
  const [x, y] = [first, second].map((axis) => filterNormalised(topology.layers, axis, model.parameters));
  expectPlainLosses(recorded, landscape, { origin: model.parameters, x, y });
});

describe('the plane of a run with two parameters', () => {
  const line: Partial<Experiment> = { problem: 'regression', regDataset: 'wave', networkShape: [] };

  test('holds its whole path, and the losses that the plain loops find there', () => {
    const recorded = recordedRun(line, 30);
    const { record, trainer } = recorded;
    const landscape = surveyed(recorded, principal);
    const origin = trainer.model.parameters.slice();
    expect(landscape.shares!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    // Two moments and their places on the plane tell where its axes are.
    const [[a, b], [c, d]] = [0, 5].map((k) => landscape.path.subarray(2 * k, 2 * k + 2));
    const moved = [0, 5].map((k) => record.frameAt(k).parameters.map((value, p) => value - origin[p]));
    const determinant = a * d - b * c;
    const axis = (one: number, other: number) =>
      Float64Array.from(origin, (_, p) => (one * moved[0][p] + other * moved[1][p]) / determinant);
    const plane = { origin, x: axis(d, -b), y: axis(-c, a) };
    expect(Math.hypot(...plane.x)).toBeCloseTo(1, 4);
    expectPlainLosses(recorded, landscape, plane);
    for (let k = 0; k < record.frameCount; k++) {
      const back = new Float32Array(2);
      writeParameters(plane, landscape.path[2 * k], landscape.path[2 * k + 1], back);
      back.forEach((value, p) => expect(value).toBeCloseTo(record.frameAt(k).parameters[p], 4));
    }
  });
});

test('a path in a plane is projected to where it is, one beside it to the nearest place', () => {
  const origin = Float32Array.of(1, 2, 3, 4);
  const plane = { origin, x: Float64Array.of(2, 0, 0, 0), y: Float64Array.of(0, 3, 4, 0) };
  const at = new Float32Array(4);
  writeParameters(plane, 0.5, -0.25, at);
  expect(projected(plane, at)).toEqual([0.5, -0.25]);
  at[3] += 7;
  expect(projected(plane, at)).toEqual([0.5, -0.25]);
  expect(projected(plane, origin)).toEqual([0, 0]);
});

test('an axis without length is nowhere left', () => {
  const nothing = new Float64Array(2);
  const plane = { origin: Float32Array.of(1, 2), x: nothing, y: nothing };
  expect(projected(plane, Float32Array.of(5, 6))).toEqual([0, 0]);
  const landscape = surveyed(recordedRun({ init: 'zeros' }), random);
  expect(new Set(landscape.losses).size).toBe(1);
});

describe('the path', () => {
  test('begins at the first parameters and ends at the present ones, which stand at the origin', () => {
    const recorded = recordedRun({}, 12);
    const { path, shares, middle, halfWidth } = surveyed(recorded, principal);
    expect(path).toHaveLength(2 * 13);
    expect([...path.slice(-2)]).toEqual([0, 0]);
    expect(shares![0]).toBeGreaterThan(shares![1]);
    expect(shares![0] + shares![1]).toBeGreaterThan(0.9);
    path.forEach((value, index) => expect(Math.abs(value - middle[index % 2])).toBeLessThan(halfWidth));
  });

  test('keeps its directions until the run has grown by a tenth', () => {
    const recorded = recordedRun({}, 40);
    const survey = new LandscapeSurvey(pageKernels, recorded);
    const { shares } = look(survey, principal);
    recorded.trainBatches(4 * recorded.trainer.batchesPerEpoch);
    expect(look(survey, principal).shares).toEqual(shares);
    recorded.trainBatches(recorded.trainer.batchesPerEpoch);
    expect(look(survey, principal).shares).not.toEqual(shares);
  });

  test('of a run that was reset begins again', () => {
    const recorded = recordedRun({}, 20);
    const survey = new LandscapeSurvey(pageKernels, recorded);
    look(survey, principal);
    recorded.reset();
    const { path, shares, halfWidth } = look(survey, principal);
    expect([...path]).toEqual([0, 0]);
    expect(shares).toEqual([0, 0]);
    expect(halfWidth).toBeGreaterThan(0);
  });

  test('of a run that was reset and went another way is seen from its own directions', () => {
    const recorded = recordedRun({}, 20);
    const survey = new LandscapeSurvey(pageKernels, recorded);
    look(survey, principal);
    recorded.reset();
    recorded.tune({ ...recorded.trainer.experiment, learningRate: 0.3 });
    recorded.trainBatches(21 * recorded.trainer.batchesPerEpoch);
    const { shares } = surveyed(recorded, principal);
    look(survey, principal).shares!.forEach((share, axis) => expect(share).toBeCloseTo(shares![axis], 9));
  });

  test('at an earlier moment goes on past the present parameters', () => {
    const recorded = recordedRun({}, 20);
    recorded.seek({ epoch: 7, position: 0 });
    const { path, epoch } = surveyed(recorded, principal);
    expect(epoch).toBe(7);
    expect([...path.slice(14, 16)]).toEqual([0, 0]);
    expect([...path.slice(-2)]).not.toEqual([0, 0]);
  });
});

test('other seeds give other random planes, the same seed the same', () => {
  const recorded = recordedRun({}, 3);
  const { losses, sharpness } = surveyed(recorded, random);
  expect(surveyed(recorded, random).losses).toEqual(losses);
  const other = surveyed(recorded, { ...random, seed: '2' });
  expect(other.losses).not.toEqual(losses);
  expect(other.sharpness, 'sharpness is of the network, not of the plane').toBe(sharpness);
});

test('of many samples the first ones stand for all', () => {
  const recorded = recordedRun({ dataset: 'movie' });
  const { samples, presentLoss } = surveyed(recorded, random);
  expect(samples).toEqual({ used: 1000, total: 5000 });
  const few = new Trainer(pageKernels, recorded.trainer.experiment);
  const { inputs, labels } = few.dataset;
  const columns = inputs.map((column) => column.subarray(0, 1000));
  few.model.load('train', columns, [labels.subarray(0, 1000)]);
  expect(presentLoss).toBeCloseTo(few.model.evaluate('train').loss, 9);
});

test('judges on training data where nothing validates, else on what is asked for', () => {
  const validation: LandscapeRequest = { ...random, set: 'validation' };
  expect(surveyed(recordedRun(), validation).set).toBe('train');
  const recorded = recordedRun({ validationShare: 50 }, 2);
  const { set, presentLoss } = surveyed(recorded, validation);
  expect(set).toBe('validation');
  expect(presentLoss).toBeCloseTo(recorded.trainer.losses().validation!.loss, 6);
});

test('follows a change of activation and loss while the run goes on', () => {
  const recorded = recordedRun({}, 3);
  const survey = new LandscapeSurvey(pageKernels, recorded);
  const before = look(survey, random).presentLoss;
  recorded.tune({ ...recorded.trainer.experiment, activation: 'relu', loss: 'huber' });
  const after = look(survey, random).presentLoss;
  expect(after).not.toBe(before);
  expect(after).toBeCloseTo(recorded.trainer.losses().train.loss, 6);
});
