import * as v from 'valibot';

/** Whether a change starts the run anew (it alters shapes or data) or takes effect while it trains. */
export type Effect = 'restart' | 'live';

interface FieldBase<Kind extends string, Value> {
  readonly kind: Kind;
  readonly fallback: Value;
  readonly effect: Effect;
  readonly schema: v.GenericSchema<unknown, Value>;
}
export interface NumberField extends FieldBase<'number', number> {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** What a link's value above the maximum becomes, when it is not the maximum. */
  readonly whenAbove?: number;
  /** Whether 0, outside the range, leaves the choice to the data set. */
  readonly isZeroAutomatic: boolean;
  /** The only values there are, ascending, where not every number of the range is one. */
  readonly steps?: readonly number[];
}
export interface ChoiceField<Option extends string = string> extends FieldBase<'choice', Option> {
  readonly options: readonly Option[];
}
export type FlagField = FieldBase<'flag', boolean>;
export interface TextField extends FieldBase<'text', string> {
  readonly maxLength: number;
}
export interface NumbersField extends FieldBase<'numbers', readonly number[]> {
  readonly min: number;
  readonly max: number;
  readonly maxLength: number;
  /** How many numbers it always holds, where their count is not free. */
  readonly length?: number;
  /** Where numbers come in rows, as coordinates of points do: what each place in a row may hold. */
  readonly row?: readonly Range[];
  readonly minLength: number;
  readonly integer: boolean;
}
export interface ChoicesField<Option extends string = string> extends FieldBase<
  'choices',
  readonly Option[]
> {
  readonly options: readonly Option[];
  readonly maxLength: number;
}
export type Field = NumberField | ChoiceField | FlagField | TextField | NumbersField | ChoicesField;
export type FieldValue<F> = F extends FieldBase<string, infer Value> ? Value : never;

interface Range {
  min: number;
  max: number;
  integer?: boolean;
}

const numberSchema = ({ min, max, integer = false }: Range) =>
  integer
    ? v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))
    : v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max));

interface NumberOptions extends Range {
  whenAbove?: number;
  isZeroAutomatic?: boolean;
  steps?: readonly number[];
}

/** A number within a range. */
export function number(fallback: number, effect: Effect, options: NumberOptions): NumberField {
  const inRange = numberSchema(options);
  const schema = options.isZeroAutomatic ? v.union([v.literal(0), inRange]) : inRange;
  return { kind: 'number', fallback, effect, integer: false, isZeroAutomatic: false, ...options, schema };
}

/** One of a few numbers, given in ascending order. */
export function numberOf(fallback: number, effect: Effect, steps: readonly number[]): NumberField {
  const range = { min: steps[0], max: steps[steps.length - 1], integer: steps.every(Number.isInteger) };
  return { ...number(fallback, effect, { ...range, steps }), schema: v.picklist(steps) };
}

/** One of a few words. */
export function choice<const Option extends string>(
  fallback: NoInfer<Option>,
  effect: Effect,
  options: readonly Option[],
): ChoiceField<Option> {
  return { kind: 'choice', fallback, effect, options, schema: v.picklist(options) };
}

/** True or false. */
export function flag(fallback: boolean, effect: Effect): FlagField {
  return { kind: 'flag', fallback, effect, schema: v.boolean() };
}

/** Any text up to a length. */
export function text(fallback: string, effect: Effect, maxLength: number): TextField {
  return { kind: 'text', fallback, effect, maxLength, schema: v.pipe(v.string(), v.maxLength(maxLength)) };
}

/** A list of numbers, each within a range. */
export function numbers(
  fallback: readonly number[],
  effect: Effect,
  range: Range & { maxLength: number },
): NumbersField {
  const schema = v.pipe(v.array(numberSchema(range)), v.maxLength(range.maxLength), v.readonly());
  return { kind: 'numbers', fallback, effect, integer: false, minLength: 0, ...range, schema };
}

/** Rows of numbers one after another, each number within the range of its place in the row. */
export function rows(
  fallback: readonly number[],
  effect: Effect,
  row: readonly Range[],
  { min: fewest, max: most }: Range,
): NumbersField {
  const [minLength, maxLength] = [fewest * row.length, most * row.length];
  const [min, max] = [Math.min(...row.map((range) => range.min)), Math.max(...row.map((range) => range.max))];
  const ranges = row.map((range) => `${range.min} … ${range.max}`).join(', ');
  const isInRange = (values: number[]) =>
    values.length % row.length === 0 &&
    values.every((value, place) => {
      const range = row[place % row.length];
      return value >= range.min && value <= range.max;
    });
  const schema = v.pipe(
    v.array(numberSchema({ min, max })),
    v.minLength(minLength),
    v.maxLength(maxLength),
    v.check(isInRange, `rows of ${ranges}`),
    v.readonly(),
  );
  return { kind: 'numbers', fallback, effect, integer: false, min, max, minLength, maxLength, row, schema };
}

/** Always as many numbers as in the fallback, each within a range. */
export function fixedNumbers(fallback: readonly number[], effect: Effect, range: Range): NumbersField {
  const { length } = fallback;
  const schema = v.pipe(v.array(numberSchema(range)), v.length(length), v.readonly());
  const lengths = { length, minLength: length, maxLength: length };
  return { kind: 'numbers', fallback, effect, integer: false, ...range, ...lengths, schema };
}

/** A list of words, each one of a few. */
export function choices<const Option extends string>(
  effect: Effect,
  options: readonly Option[],
  maxLength: number,
): ChoicesField<Option> {
  const schema = v.pipe(v.array(v.picklist(options)), v.maxLength(maxLength), v.readonly());
  return { kind: 'choices', fallback: [], effect, options, maxLength, schema };
}
