import { isMovie, type Experiment } from '$lib/engine';
import { firstExperiment } from './first-experiment';
import { weekendSum } from './weekend-sum';

/** What the visitor has before them when a step looks whether its task is done. */
export interface GuideContext {
  readonly experiment: Experiment;
  /** Weather, price, girlfriend. */
  readonly weekend: readonly number[];
  /** Absent until the first numbers of the run have come. */
  readonly network?: {
    readonly parameters: Float32Array;
    readonly epoch: number;
    /** Of the test examples. */
    readonly accuracy: number;
    /** What nobody can surpass, since some people decide against their habit. */
    readonly bestAccuracy: number;
    /** A perceptron that gets no further with weekends that no plane divides. */
    readonly isStuck: boolean;
  };
}

export interface GuideStep {
  /** The middle of its messages `guide_ID_ask`, `guide_ID_task`, `guide_ID_seen` and `guide_ID_ANSWER`. */
  readonly id: string;
  /** What a visitor may predict; without, there is nothing to predict. */
  readonly answers?: readonly string[];
  readonly right?: string;
  /** Whether the page is where the step begins, or on the way from there to its end. */
  readonly isReady: (context: GuideContext) => boolean;
  /** What brings the page there. */
  readonly setup: { readonly experiment: Partial<Experiment>; readonly weekend: readonly number[] };
  /** Whether the visitor has done it. */
  readonly isDone: (context: GuideContext) => boolean;
}

const everything = [1, 1, 1];
const weatherAndPrice = [1, 1, 0];
const sunAlone = [1, 0, 0];
const girlfriendAlone = [0, 0, 1];
/** The weights and the bias the page begins with. */
const firstParameters = firstExperiment.start;
const NEARLY_BEST = 0.02;

const isAt = ({ weekend }: GuideContext, wanted: readonly number[]) =>
  wanted.every((factor, place) => factor === weekend[place]);
const isPerceptron = ({ experiment }: GuideContext) =>
  isMovie(experiment) && experiment.networkShape.length === 0;
/** The perceptron's three weights and its bias; nothing where there is no perceptron yet. */
const parametersOf = (context: GuideContext) =>
  isPerceptron(context) && context.network?.parameters.length === 4 ? context.network.parameters : undefined;

/** Whether the parameters are the first ones times one number. */
function scaleOf(parameters: Float32Array | undefined): number | undefined {
  if (!parameters) return undefined;
  const scale = parameters[0] / firstParameters[0];
  const isProportional = firstParameters.every(
    (first, place) => Math.abs(parameters[place] - scale * first) < 1e-3,
  );
  return isProportional && scale > 0.01 ? scale : undefined;
}

const isFirst = (context: GuideContext) => Math.abs((scaleOf(parametersOf(context)) ?? 0) - 1) < 1e-3;

/** Whether the weights are the first ones, whatever the threshold. */
const hasFirstWeights = (context: GuideContext) => {
  const parameters = parametersOf(context);
  return parameters !== undefined && [0, 1, 2].every((place) => parameters[place] === firstParameters[place]);
};

/** Whether a perceptron goes on the weekend that is set. */
function goes(context: GuideContext): boolean {
  const parameters = parametersOf(context);
  if (!parameters) return false;
  const { sum, threshold } = weekendSum(parameters, context.weekend);
  return sum > threshold;
}

/** The share of one weight among all, signs aside. */
function weightShare(parameters: Float32Array, place: number): number {
  const sizes = Array.from(parameters.subarray(0, 3), Math.abs);
  return sizes[place] / (sizes[0] + sizes[1] + sizes[2]);
}

/** From switches to the place where one neuron is not enough: predict, try, see. */
export const guideSteps: readonly GuideStep[] = [
  {
    id: 'sum',
    isReady: isFirst,
    setup: { experiment: firstExperiment, weekend: weatherAndPrice },
    isDone: (context) => isFirst(context) && isAt(context, everything),
  },
  {
    id: 'strict',
    answers: ['go', 'stay'],
    right: 'stay',
    isReady: isFirst,
    setup: { experiment: firstExperiment, weekend: weatherAndPrice },
    isDone: (context) => isFirst(context) && isAt(context, sunAlone),
  },
  {
    id: 'threshold',
    isReady: hasFirstWeights,
    setup: { experiment: firstExperiment, weekend: sunAlone },
    isDone: (context) => hasFirstWeights(context) && isAt(context, sunAlone) && goes(context),
  },
  {
    id: 'crowd',
    answers: ['crowd', 'neuron', 'both'],
    right: 'crowd',
    isReady: (context) => hasFirstWeights(context) && (parametersOf(context)?.[3] ?? 0) <= -4,
    setup: { experiment: { ...firstExperiment, habit: 'weather' }, weekend: sunAlone },
    isDone: (context) =>
      hasFirstWeights(context) &&
      context.experiment.habit === 'girlfriend' &&
      isAt(context, girlfriendAlone) &&
      !goes(context),
  },
  {
    id: 'learn',
    answers: ['weather', 'price', 'girlfriend'],
    right: 'girlfriend',
    isReady: (context) => isPerceptron(context) && context.experiment.habit === 'girlfriend',
    setup: { experiment: { ...firstExperiment, habit: 'girlfriend' }, weekend: girlfriendAlone },
    isDone: (context) => {
      const parameters = parametersOf(context);
      if (!parameters || context.experiment.habit !== 'girlfriend') return false;
      return context.network!.epoch >= 1 && parameters[2] > 0 && weightShare(parameters, 2) > 0.5;
    },
  },
  {
    id: 'proportions',
    answers: ['none', 'half', 'all'],
    right: 'none',
    isReady: isPerceptron,
    setup: { experiment: firstExperiment, weekend: weatherAndPrice },
    isDone: (context) => {
      const scale = scaleOf(parametersOf(context));
      return scale !== undefined && Math.abs(scale - 1) > 1e-3;
    },
  },
  {
    id: 'notBoth',
    answers: ['eight', 'six', 'four'],
    right: 'six',
    isReady: isPerceptron,
    setup: { experiment: firstExperiment, weekend: everything },
    isDone: (context) =>
      isPerceptron(context) && context.experiment.habit === 'notBoth' && Boolean(context.network?.isStuck),
  },
  {
    id: 'cure',
    isReady: ({ experiment }) => isMovie(experiment) && experiment.habit === 'notBoth',
    setup: { experiment: { ...firstExperiment, habit: 'notBoth', start: [] }, weekend: everything },
    isDone: ({ experiment, network }) =>
      isMovie(experiment) &&
      experiment.habit === 'notBoth' &&
      experiment.networkShape.length > 0 &&
      network !== undefined &&
      network.accuracy >= network.bestAccuracy - NEARLY_BEST,
  },
];
