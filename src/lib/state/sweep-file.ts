import * as v from 'valibot';
import { check, experimentFields, FieldError, fieldKeys, keyed, type Experiment } from '$lib/engine';
import { parseJson } from './json-text';

type VariedKey = Exclude<keyof Experiment, 'seed'>;
export type Values = { readonly [Key in VariedKey]?: readonly Experiment[Key][] };

/** Many runs, as somebody asks for them: each combination of values with each seed. */
export interface SweepFile {
  /** What is the same in all runs, as a link of the page. */
  readonly link: string;
  readonly vary: Values;
  /** How many, or which. */
  readonly seeds: number | readonly string[];
  readonly epochs: number;
}

const positiveInteger = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const someOf = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.minLength(1));
const seedList = someOf(v.pipe(v.string(), v.minLength(1), v.maxLength(experimentFields.seed.maxLength)));

const variedKeys = fieldKeys.filter((key) => key !== 'seed');
const schema = keyed({
  link: v.string(),
  vary: v.optional(
    keyed(
      Object.fromEntries(variedKeys.map((key) => [key, v.optional(someOf(experimentFields[key].schema))])),
    ),
    {},
  ),
  seeds: v.optional(
    v.lazy((came) => (Array.isArray(came) ? seedList : positiveInteger)),
    1,
  ),
  epochs: positiveInteger,
});

/**
 * Reads the text of a file that describes a sweep; fields stay in its order.
 * @throws {FieldError} naming what is wrong first
 */
export function readSweepFile(text: string): SweepFile {
  const json = parseJson(text) as { vary?: Values & { seed?: unknown } } | null;
  const { seed, ...vary } = json?.vary ?? {};
  if (seed !== undefined) throw new FieldError('vary.seed', seed, 'them in the list "seeds"');
  return { ...check(schema, json, 'sweep'), vary };
}
