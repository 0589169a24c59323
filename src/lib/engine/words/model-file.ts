import * as v from 'valibot';
import { ModelFileProblem } from '../files/model-file-problem';
import { checkFormat, jsonOf, parametersOf, tensorsOf } from '../files/parameter-file';
import { asProblem, checkEntry, readSafetensors, writeSafetensors } from '../files/safetensors';
import { parameterTensors, shapeOf } from './shape';
import type { WordData } from './snapshot';
import { checkWordExperiment, type WordExperiment } from './spec';
import { singleBytes } from './tokenizer';

/** What a tokenizer goes by: enough to make it again. */
export interface SavedVocabulary {
  /** What the first tokens stand for: characters, or bytes of UTF-8. */
  readonly units: readonly string[] | readonly number[];
  /** Pairs that became one token each, in the order in which they were learned. */
  readonly merges: readonly (readonly [left: number, right: number])[];
}

/** A transformer at a moment, with the experiment it comes from; an own text is not part of it. */
export interface SavedTransformer extends SavedVocabulary {
  readonly experiment: WordExperiment;
  readonly step: number;
  /** In the order of `parameterTensors`. */
  readonly parameters: Float32Array;
}

/**
 * What the tokenizer of a run goes by: where pairs of bytes are merged, all begins with the bytes of the text, by their
 * size.
 */
export function vocabularyOf(
  kind: WordExperiment['tokens'],
  { text, pieces, merges }: Pick<WordData, 'text' | 'pieces' | 'merges'>,
): SavedVocabulary {
  const units = kind === 'characters' ? pieces : singleBytes(text);
  return { units, merges: merges.map(({ left, right }) => [left, right]) };
}

const FORMAT = 'matinee words';
const VERSION = '1';

/** Writes a transformer as a safetensors file that run-file/run.mjs understands. */
export function writeModelFile(saved: SavedTransformer): Uint8Array<ArrayBuffer> {
  const { experiment, units, merges, step, parameters } = saved;
  const metadata = {
    format: FORMAT,
    version: VERSION,
    experiment: JSON.stringify({ ...experiment, ownText: '' }),
    vocabulary: JSON.stringify(units),
    merges: JSON.stringify(merges),
    step: String(step),
  };
  const places = parameterTensors(shapeOf(experiment, units.length + merges.length));
  return writeSafetensors({ metadata, tensors: tensorsOf(places, parameters) });
}

/**
 * Reads what `writeModelFile` wrote.
 * @throws {ModelFileProblem} naming what is wrong first, and where
 */
export function readModelFile(bytes: Uint8Array): SavedTransformer {
  const file = readSafetensors(bytes);
  checkFormat(file, FORMAT, VERSION);
  const entryOf = <Value>(key: string, schema: v.GenericSchema<unknown, Value>) =>
    checkEntry(schema, jsonOf(file.metadata, key), `__metadata__.${key}`);
  const experiment = asProblem('__metadata__.experiment', () =>
    checkWordExperiment(jsonOf(file.metadata, 'experiment')),
  );
  const units = entryOf('vocabulary', unitSchemas[experiment.tokens]);
  const merges = entryOf('merges', mergesSchema);
  const left = merges.findIndex((pair, place) => Math.max(...pair) >= units.length + place);
  if (left !== -1) {
    const key = `__metadata__.merges.${left}`;
    throw new ModelFileProblem({
      kind: 'entry',
      key,
      came: merges[left].join(),
      expected: 'tokens before it',
    });
  }
  const places = parameterTensors(shapeOf(experiment, units.length + merges.length));
  const step = entryOf('step', count);
  return { experiment, units, merges, step, parameters: parametersOf(file, places) };
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const mergesSchema = v.array(v.strictTuple([count, count]));
const oneCharacter = (unit: string) => [...unit].length === 1;
const eachOnce = <Unit>(unit: v.GenericSchema<unknown, Unit>) =>
  v.pipe(
    v.array(unit),
    v.minLength(1),
    v.check((units) => new Set(units).size === units.length, 'each of them once'),
  );
/** By the kind of tokens. */
const unitSchemas: Readonly<
  Record<WordExperiment['tokens'], v.GenericSchema<unknown, SavedVocabulary['units']>>
> = {
  characters: eachOnce(v.pipe(v.string(), v.check(oneCharacter, 'one character'))),
  bytePairs: eachOnce(v.pipe(count, v.maxValue(255))),
};
