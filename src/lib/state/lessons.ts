import { defaultExperiment, type Experiment } from '$lib/engine';
import { leastOf, riseOf, shareLeft, zeroShareOf, type LessonEnd } from './lesson-end';

/** One of a lesson's experiments, to be compared with its others. */
export interface LessonTrial {
  /** Of its messages `lesson_LESSON_TRIAL_because` and, where there are several, `lesson_LESSON_TRIAL_name`. */
  readonly name: string;
  readonly experiment: Experiment;
  /** Whether the run has shown what the lesson says of it. */
  readonly isReached: (end: LessonEnd) => boolean;
}

export interface Lesson {
  /** The middle of its messages `lesson_NAME_title`, `…_line`, `…_predict` and `…_ANSWER`. */
  readonly name: LessonName;
  readonly answers: readonly string[];
  readonly right: string;
  /** The first is the one that the lesson opens with. */
  readonly trials: readonly LessonTrial[];
}

export const lessonNames = [
  'underfit',
  'fit',
  'overfit',
  'noise',
  'l2',
  'l1',
  'dropout',
  'learningRate',
] as const;
export type LessonName = (typeof lessonNames)[number];

const experimentOf = (patch: Partial<Experiment>): Experiment => ({
  ...defaultExperiment,
  seed: '1',
  ...patch,
});

/** Half of the wave's 200 points train. */
const wave = experimentOf({ problem: 'regression', regDataset: 'wave', samples: 200, noise: 20 });
/** Three layers of sines, which can bend as often as there are points. */
const bendy = experimentOf({
  ...wave,
  noise: 40,
  networkShape: [16, 16, 16],
  activation: 'sine',
  init: 'glorot',
  optimizer: 'adam',
  learningRate: 0.005,
  stopEpoch: 1000,
});
const large = experimentOf({
  dataset: 'circle',
  percTrainData: 20,
  networkShape: [16, 16],
  loss: 'crossEntropy',
  optimizer: 'adam',
  learningRate: 0.01,
  stopEpoch: 600,
});
/** Fifty points of two moons that run into each other. */
const fewMoons = experimentOf({
  seed: '10',
  dataset: 'moons',
  noise: 50,
  percTrainData: 10,
  networkShape: [8, 8],
  loss: 'crossEntropy',
  learningRate: 0.1,
  stopEpoch: 800,
});
/** With this seed the best epoch comes late enough to be watched for. */
const halvedMoons = experimentOf({ ...fewMoons, validationShare: 50, seed: '4' });
const everyInput = experimentOf({
  xSquared: true,
  ySquared: true,
  xTimesY: true,
  sinX: true,
  sinY: true,
  networkShape: [6, 4],
  loss: 'crossEntropy',
  learningRate: 0.3,
  batchSize: 250,
  stopEpoch: 600,
});
const smallCircle = experimentOf({ networkShape: [4], loss: 'crossEntropy', batchSize: 5, stopEpoch: 300 });

/** Ready experiments; over ten seeds each says what it says for nine at least, which a test holds. */
export const lessons: readonly Lesson[] = [
  {
    name: 'underfit',
    answers: ['follows', 'straight'],
    right: 'straight',
    trials: [
      {
        name: 'line',
        experiment: experimentOf({ ...wave, seed: '2', networkShape: [], stopEpoch: 300 }),
        isReached: ({ losses }) => losses.train.rSquared < 0.4 && losses.test.rSquared < 0.4,
      },
    ],
  },
  {
    name: 'fit',
    answers: ['training', 'test', 'together'],
    right: 'together',
    trials: [
      {
        name: 'curve',
        experiment: experimentOf({
          ...wave,
          networkShape: [8],
          optimizer: 'adam',
          learningRate: 0.02,
          stopEpoch: 600,
        }),
        isReached: (end) => end.losses.test.rSquared > 0.8 && riseOf(end) < 1.3,
      },
    ],
  },
  {
    name: 'overfit',
    answers: ['falls', 'turns'],
    right: 'turns',
    trials: [
      {
        name: 'few',
        experiment: experimentOf({ ...bendy, percTrainData: 10 }),
        isReached: (end) => riseOf(end) > 1.5 && shareLeft(end) < 0.25,
      },
      {
        name: 'many',
        experiment: experimentOf({ ...bendy, samples: 1000, stopEpoch: 300 }),
        isReached: (end) => riseOf(end) < 1.25 && end.losses.test.rSquared > 0.65,
      },
    ],
  },
  {
    name: 'noise',
    answers: ['true', 'more'],
    right: 'more',
    trials: [
      {
        name: 'flips',
        experiment: experimentOf({ ...large, labelFlips: 20 }),
        isReached: (end) => end.losses.train.accuracy > 0.88 && riseOf(end) > 1.5,
      },
      {
        name: 'shaken',
        experiment: experimentOf({ ...large, noise: 50 }),
        isReached: (end) => end.losses.train.accuracy > 0.88 && riseOf(end) > 1.5,
      },
    ],
  },
  {
    name: 'l2',
    answers: ['smooth', 'winding', 'gone'],
    right: 'smooth',
    trials: [
      {
        name: 'with',
        experiment: experimentOf({ ...fewMoons, regularization: 'L2', regularizationRate: 0.03 }),
        isReached: (end) => riseOf(end) < 1.2 && zeroShareOf(end) === 0,
      },
      { name: 'without', experiment: fewMoons, isReached: (end) => riseOf(end) > 1.5 },
    ],
  },
  {
    name: 'l1',
    answers: ['seven', 'two', 'none'],
    right: 'two',
    trials: [
      {
        name: 'with',
        experiment: experimentOf({ ...everyInput, regularization: 'L1', regularizationRate: 0.01 }),
        isReached: (end) => zeroShareOf(end) > 0.5 && end.losses.test.accuracy > 0.97,
      },
      {
        name: 'without',
        experiment: everyInput,
        isReached: (end) => zeroShareOf(end) === 0 && end.losses.test.accuracy > 0.97,
      },
    ],
  },
  {
    name: 'dropout',
    answers: ['dropout', 'stopping', 'either'],
    right: 'either',
    trials: [
      {
        name: 'leaving',
        experiment: experimentOf({ ...halvedMoons, dropout: 0.3 }),
        isReached: (end) => riseOf(end) < 1.5,
      },
      {
        name: 'early',
        experiment: experimentOf({ ...halvedMoons, patience: 50 }),
        isReached: ({ stop, losses, curves: { test } }) =>
          stop.rule === 'patience' && losses.test.loss < 1.25 * leastOf(test),
      },
      { name: 'neither', experiment: halvedMoons, isReached: (end) => riseOf(end) > 1.5 },
    ],
  },
  {
    name: 'learningRate',
    answers: ['fast', 'jumps'],
    right: 'jumps',
    trials: [
      {
        name: 'high',
        experiment: experimentOf({ ...smallCircle, learningRate: 10 }),
        isReached: (end) => shareLeft(end) > 0.6,
      },
      {
        name: 'low',
        experiment: experimentOf({ ...smallCircle, learningRate: 0.0003 }),
        isReached: (end) => shareLeft(end) > 0.9,
      },
      {
        name: 'middle',
        experiment: experimentOf({ ...smallCircle, learningRate: 0.1 }),
        isReached: (end) => shareLeft(end) < 0.1,
      },
    ],
  },
];
