import * as v from 'valibot';
import { check, FieldError } from '../check';
import { ModelFileProblem } from './model-file-problem';

/** Numbers with a name and a shape, row by row. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What stands in a safetensors file. */
export interface TensorFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** The header's length in bytes comes first, as a little-endian integer of eight bytes. */
const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
/** As the format's own library has it. */
const MAX_HEADER_BYTES = 100_000_000;

/**
 * Writes tensors of 32-bit floats in the order given, as https://huggingface.co/docs/safetensors describes the format:
 * the header's length, the header as JSON, and the numbers, little-endian and without gaps.
 */
export function writeSafetensors({ metadata, tensors }: TensorFile): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = [...tensors].map(([name, { shape, values }]) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const text = new TextEncoder().encode(json);
  const headerBytes = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT;
  const dataStart = LENGTH_BYTES + headerBytes;
  const file = new Uint8Array(dataStart + end).fill(' '.charCodeAt(0), LENGTH_BYTES, dataStart);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.set(text, LENGTH_BYTES);
  let place = dataStart;
  for (const { values } of tensors.values()) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), place);
    place += values.byteLength;
  }
  return file;
}

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const metadataSchema = v.record(v.string(), v.string());
const tensorSchema = v.object({
  dtype: v.string(),
  shape: v.array(size),
  data_offsets: v.strictTuple([size, size]),
});
type Entry = readonly [name: string, v.InferOutput<typeof tensorSchema>];

/**
 * Reads a safetensors file whose tensors all hold 32-bit floats.
 * @throws {ModelFileProblem} naming what is wrong first, and where
 */
export function readSafetensors(file: Uint8Array): TensorFile {
  const { header, dataStart } = readHeader(file);
  const { __metadata__: metadata = {}, ...others } = header;
  const entries: Entry[] = Object.entries(others).map(([name, entry]) => [
    name,
    checkEntry(tensorSchema, entry, name),
  ]);
  checkPlaces(entries, dataStart, file.length);
  const tensors = entries.map(([name, { shape, data_offsets: offsets }]) => {
    const [from, to] = offsets.map((offset) => dataStart + offset);
    // A copy begins where floats may begin. All machines that browsers run on are little-endian.
    return [
      name,
      { shape, values: new Float32Array(new Uint8Array(file.subarray(from, to)).buffer) },
    ] as const;
  });
  return { metadata: checkEntry(metadataSchema, metadata, '__metadata__'), tensors: new Map(tensors) };
}

function readHeader(file: Uint8Array): { header: Record<string, unknown>; dataStart: number } {
  if (file.length < LENGTH_BYTES) {
    throw new ModelFileProblem({ kind: 'cutShort', bytes: file.length, needed: LENGTH_BYTES });
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerBytes = view.getBigUint64(0, true);
  if (headerBytes > MAX_HEADER_BYTES) throw new ModelFileProblem({ kind: 'notSafetensors' });
  const dataStart = LENGTH_BYTES + Number(headerBytes);
  if (file.length > LENGTH_BYTES && file[LENGTH_BYTES] !== '{'.charCodeAt(0)) {
    throw new ModelFileProblem({ kind: 'notSafetensors' });
  }
  if (file.length < dataStart) {
    throw new ModelFileProblem({ kind: 'cutShort', bytes: file.length, needed: dataStart });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.subarray(LENGTH_BYTES, dataStart));
    // What begins with a brace is an object.
    const header = JSON.parse(text) as Record<string, unknown>;
    checkNames(text);
    return { header, dataStart };
  } catch (error) {
    if (error instanceof ModelFileProblem) throw error;
    throw new ModelFileProblem({ kind: 'headerNotJson', reason: (error as Error).message });
  }
}

/** Of several values of one name JSON.parse keeps the last without a word. */
function checkNames(json: string): void {
  const open: Set<string>[] = [];
  for (const [token] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*:?|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token.endsWith(':')) {
      const name = JSON.parse(token.slice(0, -1)) as string;
      const names = open[open.length - 1];
      if (names.has(name)) throw new ModelFileProblem({ kind: 'duplicate', name });
      names.add(name);
    }
  }
}

/** Tensors stand one after another, from the first byte of data to the file's last. */
function checkPlaces(entries: readonly Entry[], dataStart: number, fileBytes: number): void {
  let end = 0;
  const byPlace = [...entries].sort(
    ([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1],
  );
  for (const [tensor, { dtype, shape, data_offsets: offsets }] of byPlace) {
    const [from, to] = offsets;
    if (dtype !== 'F32') throw new ModelFileProblem({ kind: 'type', tensor, came: dtype });
    if (from !== end) throw new ModelFileProblem({ kind: 'place', tensor, from, expected: end });
    const expected = shape.reduce((product, count) => product * count, FLOAT_BYTES);
    if (to - from !== expected) {
      throw new ModelFileProblem({ kind: 'length', tensor, bytes: to - from, expected });
    }
    end = to;
  }
  const needed = dataStart + end;
  if (fileBytes < needed) throw new ModelFileProblem({ kind: 'cutShort', bytes: fileBytes, needed });
  if (fileBytes > needed) throw new ModelFileProblem({ kind: 'tooLong', bytes: fileBytes, needed });
}

/**
 * What a schema makes of a value that stands in the header.
 * @throws {ModelFileProblem} by its path there
 */
export function checkEntry<Value>(
  schema: v.GenericSchema<unknown, Value>,
  entry: unknown,
  path: string,
): Value {
  return asProblem(path, () => check(schema, entry, ''));
}

/**
 * What `read` gives.
 * @throws {ModelFileProblem} for a field that is not what it has to be, below a path in the header
 */
export function asProblem<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    const { key, came, expected } = error;
    const isWhole = key === '""' || key === '';
    throw new ModelFileProblem({ kind: 'entry', key: isWhole ? path : `${path}.${key}`, came, expected });
  }
}
