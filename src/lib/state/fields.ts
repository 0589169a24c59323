/** The engine's tables and rules that components ask, which know its types alone. */
export {
  availableFeatures,
  baselinesOf,
  classCountOf,
  classScores,
  crossingWeekends,
  experimentFields,
  fieldKeys,
  firstParameters,
  habitDecisions,
  isCurve,
  MAX_LAYERS,
  MAX_NEURONS,
  personOf,
  rescaled,
  splitOf,
  weekendIndex,
  weekends,
  weightStatistics,
  whyNothingToLearn,
} from '$lib/engine';
export { viewFields } from './view-options';
