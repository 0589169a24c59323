import type { ParameterTensor } from '../words/shape';
import { ModelFileProblem } from './model-file-problem';
import type { Tensor, TensorFile } from './safetensors';

/** The tensors of a model, cut out of all its parameters. */
export function tensorsOf(
  places: readonly ParameterTensor[],
  parameters: Float32Array,
): ReadonlyMap<string, Tensor> {
  return new Map(
    places.map(({ name, shape, offset, length }) => [
      name,
      { shape, values: parameters.subarray(offset, offset + length) },
    ]),
  );
}

/**
 * All parameters of a model out of the tensors of a file.
 * @param limit the largest size a parameter may have
 * @throws {ModelFileProblem} where a tensor is missing, not the model's, of another shape, or holds what is no parameter
 */
export function parametersOf(
  { tensors }: TensorFile,
  places: readonly ParameterTensor[],
  limit = Number.MAX_VALUE,
): Float32Array {
  const last = places[places.length - 1];
  const parameters = new Float32Array(last.offset + last.length);
  for (const { name, shape, offset } of places) {
    const tensor = tensors.get(name);
    if (!tensor) throw new ModelFileProblem({ kind: 'missingTensor', tensor: name, shape: shapeText(shape) });
    const [came, expected] = [tensor.shape, shape].map(shapeText);
    if (came !== expected) throw new ModelFileProblem({ kind: 'shape', tensor: name, came, expected });
    const place = tensor.values.findIndex((value) => !(Math.abs(value) <= limit));
    if (place !== -1) {
      const number = String(tensor.values[place]);
      throw new ModelFileProblem({ kind: 'number', tensor: name, place, came: number });
    }
    parameters.set(tensor.values, offset);
  }
  const known = new Set(places.map(({ name }) => name));
  for (const [name, { shape }] of tensors) {
    if (known.has(name)) continue;
    throw new ModelFileProblem({ kind: 'unknownTensor', tensor: name, shape: shapeText(shape) });
  }
  return parameters;
}

/**
 * Checks what a file says that it holds.
 * @throws {ModelFileProblem} where that is another kind of model, or another version
 */
export function checkFormat({ metadata }: TensorFile, format: string, version: string): void {
  const [came, expected] = [metadata.format ?? '–', format];
  if (came !== expected) throw new ModelFileProblem({ kind: 'foreign', came, expected });
  if (metadata.version !== version) {
    const { version: other = '–' } = metadata;
    throw new ModelFileProblem({
      kind: 'entry',
      key: '__metadata__.version',
      came: other,
      expected: version,
    });
  }
}

/**
 * What one of a file's metadata says as JSON.
 * @throws {ModelFileProblem} where it is missing, or no JSON
 */
export function jsonOf(metadata: TensorFile['metadata'], key: string): unknown {
  const text = metadata[key] ?? '';
  try {
    return JSON.parse(text);
  } catch {
    const came = text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text || '–';
    throw new ModelFileProblem({ kind: 'entry', key: `__metadata__.${key}`, came, expected: 'JSON' });
  }
}

const MOST_QUOTED = 60;
const shapeText = (shape: readonly number[]) => `[${shape.join(', ')}]`;
