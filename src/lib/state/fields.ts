/** The engine's tables and rules that components ask, which know its types alone. */
export {
  availableFeatures,
  bestAccuracy,
  classCountOf,
  classScores,
  crossingWeekends,
  experimentFields,
  habitDecisions,
  isCurve,
  isDivisible,
  MAX_LAYERS,
  MAX_NEURONS,
  personOf,
  rescaled,
  weekendIndex,
  weekends,
  whyNothingToLearn,
} from '$lib/engine';
export { viewFields } from './view-options';
