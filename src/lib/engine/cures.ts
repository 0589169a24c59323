import type { DiagnosisKind } from './diagnosis';
import { availableFeatures, isMovie, planeFeatureKeys } from './features';
import { updateScale, type Course } from './reading';
import { learningRateAt } from './schedules';
import { isCurve, type ActivationName, type Experiment } from './spec';

/** What may help a run: fields of its experiment to change, from the first weights on. */
export interface Cure {
  readonly kind: CureKind;
  readonly patch: Partial<Experiment>;
  /** What a number is set to, where one is. */
  readonly value: number;
}

type CureRule = (course: Course) => Partial<Experiment> | undefined;

/** By so much a network at a usual rate gets on in an epoch: its learning rate, times updates, for plain descent. */
const USUAL_DISTANCE = 0.75;
const HIGHEST_USUAL_RATE = 0.3;
/** L1 and L2 that help against overfitting without stifling the network. */
const HELPFUL_L2 = 0.01;
/** What regularization may be at most before it is under suspicion, and what is tried instead. */
const gentle = { none: 0, L1: 0.001, L2: 0.01, both: 0.001 };

/** The nearest of 0.01, 0.03, 0.1, 0.3 and so on. */
function rounded(rate: number): number {
  const decades = Math.floor(Math.log10(rate));
  const digits = rate / 10 ** decades;
  const [digit, decade] = digits < 1.7 ? [1, decades] : digits < 5.5 ? [3, decades] : [1, decades + 1];
  return Number((digit * 10 ** decade).toPrecision(1));
}

function usualRate({ experiment, batchesPerEpoch }: Course): number {
  const rate = USUAL_DISTANCE / (batchesPerEpoch * updateScale(experiment));
  return rounded(Math.min(rate, HIGHEST_USUAL_RATE / updateScale(experiment)));
}

/** A rate far above the usual ones. */
const isHigh = ({ experiment }: Course) => experiment.learningRate * updateScale(experiment) >= 0.5;

const lowerRate: CureRule = (course) => {
  const { learningRate } = course.experiment;
  const next = isHigh(course) ? Math.min(learningRate / 10, 3 * usualRate(course)) : learningRate / 3;
  return { learningRate: Math.max(rounded(next), 1e-5) };
};

const rules = {
  L2: ({ experiment: { regularization, regularizationRate, optimizer } }) => {
    const isOn = regularization !== 'none' && regularizationRate > 0;
    const isPlain = ['sgd', 'momentum', 'nesterov'].includes(optimizer);
    return isPlain && !isOn ? { regularization: 'L2', regularizationRate: HELPFUL_L2 } : undefined;
  },
  strongerPenalty: ({ experiment: { regularization, regularizationRate } }) => {
    const next = rounded(regularizationRate * 3);
    const isGentle = regularizationRate > 0 && next <= 3 * gentle[regularization];
    return isGentle ? { regularizationRate: next } : undefined;
  },
  earlyStopping: ({ experiment: { patience } }) => (patience === 0 ? { patience: 50 } : undefined),

  constantRate: ({ experiment, curves }) => {
    const now = learningRateAt(Math.floor(curves.epochs[curves.epochs.length - 1]), experiment);
    return now < experiment.learningRate / 3 ? { schedule: 'constant', warmUp: 0 } : undefined;
  },
  higherRate: (course) => {
    const { learningRate } = course.experiment;
    return { learningRate: Math.min(Math.max(usualRate(course), rounded(3 * learningRate)), 10) };
  },
  lowerRate,
  /** Rates that are too high leave neurons where no gradient reaches them. */
  rateThatKills: (course) => (isHigh(course) ? lowerRate(course) : undefined),
  leakyRelu: () => ({ activation: 'leakyRelu', layerActivations: [] }),

  gentlerPenalty: ({ experiment: { regularization, regularizationRate } }) =>
    regularizationRate > gentle[regularization] && regularization !== 'none'
      ? { regularizationRate: gentle[regularization] }
      : undefined,
  noDropout: ({ experiment: { dropout, networkShape } }) =>
    dropout > 0 && networkShape.length > 0 ? { dropout: 0 } : undefined,
  /** Neurons that are alike at first stay so; and first weights by hand may be what ails a network. */
  drawnWeights: ({ experiment: { init, start, networkShape } }) => {
    const isGiven = init === 'zeros' || start.length > 0;
    if (networkShape.length === 0 || !isGiven) return undefined;
    return { init: init === 'zeros' ? 'uniform' : init, start: [] };
  },
  bothInputs: ({ experiment }) =>
    !isMovie(experiment) && !isCurve(experiment) && !(experiment.x && experiment.y)
      ? { x: true, y: true }
      : undefined,
  hiddenLayer: ({ experiment: { networkShape } }) =>
    networkShape.length === 0 ? { networkShape: [4], start: [] } : undefined,
  /** Straight and stepped layers add nothing to each other; of several sigmoids the first hardly feel a gradient. */
  bentActivation: ({ experiment: { networkShape, activation, layerActivations } }) => {
    const isUseless = (name: ActivationName) =>
      name === 'linear' || name === 'step' || (name === 'sigmoid' && networkShape.length > 1);
    const areAll = networkShape.every((_, layer) => isUseless(layerActivations[layer] ?? activation));
    return areAll ? { activation: 'tanh', layerActivations: [] } : undefined;
  },
  moreNeurons: ({ experiment: { networkShape } }) =>
    networkShape.some((neurons) => neurons < 8)
      ? { networkShape: networkShape.map((neurons) => Math.max(neurons, 8)), start: [] }
      : undefined,
  moreFeatures: ({ experiment }) => {
    if (isMovie(experiment) || planeFeatureKeys.every((key) => experiment[key])) return undefined;
    return Object.fromEntries(availableFeatures(experiment).map((key) => [key, true]));
  },
} satisfies Record<string, CureRule>;

export type CureKind = keyof typeof rules;

/** What is tried against each trouble, in this order: the first that is not in force already. */
const cures: Partial<Record<DiagnosisKind, readonly CureKind[]>> = {
  overfitting: ['L2', 'strongerPenalty', 'earlyStopping'],
  tooSlow: ['constantRate', 'higherRate'],
  oscillating: ['lowerRate'],
  diverged: ['lowerRate'],
  deadUnits: ['rateThatKills', 'drawnWeights', 'leakyRelu'],
  underfitting: [
    'gentlerPenalty',
    'noDropout',
    'drawnWeights',
    'bothInputs',
    'hiddenLayer',
    'bentActivation',
    'rateThatKills',
    'moreNeurons',
    'moreFeatures',
  ],
};

const isNumber = (value: unknown) => typeof value === 'number';

/** What a course that has been diagnosed should try next; undefined where all is well, or all has been tried. */
export function cureOf(kind: DiagnosisKind, course: Course): Cure | undefined {
  for (const cure of cures[kind] ?? []) {
    const rule: CureRule = rules[cure];
    const patch = rule(course);
    if (patch) return { kind: cure, patch, value: Object.values(patch).find(isNumber) ?? NaN };
  }
  return undefined;
}
