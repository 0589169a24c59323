import { createRandom } from '$lib/engine/random';
import {
  defaultWordExperiment,
  initialTransformer,
  referenceTransformer,
  type TransformerModel,
  type TransformerShape,
  type WordExperiment,
} from '$lib/engine/words';

/** A run that the plain loops train in no time. */
export const tinyWords: WordExperiment = {
  ...defaultWordExperiment,
  text: 'own',
  ownText: 'a cat sat on a mat, a dog sat on a log. '.repeat(3),
  seed: 'tiny',
  width: 16,
  heads: 2,
  context: 8,
  batchSize: 2,
};

/** A transformer with chance's parameters, which knows nothing. */
export function untrained(change: Partial<TransformerShape> = {}): TransformerModel {
  const shape: TransformerShape = {
    vocabulary: 9,
    context: 8,
    width: 16,
    heads: 2,
    blocks: 1,
    positions: 'sinusoidal',
    mask: true,
    feedForward: true,
    activation: 'relu',
    norm: 'before',
    ...change,
  };
  const model = referenceTransformer(shape, 1);
  model.writeParameters(initialTransformer(shape, createRandom('untrained')));
  return model;
}
