import * as v from 'valibot';
import {
  check,
  experimentFields,
  FieldError,
  fieldKeys,
  keyed,
  type Experiment,
  type FieldKey,
} from '$lib/engine';
import { parseJson } from './json-text';
import { compareResults, medianOf, type CellResult, type MapCell, type MapOfSettings } from './setting-cells';

/** A line of a results file that tells of a run. */
export interface ResultLine {
  readonly varied: Partial<Experiment>;
  readonly seed: string;
  readonly result: CellResult;
}

/** A line that tells of none. */
export interface BadLine {
  /** From 1 on. */
  readonly line: number;
  /** What of it, what came, and what was expected. */
  readonly error: FieldError;
}

export interface ResultsFile {
  readonly lines: readonly ResultLine[];
  readonly badLines: readonly BadLine[];
  /** The fields that are not the same in all lines. */
  readonly varied: readonly FieldKey[];
}

const loss = v.optional(v.nullable(v.number()));
const variedKeys = fieldKeys.filter((key) => key !== 'seed');
const schema = keyed({
  sweep: v.string(),
  trial: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  ...Object.fromEntries(variedKeys.map((key) => [key, v.optional(experimentFields[key].schema)])),
  seed: v.string(),
  trainLoss: loss,
  testLoss: loss,
  validationLoss: loss,
  trainAccuracy: loss,
  testAccuracy: loss,
  validationAccuracy: loss,
  bestEpoch: loss,
  bestTestLoss: loss,
  diverged: v.optional(v.number()),
  error: v.optional(v.string()),
});

/** Reads what the sweep has written. Never throws: what cannot be read is listed, the rest is there. */
export function readResultsFile(text: string): ResultsFile {
  const lines: ResultLine[] = [];
  const badLines: BadLine[] = [];
  const trials = new Set<number>();
  let sweep: string | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    try {
      const read = check(schema, parseLine(line), 'line');
      sweep ??= read.sweep;
      if (read.sweep !== sweep) throw new FieldError('sweep', read.sweep, JSON.stringify(sweep));
      if (trials.has(read.trial)) throw new FieldError('trial', read.trial, 'each trial once');
      const result = resultOf(read);
      trials.add(read.trial);
      const varied = Object.fromEntries(
        variedKeys.filter((key) => key in read).map((key) => [key, (read as Partial<Experiment>)[key]]),
      );
      lines.push({ varied, seed: read.seed, result });
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      badLines.push({ line: index + 1, error });
    }
  }
  const varied = variedKeys.filter((key) => new Set(lines.map((line) => textOf(line.varied[key]))).size > 1);
  return { lines, badLines, varied };
}

/** A fault in a line is in that line. */
function parseLine(line: string): unknown {
  try {
    return parseJson(line);
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new FieldError(error.key.replace('line 1, ', ''), error.value, error.expected, error.came);
  }
}

function resultOf(line: v.InferOutput<typeof schema>): CellResult {
  const { testLoss, trainLoss, testAccuracy, diverged, error } = line;
  if (error !== undefined) return { kind: 'failed', reason: error };
  if (diverged !== undefined) return { kind: 'diverged' };
  if (typeof testLoss !== 'number') throw new FieldError('testLoss', testLoss, 'a number');
  if (typeof trainLoss !== 'number') throw new FieldError('trainLoss', trainLoss, 'a number');
  return { kind: 'trained', testLoss, trainLoss, ...(typeof testAccuracy === 'number' && { testAccuracy }) };
}

/**
 * The runs of a file by one or two of its fields. Of runs that differ in the seed alone a cell shows the one with the
 * median test loss; where other fields vary too, it shows those values of theirs with which that is smallest.
 */
export function mapOfResults(
  { lines }: ResultsFile,
  columnKey: FieldKey,
  rowKey: FieldKey | undefined,
): MapOfSettings {
  const columns = valuesOf(lines, columnKey);
  const rows = rowKey === undefined ? [undefined] : valuesOf(lines, rowKey);
  const isAt = (line: ResultLine, key: FieldKey, value: unknown) =>
    textOf(line.varied[key]) === textOf(value);
  const cells = rows.flatMap((row) => {
    const ofRow = rowKey === undefined ? lines : lines.filter((line) => isAt(line, rowKey, row));
    return columns.map((column) => cellOf(ofRow.filter((line) => isAt(line, columnKey, column))));
  });
  return {
    columns: { name: columnKey, values: columns },
    rows: rowKey === undefined ? undefined : { name: rowKey, values: rows },
    cells,
  };
}

function cellOf(lines: readonly ResultLine[]): MapCell {
  const combinations = new Map<string, ResultLine[]>();
  for (const line of lines) {
    const key = textOf(line.varied);
    combinations.set(key, [...(combinations.get(key) ?? []), line]);
  }
  const medians = [...combinations.values()].map((some) => ({
    runs: some.length,
    line: medianOf(some, ({ result }) => result),
  }));
  const [best] = medians.sort((a, b) => compareResults(a.line.result, b.line.result));
  if (!best) return { runs: 0, isStale: false, patch: {} };
  const { varied, seed, result } = best.line;
  return { result, runs: best.runs, isStale: false, patch: { ...varied, seed } };
}

/** Numbers by size, other values as they come. */
function valuesOf(lines: readonly ResultLine[], key: FieldKey): unknown[] {
  const values = [...new Map(lines.map(({ varied }) => [textOf(varied[key]), varied[key]])).values()];
  return values.every((value) => typeof value === 'number') ? values.sort((a, b) => a - b) : values;
}

const textOf = (value: unknown) => JSON.stringify(value) ?? '';
