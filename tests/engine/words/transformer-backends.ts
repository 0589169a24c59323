import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { hasMultiplyAdd } from '$lib/engine';
import { referenceTransformer, wasmTransformer, type CreateTransformer } from '$lib/engine/words';

const compiled = (file: string) =>
  new WebAssembly.Module(readFileSync(new URL(`../../../src/kernels/build/${file}`, import.meta.url)));

// Before Node 22 a flag stands before this feature.
setFlagsFromString('--experimental-wasm-relaxed-simd');
/** Every compiled transformer that runs here. */
export const compiledTransformers: readonly (readonly [string, CreateTransformer])[] = [
  ['plain', wasmTransformer(compiled('transformer.wasm'), 'plain')],
  ...(hasMultiplyAdd()
    ? [['multiplyAdd', wasmTransformer(compiled('transformer-multiply-add.wasm'), 'multiplyAdd')] as const]
    : []),
];

/** These, and the plain loops that specify them. */
export const transformers: readonly (readonly [string, CreateTransformer])[] = [
  ['reference', referenceTransformer],
  ...compiledTransformers,
];
