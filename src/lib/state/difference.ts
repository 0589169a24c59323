import {
  activeFeatures,
  availableFeatures,
  experimentFields,
  fieldKeys,
  isMovie,
  planeFeatureKeys,
  type Experiment,
  type FieldKey,
  type PlaneFeature,
} from '$lib/engine';
import { changedExperiment, changedKeys } from './experiment-change';
import { controlOf, fieldControls, type ControlKey, type FieldControl } from './field-controls';
import { encoded, isSame, quoted, readValue, type LinkProblem } from './link-values';

/** What two sides of a comparison share: the data set and the seed, and so the first numbers. */
const sharedKeys = ['problem', 'dataset', 'regDataset', 'ownPoints', 'seed', 'start'] as const;
export type ComparableKey = Exclude<FieldKey, (typeof sharedKeys)[number]>;

/** The fields in which the other side of a comparison differs, in the order in which they were chosen. */
export type Difference = Partial<Pick<Experiment, ComparableKey>>;

const isComparable = (key: string): key is ComparableKey =>
  (fieldKeys as readonly string[]).includes(key) && !(sharedKeys as readonly string[]).includes(key);

/** What both sides share of some values. */
export const sharedPart = (values: Partial<Experiment>): Partial<Experiment> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !isComparable(key)));

/** In the order in which they are offered. */
const comparableKeys = [
  ...new Set(['learningRate', 'networkShape', ...(Object.keys(fieldControls) as FieldKey[])] as const),
].filter(isComparable);

const differingKeys = (difference: Difference) => Object.keys(difference).filter(isComparable);

/** The differences that are chosen and named one by one; a rate stands beside the regularization it belongs to. */
export const separateDifferences = (difference: Difference) =>
  differingKeys(difference).filter(
    (key) => key !== 'regularizationRate' || !('regularization' in difference),
  );

/** The difference that makes one experiment another, as far as two sides may differ. */
export const differenceBetween = (experiment: Experiment, other: Experiment): Difference =>
  Object.fromEntries(
    changedKeys(experiment, other)
      .filter(isComparable)
      .map((key) => [key, other[key]]),
  );

/** The experiment of the other side. */
export const otherExperiment = (experiment: Experiment, difference: Difference) =>
  changedExperiment(experiment, difference);

export const isFeature = (key: FieldKey): key is PlaneFeature =>
  (planeFeatureKeys as readonly string[]).includes(key);

/** Whether the field's control is made from the table of controls. */
export const hasControl = (key: FieldKey): key is ControlKey => fieldControls[key].place !== 'apart';

/** What may be chosen next: fields that have a say on the other side and do not differ yet. */
export function choosableKeys(experiment: Experiment, difference: Difference): ComparableKey[] {
  const other = otherExperiment(experiment, difference);
  const { regularization } = difference;
  return comparableKeys.filter((key) => {
    if (key in difference) return false;
    // It stands beside the regularization that it belongs to.
    if (key === 'regularizationRate') return regularization === undefined && other.regularization !== 'none';
    if (isFeature(key)) {
      const isLast = other[key] && activeFeatures(other).length === 1;
      return !isMovie(other) && availableFeatures(other).includes(key) && !isLast;
    }
    if (!hasControl(key)) return true;
    const { applies, options } = controlOf(key);
    return (applies?.(other) ?? true) && (options?.(other).length ?? 2) > 1;
  });
}

/** A pull that is felt, and lets every data set be learned. */
const REGULARIZATION_RATE = 0.003;

/** Values worth comparing with, the best first; of switches, the other position. */
const worthComparing: { readonly [Key in ComparableKey]?: readonly Experiment[Key][] } = {
  learningRate: [0.3, 0.03],
  activation: ['relu', 'tanh'],
  layerActivations: [['relu'], ['tanh']],
  regularization: ['none', 'L2'],
  regularizationRate: [REGULARIZATION_RATE, 0.1],
  optimizer: ['adam', 'sgd'],
  loss: ['squared', 'crossEntropy', 'huber'],
  batchSize: [1, 100],
  init: ['he', 'uniform'],
  momentum: [0.5, 0.9],
  weightDecay: [0.1, 0.01],
  schedule: ['cosine', 'constant'],
  schedulePeriod: [20, 100],
  scheduleFactor: [0.9, 0.5],
  warmUp: [50, 0],
  clipNorm: [1, 0],
  dropout: [0.2, 0],
  stopEpoch: [100, 0],
  stopLoss: [0.1, 0],
  patience: [20, 0],
  habit: ['all', 'girlfriend'],
  habitWeights: [
    [1, 1, 1, 1.5],
    [8, 4, 4, 8],
  ],
  sunnyShare: [20, 50],
  affordableShare: [20, 50],
  girlfriendShare: [20, 50],
  classes: [6, 3],
  noise: [30, 0],
  labelFlips: [20, 0],
  percTrainData: [20, 50],
  validationShare: [50, 0],
  samples: [100, 1000],
  networkShape: [
    [8, 8],
    [4, 2],
  ],
};

