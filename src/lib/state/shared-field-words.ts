import { m } from '$lib/paraglide/messages.js';

/** What is said of one field, as messages. */
export interface FieldWords {
  readonly label: () => string;
  /** What stands on a control where its name is too long for it. */
  readonly short?: () => string;
  readonly hint: () => string;
  /** Sentences of help that fit better in some circumstances. */
  readonly hints?: Readonly<Record<string, () => string>>;
  readonly options?: Readonly<Record<string, () => string>>;
}
/** The name of one option of a choice. */
export const optionIn = ({ options }: FieldWords, option: string) => options?.[option]?.() ?? option;
/** The names that a choice among these values has to have. */
export type OptionsOf<Value> = [Value] extends [string]
  ? { readonly options: Readonly<Record<Value, () => string>> }
  : unknown;

/** Of every experiment whose learning rate follows a schedule. */
export const scheduleWords = {
  schedule: {
    label: m.field_schedule_label,
    hint: m.field_schedule_hint,
    options: {
      constant: m.option_schedule_constant,
      step: m.option_schedule_step,
      cosine: m.option_schedule_cosine,
      exponential: m.option_schedule_exponential,
    },
  },
  schedulePeriod: {
    label: m.field_schedulePeriod_label,
    short: m.field_schedulePeriod_short,
    hint: m.field_schedulePeriod_hint,
  },
  scheduleFactor: {
    label: m.field_scheduleFactor_label,
    short: m.field_scheduleFactor_short,
    hint: m.field_scheduleFactor_hint,
  },
  warmUp: { label: m.field_warmUp_label, hint: m.field_warmUp_hint },
  clipNorm: { label: m.field_clipNorm_label, hint: m.field_clipNorm_hint },
} as const;
