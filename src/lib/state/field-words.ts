import type { InputFeature } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import type { ControlKey } from './field-controls';
import type { WordControlKey } from './word-controls';

type LabelledKey = ControlKey | WordControlKey | 'speed' | 'showTestData' | 'showTrueCurve' | 'discretize';
type OptionMessage = Extract<keyof typeof m, `option_${string}`>;
type HintMessage = Extract<keyof typeof m, `field_${string}_hint`>;

export const labelOf = (key: LabelledKey | 'networkShape') => m[`field_${key}_label`]();

/** @param variant which sentence, where there are several */
export function hintOf(key: LabelledKey, variant?: string): string {
  return variant ? m[`field_${key}_${variant}_hint` as HintMessage]() : m[`field_${key}_hint`]();
}

/** Where the word machine's field does something else than the playground's of the same name. */
const wordHints: Partial<Record<LabelledKey, () => string>> = {
  speed: m.words_field_speed_hint,
  activation: m.words_field_activation_hint,
  learningRate: m.words_field_learningRate_hint,
  batchSize: m.words_field_batchSize_hint,
  warmUp: m.words_field_warmUp_hint,
  schedule: m.words_field_schedule_hint,
  schedulePeriod: m.words_field_schedulePeriod_hint,
};
export const wordHintOf = (key: LabelledKey): string => wordHints[key]?.() ?? hintOf(key);

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
