import { referenceTransformer } from '$lib/engine/words/reference-transformer';

/** Every kind of transformer that has to keep to the recorded numbers. */
export const transformers = [{ twin: 'reference', createTransformer: referenceTransformer }];
