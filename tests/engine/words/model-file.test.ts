import { describe, expect, it } from 'vitest';
import { ModelFileProblem } from '$lib/engine/files';
import { readSafetensors, writeSafetensors, type TensorFile } from '$lib/engine/files/safetensors';
import { defaultWordExperiment, parameterCountOf, parameterTensors, shapeOf } from '$lib/engine/words';
import {
  readModelFile,
  vocabularyOf,
  writeModelFile,
  type SavedTransformer,
  type SavedVocabulary,
} from '$lib/engine/words/model-file';

const small = { ...defaultWordExperiment, width: 16, context: 8 } as const;

function saved(fields: Partial<typeof small>, vocabulary: SavedVocabulary): SavedTransformer {
  const experiment = { ...small, ...fields };
  const shape = shapeOf(experiment, vocabulary.units.length + vocabulary.merges.length);
  const parameters = Float32Array.from({ length: parameterCountOf(shape) }, (_, i) => Math.sin(i) / 3);
  return { experiment, ...vocabulary, step: 340, parameters };
}
const characters = { units: ['中', '"', '\\', '\n', '𠮷'], merges: [] };
const bytePairs = {
  units: [10, 32, 228, 255],
  merges: [
    [2, 3],
    [4, 4],
  ],
} as const;

describe("a transformer's file", () => {
  it.each([
    ['characters', saved({ tokens: 'characters', positions: 'learned' }, characters)],
    ['byte pairs', saved({ tokens: 'bytePairs', norm: 'after' }, bytePairs)],
  ])('gives back every bit: %s', (_, model) => {
    expect(readModelFile(writeModelFile(model))).toEqual(model);
  });

  it('holds no text of its owner', () => {
    const own = saved({ text: 'own', ownText: 'Dear diary' }, characters);
    const file = writeModelFile(own);
    expect(Buffer.from(file).includes('Dear')).toBe(false);
    expect(readModelFile(file)).toEqual({ ...own, experiment: { ...own.experiment, ownText: '' } });
  });

  it('has tensors as a state_dict of PyTorch names and shapes them', () => {
    const model = saved({}, characters);
    const { tensors } = readSafetensors(writeModelFile(model));
    const places = parameterTensors(shapeOf(model.experiment, 5));
    expect([...tensors].map(([name, { shape }]) => ({ name, shape }))).toEqual(
      places.map(({ name, shape }) => ({ name, shape })),
    );
    const { offset, length } = places.find(({ name }) => name === 'blocks.0.attention.key.weight')!;
    const key = tensors.get('blocks.0.attention.key.weight');
    expect(key?.values).toEqual(model.parameters.slice(offset, offset + length));
  });

  const { metadata, tensors } = readSafetensors(writeModelFile(saved({}, characters)));
  const withMetadata = (patch: Record<string, string>): TensorFile => ({
    tensors,
    metadata: { ...metadata, ...patch },
  });
  const bad: [what: string, file: TensorFile, fault: object][] = [
    [
      'is of a network of the playground',
      withMetadata({ format: 'matinee network' }),
      { kind: 'foreign', came: 'matinee network', expected: 'matinee words' },
    ],
    [
      'has an impossible experiment',
      withMetadata({ experiment: JSON.stringify({ ...small, heads: 3 }) }),
      { kind: 'entry', key: '__metadata__.experiment.heads', came: '3' },
    ],
    [
      'has another size in its experiment',
      withMetadata({ experiment: JSON.stringify({ ...small, width: 32 }) }),
      { kind: 'shape', tensor: 'embedding.weight', came: '[5, 16]', expected: '[5, 32]' },
    ],
    [
      'has a block more in its experiment',
      withMetadata({ experiment: JSON.stringify({ ...small, blocks: 2 }) }),
      { kind: 'missingTensor', tensor: 'blocks.1.norm1.weight', shape: '[16]' },
    ],
    [
      'has a vocabulary of another size',
      withMetadata({ vocabulary: '["a","b"]' }),
      { kind: 'shape', tensor: 'embedding.weight', came: '[5, 16]', expected: '[2, 16]' },
    ],
    [
      'names a character twice',
      withMetadata({ vocabulary: '["a","b","a","c","d"]' }),
      { kind: 'entry', key: '__metadata__.vocabulary', expected: 'each of them once' },
    ],
    [
      'has words for characters',
      withMetadata({ vocabulary: '["a","to"]' }),
      { kind: 'entry', key: '__metadata__.vocabulary.1', came: '"to"', expected: 'one character' },
    ],
    [
      'merges what does not exist yet',
      withMetadata({ merges: '[[0,1],[6,0]]' }),
      { kind: 'entry', key: '__metadata__.merges.1', came: '6,0' },
    ],
    [
      'has half a step',
      withMetadata({ step: '1.5' }),
      { kind: 'entry', key: '__metadata__.step', came: '1.5' },
    ],
  ];
  it.each(bad)('is refused if it %s', (_, file, fault) => {
    const read = () => readModelFile(writeSafetensors(file));
    expect(read).toThrow(ModelFileProblem);
    expect(read).toThrow(expect.objectContaining({ fault: expect.objectContaining(fault) as object }));
  });
});

it('bytes come before what they are merged to, by their size', () => {
  const merges = [{ left: 0, right: 1, token: 3, count: 2 }];
  expect(vocabularyOf('bytePairs', { text: '\u00e9a', pieces: [], merges })).toEqual({
    units: [0x61, 0xa9, 0xc3],
    merges: [[0, 1]],
  });
  expect(vocabularyOf('characters', { text: 'ba', pieces: ['b', 'a'], merges: [] })).toEqual({
    units: ['b', 'a'],
    merges: [],
  });
});
