/** The word machine's tables that components ask, which know the engine's types alone. */
export { bitsPerCharacter, wordFields } from '$lib/engine/words';
export { wordViewFields } from './word-view-options';
