export type { CreateKernels } from './backend/kernels';
export { referenceKernels } from './backend/reference';
export { compileKernels, wasmKernels } from './backend/wasm';
export { createDataset } from './data';
export { weekendCounts, weekends, type WeekendCounts } from './data/movie';
export { isMovie, planeFeatureKeys, type InputFeature, type PlaneFeature } from './features';
export { choice, flag, type Field, type FieldValue } from './fields';
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
