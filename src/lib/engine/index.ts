export type { CreateKernels } from './backend/kernels';
export { referenceKernels } from './backend/reference';
export { compileKernels, wasmKernels } from './backend/wasm';
export { createDataset, type Dataset } from './data';
export { habits, weekendCounts, weekends, type WeekendCounts } from './data/movie';
export {
  isMovie,
  movieFeatureKeys,
  planeFeatureKeys,
  type InputFeature,
  type PlaneFeature,
} from './features';
export {
  choice,
  flag,
  type ChoiceField,
  type Field,
  type FieldValue,
  type NumberField,
  type NumbersField,
} from './fields';
export { createRandom } from './random';
export type { Snapshot, NodeId } from './snapshot';
export { takeSnapshot } from './snapshot';
export {
  datasetOf,
  defaultExperiment,
  experimentFields,
  fieldKeys,
  MAX_LAYERS,
  MAX_NEURONS,
  type Experiment,
  type FieldKey,
} from './spec';
export { topologyOf, type DenseLayer, type Topology } from './topology';
export { EPOCHS_KEPT, Trainer, type Checkpoint, type LiveSettings } from './trainer';
