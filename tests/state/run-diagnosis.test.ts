import { describe, expect, it } from 'vitest';
import {
  baselinesOf,
  bestAccuracy,
  firstMoment,
  peopleOf,
  placesOf,
  RecordedRun,
  Trainer,
  takeSnapshot,
  type Experiment,
} from '$lib/engine';
import { openAddress } from '$lib/headless/open-address';
import { examine, reachableScore, trainingLabels, type Patient } from '$lib/state/run-diagnosis';
import type { RunData } from '$lib/training/protocol';
import { pageKernels } from '../engine/mlp-cases';

const colors = { table: new Uint32Array(256), classes: new Uint32Array(6), middle: 0 };

function dataOf({ trainer }: RecordedRun): RunData {
  const { dataset, isMovie } = trainer;
  const { trainCount, validationCount, labels, classCount } = dataset;
  const counts = { trainCount, validationCount, testCount: labels.length - trainCount - validationCount };
  if (isMovie) return { ...counts, people: peopleOf(dataset) };
  const [x1, x2, label] = [...placesOf(dataset), labels].map((column) => Float32Array.from(column));
  return { ...counts, points: { x1, x2, label, classCount, trainCount, validationCount } };
}

function train(link: string, epochs: number): { run: RecordedRun; experiment: Experiment; data: RunData } {
  const { experiment } = openAddress(link);
  const run = new RecordedRun(new Trainer(pageKernels, experiment));
  run.trainBatches(epochs * run.trainer.batchesPerEpoch);
  return { run, experiment, data: dataOf(run) };
}

function patientOf(
  { run, experiment, data }: ReturnType<typeof train>,
  patch: Partial<Patient> = {},
): Patient {
  return {
    experiment,
    data,
    snapshot: takeSnapshot(run.trainer, undefined, colors),
    curves: run.record.curves,
    comparableAfter: -1,
    hasDiverged: false,
    baselines: baselinesOf(trainingLabels(data), experiment, reachableScore(data, false)),
    isStuck: false,
    ...patch,
  };
}

const overfitting =
  '#dataset=xor&loss=crossEntropy&noise=50&percTrainData=10&networkShape=8,8&learningRate=0.1&seed=2';

describe('a run is examined', () => {
  it('at its present moment, whatever comes after it in the record', () => {
    const trained = train(overfitting, 700);
    expect(examine(patientOf(trained))).toMatchObject({
      diagnosis: { kind: 'overfitting' },
      cure: { kind: 'L2', patch: { regularization: 'L2' } },
    });
    trained.run.seek({ epoch: 40, position: 0 });
    expect(trained.run.record.curves.epochs.at(-1)).toBeGreaterThan(600);
    expect(examine(patientOf(trained))?.diagnosis.kind).toBe('learning');
    trained.run.seek(firstMoment);
    expect(examine(patientOf(trained))).toEqual({
      diagnosis: { kind: 'notStarted', evidence: {} },
      cure: undefined,
    });
  });

  it('by losses of one kind alone, once the loss has been exchanged', () => {
    const trained = train(overfitting, 700);
    const squared = { ...trained.experiment, loss: 'squared' } as const;
    trained.run.tune(squared);
    trained.run.trainBatches(20 * trained.run.trainer.batchesPerEpoch);
    const exchanged = { ...trained, experiment: squared };
    const finding = examine(patientOf(exchanged, { comparableAfter: 700 }));
    const { epochs, train: losses } = trained.run.record.curves;
    const first = losses[epochs.findIndex((epoch) => epoch > 700)];
    expect(finding?.diagnosis).toMatchObject({ kind: 'learning', evidence: { first } });
    trained.run.seek({ epoch: 699, position: 0 });
    expect(examine(patientOf(trained, { comparableAfter: 700 }))?.diagnosis.kind).toBe('overfitting');
  });

  it('with no cure of its own where it had to be stopped', () => {
    const trained = train('#dataset=circle&seed=1', 3);
    expect(examine(patientOf(trained, { hasDiverged: true }))).toMatchObject({
      diagnosis: { kind: 'diverged' },
      cure: undefined,
    });
  });

  it('and one neuron that no plane helps gets a hidden layer', () => {
    const trained = train('#dataset=movie&habit=notBoth&networkShape=&seed=1&loss=crossEntropy', 10);
    const { diagnosis, cure } = examine(patientOf(trained, { isStuck: true }))!;
    expect(diagnosis.kind).toBe('underfitting');
    expect(cure).toMatchObject({ kind: 'movieLayer', patch: { networkShape: [3] } });
  });
});

describe('the reachable score', () => {
  it('of a crowd is what its weekends allow', () => {
    const { data } = train('#dataset=movie&habit=girlfriend&noise=20&seed=3', 0);
    expect(reachableScore(data, false)).toBe(bestAccuracy(data.people!, data.trainCount));
    expect(reachableScore(data, false)).toBeCloseTo(0.8, 1);
  });

  it('of points is what training points say of each other, of a curve without looking at their heights', () => {
    const circle = train('#dataset=circle&seed=3', 0).data;
    expect(reachableScore(circle, false)).toBeGreaterThan(0.95);
    const wave = train('#problem=regression&regDataset=wave&samples=400&noise=30&seed=3', 0).data;
    expect(reachableScore(wave, true)).toBeLessThan(reachableScore(wave, false));
    expect(reachableScore(wave, true)).toBeGreaterThan(0.5);
  });
});
