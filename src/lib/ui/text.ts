import type { InputFeature, Split } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import type { ControlKey } from '$lib/state/field-controls';

type LabelledKey = ControlKey | 'speed' | 'showTestData' | 'showTrueCurve' | 'discretize';
type OptionMessage = Extract<keyof typeof m, `option_${string}`>;
type HintMessage = Extract<keyof typeof m, `field_${string}_hint`>;

export const labelOf = (key: LabelledKey) => m[`field_${key}_label`]();

/** @param variant which sentence, where there are several */
export function hintOf(key: LabelledKey, variant?: string): string {
  return variant ? m[`field_${key}_${variant}_hint` as HintMessage]() : m[`field_${key}_hint`]();
}

/** What stands on a control where its name is too long for it. */
export const shortLabelOf = (key: LabelledKey): string => shortLabels[key]?.() ?? labelOf(key);
const shortLabels: Partial<Record<LabelledKey, () => string>> = {
  regularizationRate: m.field_regularizationRate_short,
  schedulePeriod: m.field_schedulePeriod_short,
  scheduleFactor: m.field_scheduleFactor_short,
  stopLoss: m.field_stopLoss_short,
};

/** The name of one option of a choice. */
export function optionText(key: LabelledKey | 'stepUnit', option: string): string {
  const word = option.replaceAll(/\W/g, '_');
  return m[`option_${key}_${word}` as OptionMessage]();
}

export const inputName = (input: InputFeature) => m[`input_${input}`]();

const splitNames: Readonly<Record<Split, () => string>> = {
  train: m.training,
  validation: m.validation,
  test: m.test,
};
export const splitName = (split: Split) => splitNames[split]();

/** Signs of the inputs as they stand on the drawing. */
export const inputSigns: Readonly<Record<InputFeature, string>> = {
  x: 'x₁',
  y: 'x₂',
  xSquared: 'x₁²',
  ySquared: 'x₂²',
  xTimesY: 'x₁x₂',
  sinX: 'sin x₁',
  sinY: 'sin x₂',
  weather: 'w',
  price: 'p',
  girlfriend: 'g',
};

/** A loss as text: four decimals, or an exponent where they would show nothing. */
export function lossText(value: number | undefined): string {
  if (value === undefined) return '–';
  return value === 0 || Math.abs(value) >= 0.0001 ? value.toFixed(4) : value.toExponential(2);
}

/** A weight as text, short enough for the drawing. */
export function weightText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits))).replace('-', '−');
}

/** A share as per cent with one decimal, without its sign. */
export const percentText = (share: number | undefined) =>
  share === undefined ? '–' : (100 * share).toFixed(1);

/** A share of 1, such as a precision. */
export const shareText = (share: number | undefined, digits = 3) =>
  share === undefined || Number.isNaN(share) ? '–' : share.toFixed(digits);

/** A learning rate with three digits. */
export const rateText = (rate: number) => String(Number(rate.toPrecision(3)));
