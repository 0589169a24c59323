/** The arithmetic of a transformer's stages for components, which know the engine's types alone. */
export { normalizations, numberAt } from '$lib/engine/words';
