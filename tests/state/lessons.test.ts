import { describe, expect, test } from 'vitest';
import english from '../../messages/en.json';
import chinese from '../../messages/zh-Hans.json';
import { RecordedRun, Trainer } from '$lib/engine';
import { differenceBetween, otherExperiment } from '$lib/state/difference';
import { leastOf, weightsOf, type LessonEnd } from '$lib/state/lesson-end';
import { lessonNames, lessons, type LessonName, type LessonTrial } from '$lib/state/lessons';
import { curvesUpTo } from '$lib/state/present-curves';
import { readLink, writeLink } from '$lib/state/share-link';
import { defaultView } from '$lib/state/view-options';
import { pageKernels } from '../engine/mlp-cases';

const seeds = Array.from({ length: 10 }, (_, index) => `${index + 1}`);
/** So many of the seeds have to show what a lesson says. */
const MOST = 9;
/** Longer than any trial trains. */
const EPOCHS = 2000;

interface Outcome extends LessonEnd {
  readonly losses: ReturnType<Trainer['losses']>;
  readonly isReached: boolean;
  /** At the best epoch, of the test data. */
  readonly bestAccuracy: number;
}

function train({ experiment: ready, isReached }: LessonTrial, seed: string): Outcome {
  const experiment = { ...ready, seed };
  const run = new RecordedRun(new Trainer(pageKernels, experiment));
  run.trainBatches(EPOCHS * run.trainer.batchesPerEpoch);
  const { stop, moment } = run;
  if (!stop) throw new Error(`still training at epoch ${moment.epoch}`);
  const losses = run.trainer.losses();
  const present = { ...moment, losses, penalty: run.trainer.penalty() };
  const curves = curvesUpTo(run.record.curves, present, run.trainer.trainCount);
  const end = { stop, experiment, curves, losses, parameters: run.trainer.model.parameters.slice() };
  if (run.record.best) run.seek(run.record.best);
  const bestAccuracy = run.trainer.losses().test.accuracy;
  return { ...end, isReached: isReached(end), bestAccuracy };
}

const outcomes = new Map<LessonTrial, readonly Outcome[]>();

/** Of every seed. */
function outcomesOf(name: LessonName, trialName: string): readonly Outcome[] {
  const trial = lessons
    .find((lesson) => lesson.name === name)
    ?.trials.find((candidate) => candidate.name === trialName);
  if (!trial) throw new Error(`no ${trialName} in ${name}`);
  const known = outcomes.get(trial) ?? seeds.map((seed) => train(trial, seed));
  outcomes.set(trial, known);
  return known;
}

/** Expects something of nearly every seed's outcome, or of it and another trial's from the same seed. */
function expectOfMost(
  trial: readonly Outcome[],
  holds: (end: Outcome, other: Outcome) => boolean,
  others = trial,
): void {
  const count = trial.filter((end, index) => holds(end, others[index])).length;
  expect(count, `of ${trial.length} seeds`).toBeGreaterThanOrEqual(MOST);
}

const endLoss = ({ curves: { test: losses } }: LessonEnd) => losses[losses.length - 1];
const norm = (end: LessonEnd) => Math.hypot(...weightsOf(end));

describe.each(lessons)('$name', ({ name, trials, answers, right }) => {
  test.each(trials)('$name comes out for nine of ten seeds', (trial) => {
    expectOfMost(outcomesOf(name, trial.name), ({ isReached }) => isReached);
  });

  test.each(trials)('$name has a link that holds all of it, and nothing else', ({ experiment }) => {
    const view = { ...defaultView, lesson: name };
    const link = writeLink(experiment, view);
    expect(readLink(link, () => '')).toEqual({ experiment, view, problems: [] });
    expect(link.length).toBeLessThan(250);
  });

  test.each(trials)('$name can stand beside every other', ({ experiment }) => {
    for (const { experiment: other } of trials) {
      expect(otherExperiment(experiment, differenceBetween(experiment, other))).toEqual(other);
    }
  });

  test('has its words in both languages, and the right answer among its answers', () => {
    const own = trials.length > 1 ? trials.map((trial) => `${trial.name}_name`) : [];
    const parts = ['title', 'line', 'predict', ...answers, ...own];
    const because = trials.map((trial) => `${trial.name}_because`);
    for (const messages of [english, chinese]) {
      for (const part of [...parts, ...because]) expect(messages).toHaveProperty(`lesson_${name}_${part}`);
    }
    expect(answers).toContain(right);
  });
});

test('there are eight, one for each name', () => {
  expect(lessons.map(({ name }) => name)).toEqual(lessonNames);
  expect(lessonNames).toHaveLength(8);
});

test('the line misses what the curve finds', () => {
  expectOfMost(
    outcomesOf('underfit', 'line'),
    (line, curve) =>
      line.losses.train.loss > 4 * curve.losses.train.loss && endLoss(line) > 4 * endLoss(curve),
    outcomesOf('fit', 'curve'),
  );
});

test('overfitting, the training loss goes on falling after the best epoch, which is an early one', () => {
  expectOfMost(
    outcomesOf('overfit', 'few'),
    ({ losses, curves: { epochs, train: training, test: tests } }) => {
      const best = tests.indexOf(leastOf(tests));
      return epochs[best] < 400 && losses.train.loss < training[best] / 1.5;
    },
  );
});

test('wrong labels are learned, more than are true, at the cost of new points', () => {
  expectOfMost(
    outcomesOf('noise', 'flips'),
    ({ losses: { train: training, test: tests }, bestAccuracy }) =>
      training.accuracy > 0.85 && tests.accuracy < bestAccuracy - 0.04,
  );
});

test('L2 more than halves the weights, makes none zero, and keeps the test loss low', () => {
  expectOfMost(
    outcomesOf('l2', 'with'),
    (end, without) =>
      norm(end) < 0.5 * norm(without) &&
      weightsOf(end).every((weight) => weight !== 0) &&
      endLoss(end) < 0.75 * endLoss(without),
    outcomesOf('l2', 'without'),
  );
});

test('L1 leaves the squares alone connected, and is right as often', () => {
  const isSquare = (input: number) => input === 2 || input === 3;
  expectOfMost(
    outcomesOf('l1', 'with'),
    (end, without) => {
      const first = weightsOf(end).slice(0, 7 * end.experiment.networkShape[0]);
      const connected = (input: number) => first.some((weight, index) => index % 7 === input && weight !== 0);
      return (
        [0, 1, 2, 3, 4, 5, 6].every((input) => connected(input) === isSquare(input)) &&
        end.losses.test.accuracy > without.losses.test.accuracy - 0.02
      );
    },
    outcomesOf('l1', 'without'),
  );
});

test.each(['leaving', 'early'])('dropout and early stopping keep the test loss low: %s', (trial) => {
  expectOfMost(
    outcomesOf('dropout', trial),
    (end, neither) => end.losses.test.loss < 0.75 * endLoss(neither),
    outcomesOf('dropout', 'neither'),
  );
});

test('early stopping stops early, and rests where validation data were best', () => {
  expectOfMost(outcomesOf('dropout', 'early'), ({ stop, curves: { validation }, losses }) => {
    const isBest = losses.validation?.loss === leastOf(validation);
    return stop.rule === 'patience' && stop.epoch < 400 && isBest;
  });
});

test.each(['high', 'low'])('a learning rate too high or too low gets nowhere: %s', (trial) => {
  expectOfMost(
    outcomesOf('learningRate', trial),
    (end, middle) => end.losses.train.loss > 8 * middle.losses.train.loss,
    outcomesOf('learningRate', 'middle'),
  );
});
