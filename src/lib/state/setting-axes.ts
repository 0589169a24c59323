import {
  experimentFields,
  MAX_LAYERS,
  MAX_NEURONS,
  pointCountOf,
  type Experiment,
  type FieldKey,
} from '$lib/engine';
import { fieldControls, type ControlKey, type FieldControl } from './field-controls';
import type { ViewOptions } from './view-options';

/** Numbers of an experiment that have a control, save those about when a run rests: a map's runs all last as long. */
type NumberKey = {
  [Key in ControlKey]: (typeof experimentFields)[Key]['kind'] extends 'number'
    ? (typeof fieldControls)[Key]['place'] extends 'stopping'
      ? never
      : Key
    : never;
}[ControlKey];

/** What may vary along a side of a map of settings: a number, or the network's shape in one of two ways. */
export type AxisName = NumberKey | 'neurons' | 'layers';

export interface AxisRange {
  readonly from: number;
  readonly to: number;
  /** Whether steps are equal factors rather than equal differences. */
  readonly isLogarithmic: boolean;
}

export interface AxisBounds {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

export interface Axis {
  readonly name: AxisName;
  readonly values: readonly number[];
}

const isNumberKey = (key: FieldKey): key is NumberKey =>
  experimentFields[key].kind === 'number' && !['apart', 'stopping'].includes(fieldControls[key].place);

export const axisNames: readonly AxisName[] = [
  ...(Object.keys(fieldControls) as FieldKey[]).filter(isNumberKey),
  'neurons',
  'layers',
];

/** Of a layer where there was none. */
const USUAL_NEURONS = 4;

/** Of the network's shape, and where the useful part of a range is not all that the control offers. */
const usualRanges: Readonly<Partial<Record<AxisName, AxisRange>>> = {
  learningRate: { from: 0.001, to: 1, isLogarithmic: true },
  regularizationRate: { from: 0.0001, to: 0.1, isLogarithmic: true },
  batchSize: { from: 1, to: 100, isLogarithmic: true },
  weightDecay: { from: 0.0001, to: 1, isLogarithmic: true },
  schedulePeriod: { from: 10, to: 1000, isLogarithmic: true },
  warmUp: { from: 1, to: 100, isLogarithmic: true },
  clipNorm: { from: 0.01, to: 10, isLogarithmic: true },
  samples: { from: 20, to: 2000, isLogarithmic: true },
  neurons: { from: 1, to: 16, isLogarithmic: false },
  layers: { from: 0, to: 4, isLogarithmic: false },
};

const isShape = (name: AxisName): name is 'neurons' | 'layers' => name === 'neurons' || name === 'layers';
const controlOf = (key: NumberKey): FieldControl => fieldControls[key];

export function boundsOf(name: AxisName): AxisBounds {
  if (name === 'neurons') return { min: 1, max: MAX_NEURONS, integer: true };
  if (name === 'layers') return { min: 0, max: MAX_LAYERS, integer: true };
  return experimentFields[name];
}

/** The axes that have a say in this experiment. */
export function axesFor(experiment: Experiment): AxisName[] {
  return axisNames.filter((name) => isShape(name) || (controlOf(name).applies?.(experiment) ?? true));
}

/**
 * The two axes in force: those chosen, where they have a say and differ, else the learning rate, and the
 * regularization rate or, where there is no regularization, the neurons.
 */
export function axesInForce(
  experiment: Experiment,
  { settingsX, settingsY }: Pick<ViewOptions, 'settingsX' | 'settingsY'>,
): [x: AxisName, y: AxisName] {
  const offered = axesFor(experiment);
  const usual: AxisName[] =
    experiment.regularization === 'none'
      ? ['learningRate', 'neurons', 'noise']
      : ['learningRate', 'regularizationRate', 'neurons'];
  const chosen = (name: AxisName | 'auto') => offered.find((each) => each === name);
  const y = chosen(settingsY);
  const x = chosen(settingsX) ?? usual.find((name) => name !== y)!;
  return [x, y && y !== x ? y : usual.find((name) => name !== x)!];
}

/** Where an axis begins and ends when nobody says otherwise. */
export function usualRange(name: AxisName): AxisRange {
  const usual = usualRanges[name];
  if (usual || isShape(name)) return usual ?? { from: 0, to: 0, isLogarithmic: false };
  const { end } = controlOf(name);
  const { min, max } = experimentFields[name];
  return { from: min, to: end ?? max, isLogarithmic: false };
}

/**
 * At most `count` values from one end to the other, both included, none twice; those between have two digits, or three
 * where two do not tell them apart. Equal factors cannot begin at 0, which then comes first by itself.
 */
export function axisValues(name: AxisName, { from, to, isLogarithmic }: AxisRange, count: number): number[] {
  const { min, max, integer } = boundsOf(name);
  const round = (value: number, digits: number) => {
    const short = integer ? Math.round(value) : Number(value.toPrecision(digits));
    return Math.min(Math.max(short, min), max);
  };
  const steps = (first: number, last: number, length: number) =>
    Array.from({ length }, (_, step) => {
      const share = length > 1 ? step / (length - 1) : 0;
      return isLogarithmic ? first * (last / first) ** share : first + (last - first) * share;
    });
  const hasZero = isLogarithmic && (from === 0) !== (to === 0);
  const smallest = integer ? 1 : Math.max(from, to) / 1000;
  const exact = !hasZero
    ? steps(from, to, count)
    : from === 0
      ? [0, ...steps(smallest, to, count - 1)]
      : [...steps(from, smallest, count - 1), 0];
  const roundedTo = (digits: number) => {
    const inside = exact.slice(1, -1).map((value) => round(value, digits));
    return [...new Set(count > 1 ? [from, ...inside, to] : [from])];
  };
  const short = roundedTo(2);
  return short.length === count ? short : roundedTo(3);
}

/** What changes in an experiment when axes take these values. */
export function axisPatch(
  settings: readonly (readonly [name: AxisName, value: number])[],
  { networkShape }: Experiment,
): Partial<Experiment> {
  const asked = Object.fromEntries(settings) as Partial<Record<AxisName, number>>;
  const { neurons, layers, ...fields } = asked;
  if (neurons === undefined && layers === undefined) return fields;
  // Where there is no hidden layer, neurons alone can only be one.
  const count = layers ?? Math.max(networkShape.length, 1);
  const shape = Array.from(
    { length: count },
    (_, layer) => neurons ?? networkShape[layer] ?? networkShape.at(-1) ?? USUAL_NEURONS,
  );
  return { ...fields, networkShape: shape };
}

/** What an axis stands at in an experiment; undefined where layers have different widths. */
export function axisValueOf(name: AxisName, experiment: Experiment): number | undefined {
  const { networkShape } = experiment;
  if (name === 'layers') return networkShape.length;
  if (name === 'neurons') return new Set(networkShape).size === 1 ? networkShape[0] : undefined;
  return name === 'samples' ? pointCountOf(experiment) : experiment[name];
}

/** The place of the value nearest to one, by steps; undefined for one beyond the ends. */
export function nearestPlace({ values }: Axis, value: number | undefined): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  if (value === undefined || !(value >= sorted[0] && value <= sorted[sorted.length - 1])) return undefined;
  const distances = values.map((each) => Math.abs(each - value));
  return distances.indexOf(Math.min(...distances));
}
