import { describe, expect, it, vi } from 'vitest';
import { reserve } from '$lib/engine/backend/reserve';
import { createRandom } from '$lib/engine/random';
import {
  initialTransformer,
  stagesOf,
  traceLength,
  type CreateTransformer,
  type TransformerModel,
  type TransformerShape,
} from '$lib/engine/words';
import { layOutTransformer } from '$lib/engine/words/transformer-memory';
import type { TransformerKernels } from '$lib/engine/words/transformer-kernels';
import { compiledTransformers } from './transformer-backends';

const CAPACITY = 16;
const sizes = { vocabulary: 13, context: 9, width: 18, heads: 3, blocks: 2 } as const;
const shapes: TransformerShape[] = [true, false].flatMap((mask) =>
  (['before', 'after', 'none'] as const).flatMap((norm) =>
    (['relu', 'gelu'] as const).map((activation) => ({
      ...sizes,
      positions: mask ? 'learned' : 'sinusoidal',
      mask,
      feedForward: true,
      activation,
      norm,
    })),
  ),
);

/** A model in whose memory no number is one, except what is written once when it is made. */
function poisoned(create: CreateTransformer, shape: TransformerShape): TransformerModel {
  const { Instance } = WebAssembly;
  const instances: WebAssembly.Instance[] = [];
  const makes = vi.spyOn(WebAssembly, 'Instance').mockImplementation(function (module) {
    instances.push(new Instance(module));
    return instances[0];
  });
  const model = create(shape, CAPACITY);
  makes.mockRestore();
  const kernels = instances[0].exports as unknown as TransformerKernels;
  const { byteLength, regions } = layOutTransformer(shape, CAPACITY).layout;
  const memory = new Float32Array(kernels.memory.buffer, reserve(kernels, byteLength), byteLength / 4);
  const lasting = [regions.records, regions.sinusoids].map(({ offset, length }) => ({
    place: offset / 4,
    // As integers: what is a record is no number.
    numbers: new Int32Array(memory.buffer, memory.byteOffset + offset, length).slice(),
  }));
  memory.fill(NaN);
  const integers = new Int32Array(memory.buffer, memory.byteOffset, memory.length);
  for (const { place, numbers } of lasting) integers.set(numbers, place);
  model.optimizerState = undefined;
  return model;
}

describe.each(compiledTransformers)('the %s transformer, full of what is no number', (_, create) => {
  it.each(shapes)('is as new with parameters: mask $mask, norm $norm, $activation', (shape) => {
    const random = createRandom('windows');
    const windows = Int32Array.from({ length: CAPACITY * (shape.context + 1) }, () =>
      Math.floor(random() * shape.vocabulary),
    );
    const parameters = initialTransformer(shape, createRandom('transformer'));
    const sentence = [...windows.subarray(0, 7)];
    const [actual, expected] = [poisoned(create, shape), create(shape, CAPACITY)].map((model) => {
      model.writeParameters(parameters);
      const trace = new Float32Array(traceLength(stagesOf(shape, sentence.length)));
      model.begin();
      const written = sentence.map((token) => model.append(token).slice());
      model.trace(sentence, trace);
      const few = windows.subarray(0, 3 * 6);
      const losses = [[few, 3] as const, [windows, CAPACITY] as const].map(([some, count]) => [
        model.gradient(some, count),
        ...model.readGradients(),
      ]);
      return [...written, trace, ...losses].flatMap((numbers) => [...numbers]);
    });
    expect(actual.filter((value, place) => value !== expected[place])).toEqual([]);
  });
});
