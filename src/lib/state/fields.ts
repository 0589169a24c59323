/** The engine's tables and rules that components ask, which know its types alone. */
export {
  availableFeatures,
  classCountOf,
  classScores,
  experimentFields,
  isCurve,
  MAX_LAYERS,
  MAX_NEURONS,
  weekends,
} from '$lib/engine';
export { viewFields } from './view-options';
