import * as v from 'valibot';
import { check, experimentFields, FieldError, fieldKeys, keyed, type Experiment } from '$lib/engine';
import { parseJson } from './json-text';
import { axisPatch, type Axis } from './setting-axes';
import type { AskedSettings } from './settings-plan';
import { writeLink } from './share-link';
import { defaultView } from './view-options';

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

/** The file that asks for the runs of a map of settings. */
export function writeSweepFile({ experiment, columns, rows, seeds, epochs }: AskedSettings): string {
  const isShape = ({ name }: Axis) => name === 'neurons' || name === 'layers';
  const axes = [columns, rows];
  const shapes = axes.filter(isShape);
  const vary: Record<string, unknown> = Object.fromEntries(
    axes.filter((axis) => !isShape(axis)).map(({ name, values }) => [name, values]),
  );
  if (shapes.length > 0) {
    const combinations = shapes.reduce<(readonly [Axis['name'], number])[][]>(
      (all, { name, values }) =>
        all.flatMap((some) => values.map((value) => [...some, [name, value] as const])),
      [[]],
    );
    const all = combinations.map((settings) => axisPatch(settings, experiment).networkShape);
    // Without a layer it does not matter how many neurons each has.
    vary.networkShape = [...new Map(all.map((shape) => [String(shape), shape])).values()];
  }
  const varied = new Set(Object.keys(vary));
  // What varies needs no place in the link.
  const start = varied.has('networkShape') ? [] : experiment.start;
  const link = writeLink({ ...experiment, ...usualValues(varied), start }, defaultView);
  return `${JSON.stringify({ link, vary, seeds, epochs }, undefined, 2)}\n`;
}

const usualValues = (keys: ReadonlySet<string>) =>
  Object.fromEntries([...keys].map((key) => [key, experimentFields[key as VariedKey].fallback]));
