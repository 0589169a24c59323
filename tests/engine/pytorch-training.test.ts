import { describe, expect, test } from 'vitest';
import type { CreateKernels } from '$lib/engine/backend/kernels';
import { Mlp, plainStep } from '$lib/engine/models/mlp';
import { recorded, type RecordedTraining } from '../recorded/pytorch';
import { backends } from './backends';

/** Steps of training, of which `history` may hold the last one only. */
const STEPS = 10;

/**
 * Largest difference to training in doubles, relative to the largest parameter. Each step rounds parameters,
 * gradients and moments to single precision (6e-8), and hands the error on.
 */
const TOLERANCE = 1e-6;

function createModel(createKernels: CreateKernels, recording: RecordedTraining) {
  const { sizes, hidden, output, loss, columns, targets, first } = recording;
  const model = new Mlp(createKernels, {
    sizes,
    hidden: sizes.slice(2).map(() => hidden),
    output,
    loss,
    capacity: { train: columns[0].length, test: 1, map: 1 },
  });
  model.load('train', columns, targets);
  model.parameters.set(first);
  return model;
}

function errorOf(model: Mlp, expected: readonly number[]): number {
  const differences = expected.map((value, index) => Math.abs(model.parameters[index] - value));
  return Math.max(...differences) / Math.max(...expected.map(Math.abs));
}

describe.each(backends)('ten steps of PyTorch, $backend kernels', ({ createKernels }) => {
  test.each(recorded.training)('$name', (recording) => {
    const { batchSize, columns, history } = recording;
    const samples = columns[0].length;
    const step = { ...plainStep, ...recording.step };
    const model = createModel(createKernels, recording);
    for (let taken = 0; taken < STEPS; taken++) {
      const start = taken * batchSize;
      model.train(start, Math.min(start + batchSize, samples), batchSize, step);
      const expected = history[taken + history.length - STEPS];
      if (expected) expect(errorOf(model, expected), `step ${taken + 1}`).toBeLessThan(TOLERANCE);
    }
    const atOnce = createModel(createKernels, recording);
    atOnce.train(0, samples, batchSize, step);
    expect(atOnce.parameters, 'all steps in one call').toEqual(model.parameters);
  });
});