/** Lets the other side differ in one more field, by a value worth comparing with. */
export function withField(difference: Difference, key: ComparableKey, experiment: Experiment): Difference {
  const { inForce, options }: Partial<FieldControl> = hasControl(key) ? controlOf(key) : {};
  const present = inForce?.(experiment) ?? experiment[key];
  const allowed = options?.(experiment);
  const values: readonly unknown[] = worthComparing[key] ?? [true, false];
  const value = values.find((one) => !isSame(one, present) && (allowed?.includes(String(one)) ?? true));
  return withValues(difference, { [key]: value }, experiment);
}

/** Gives differing fields their values; a regularization without any rate gets one that is felt. */
export function withValues(difference: Difference, values: Difference, experiment: Experiment): Difference {
  const next: Difference = { ...difference, ...values };
  const { regularization, regularizationRate } = otherExperiment(experiment, next);
  const isUnfelt = regularization !== 'none' && regularizationRate === 0;
  return values.regularization && isUnfelt ? { ...next, regularizationRate: REGULARIZATION_RATE } : next;
}

/** Lets the other side follow in this field again. */
export function withoutField(difference: Difference, key: ComparableKey): Difference {
  const gone: string[] = key === 'regularization' ? [key, 'regularizationRate'] : [key];
  return Object.fromEntries(Object.entries(difference).filter(([name]) => !gone.includes(name)));
}

/** Lets the other side differ in one field in place of another, which keeps its place among the rest. */
export function withOtherField(
  difference: Difference,
  key: ComparableKey,
  replacement: ComparableKey,
  experiment: Experiment,
): Difference {
  const isKept = (name: string) => name in withoutField(difference, key);
  const names = Object.keys(difference);
  const place = names.indexOf(key);
  const some = (isWanted: (index: number) => boolean): Difference =>
    Object.fromEntries(Object.entries(difference).filter(([name], at) => isKept(name) && isWanted(at)));
  const before = some((at) => at < place);
  return { ...withField(before, replacement, experiment), ...some((at) => at > place) };
}

/** What a comparison begins with: the simplest cure of overfitting, or the lack of it. */
export const firstDifference = (experiment: Experiment) => withField({}, 'regularization', experiment);

/** For a link: `learningRate:0.1,networkShape:8,8`. */
export function writeDifference(difference: Difference): string {
  return differingKeys(difference)
    .map((key) => `${key}:${encoded(difference[key])}`)
    .join(',');
}

/** Reads what `writeDifference` writes; a field that cannot be taken does not differ, and is listed as a problem. */
export function readDifference(
  text: string,
  experiment: Experiment,
): { difference: Difference; problems: LinkProblem[] } {
  const problems: LinkProblem[] = [];
  const values: Record<string, unknown> = {};
  // A comma that no name follows stands inside a list.
  for (const part of text === '' ? [] : text.split(/,(?=[^,:]*:)/)) {
    const [key, came = ''] = part.split(/:(.*)/s);
    const problem = { key: quoted(`versus.${key}`), came: quoted(came), used: '', expected: '' };
    if (!isComparable(key)) {
      problems.push({ ...problem, kind: 'unknown-key' });
      continue;
    }
    let isBad = false;
    const value = readValue(experimentFields[key], came, (kind, used, expected) => {
      isBad = kind === 'bad-value';
      problems.push({ ...problem, kind, used: isBad ? String(experiment[key]) : used, expected });
    });
    if (!isBad) values[key] = value;
  }
  return { difference: values, problems };
}
