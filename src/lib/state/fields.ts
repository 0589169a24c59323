/** The tables that controls are built from, for components, which know the engine's types alone. */
export { experimentFields, MAX_LAYERS, MAX_NEURONS, planeFeatureKeys, weekends } from '$lib/engine';
export { viewFields } from './view-options';
