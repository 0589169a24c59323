import { describe, expect, test } from 'vitest';
import { RecordedRun, takeSnapshot, Trainer, type Snapshot } from '$lib/engine';
import { LessonPath } from '$lib/state/lesson-path.svelte';
import { lessons, type LessonTrial } from '$lib/state/lessons';
import { Playground } from '$lib/state/playground.svelte';
import { readLink } from '$lib/state/share-link';
import { pageKernels } from '../engine/mlp-cases';

const [
  {
    trials: [line],
  },
  {
    trials: [curve],
  },
] = lessons;
const colors = { table: new Uint32Array(256), classes: new Uint32Array(6), middle: 0 };

function snapshotOf(trial: LessonTrial, epochs: number): Snapshot {
  const run = new RecordedRun(new Trainer(pageKernels, trial.experiment));
  run.trainBatches(epochs * run.trainer.batchesPerEpoch);
  return takeSnapshot(run.trainer, undefined, colors);
}

/** A page that shows the first lesson, and a run that rests at epoch 300. */
function pageWith(snapshot: Snapshot): { playground: Playground; path: LessonPath } {
  const playground = new Playground();
  playground.view = { ...playground.view, lesson: 'underfit' };
  playground.experiment = line.experiment;
  playground.run.snapshot = snapshot;
  playground.run.isCurrent = true;
  playground.run.stop = { rule: 'stopEpoch', epoch: 300 };
  return { playground, path: new LessonPath(playground) };
}

describe('a lesson', () => {
  test('has come out when its run rests, and stays seen', () => {
    const { playground, path } = pageWith(snapshotOf(line, 300));
    expect(path.isMet).toBe(true);
    expect(path.isMissed).toBe(false);
    path.tick();
    playground.run.stop = undefined;
    expect(path.isMet).toBe(false);
    expect(path.isSeen).toBe(true);
  });

  test('waits until the page shows the run where it rests', () => {
    const { path } = pageWith(snapshotOf(line, 299));
    expect(path.isMet).toBe(false);
    expect(path.isMissed).toBe(false);
  });

  test('is missed by a run that rests with something else to show', () => {
    const { path } = pageWith(snapshotOf(curve, 300));
    expect(path.isMet).toBe(false);
    expect(path.isMissed).toBe(true);
  });

  test('knows its experiment with any seed, and with nothing else changed', () => {
    const { playground, path } = pageWith(snapshotOf(line, 300));
    playground.experiment = { ...line.experiment, seed: 'another' };
    expect(path.trial).toBe(line);
    playground.experiment = { ...line.experiment, noise: 25 };
    expect(path.trial).toBeUndefined();
    expect(path.isMet).toBe(false);
    expect(path.isMissed).toBe(false);
  });

  test('has a link of its own, whatever the page holds', () => {
    const { playground, path } = pageWith(snapshotOf(line, 0));
    playground.experiment = { ...line.experiment, noise: 25 };
    const { experiment, view } = readLink(path.link, String);
    expect(experiment).toEqual(line.experiment);
    expect(view.lesson).toBe('underfit');
  });
});
