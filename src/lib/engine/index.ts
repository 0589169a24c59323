export { hasMultiplyAdd } from './backend/generated';
export type { CreateKernels, KernelBuild } from './backend/kernels';
export { referenceKernels } from './backend/reference';
export { compileKernels, loadKernels, wasmKernels } from './backend/wasm';
export { baselinesOf, neighbourScore, type Baselines } from './baselines';
export { check, FieldError, keyed } from './check';
export { createDataset, pointCountOf, splitOf, type Split } from './data';
export { cureOf, type Cure } from './cures';
export { curvesBetween } from './curve-trend';
export { trueCurveOf } from './data/curves';
export { OWN_POINT_NUMBERS } from './data/own-points';
export { habitDecisions, habitRule, weekendIndex, weekends, type HabitRule } from './data/movie';
export {
  bestAccuracy,
  peopleOf,
  personOf,
  weekendCounts,
  whyNothingToLearn,
  type WeekendCounts,
} from './data/movie-people';
export { deadlyLearningRate, deadlyRegularizationRate } from './deadly-rates';
export { diagnose, type Diagnosis } from './diagnosis';
export {
  activeFeatures,
  availableFeatures,
  isMovie,
  planeFeatureKeys,
  type InputFeature,
  type PlaneFeature,
} from './features';
export { choice, flag, number, text, type Field, type FieldValue, type NumbersField } from './fields';
export { KeptTrainers } from './kept-trainers';
export { LANDSCAPE_SIDE, LandscapeSurvey, type Landscape, type LandscapeRequest } from './landscape';
export { firstParameters } from './first-parameters';
export { networkEndOf } from './losses';
export { CURVE_LIMIT, placesOf } from './map-grid';
export { classScores } from './metrics';
export { crossingWeekends, isDivisible, rescaled } from './movie-plane';
export { takeOutputMap } from './output-map';
export type { MapColors } from './paint';
export { createRandom } from './random';
export { firstMoment, isAfter, type Moment } from './moment';
export { agreeIn, type Checkpoint, type Recordable } from './recordable';
export { RecordedRun, type StartingPoint, type StepUnit, type Stop } from './recorded-run';
export { watchedLoss, type Curves, type SavedRecord } from './run-record';
export { takeSnapshot, type Snapshot } from './snapshot';
export {
  classCountOf,
  datasetOf,
  defaultExperiment,
  experimentFields,
  fieldKeys,
  isCurve,
  lossOf,
  MAX_CLASSES,
  MAX_LAYERS,
  MAX_NEURONS,
  type Experiment,
  type FieldKey,
} from './spec';
export { topologyOf, type DenseLayer, type NodeId, type Topology } from './topology';
export { Trainer } from './trainer';
export { weightStatistics } from './weight-statistics';
