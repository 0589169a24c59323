import { referenceTransformer, type CreateTransformer } from '$lib/engine/words';

/** Every kind of transformer that has to keep to the recorded numbers. */
export const transformerBackends: readonly { backend: string; create: CreateTransformer }[] = [
  { backend: 'reference', create: referenceTransformer },
];
