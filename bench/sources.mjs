/** What the benchmarks run: bundled by measure.mjs as the site is, for Node and for a blank page alike. */
export {
  compileKernels,
  defaultExperiment,
  hasMultiplyAdd,
  KeptTrainers,
  loadKernels,
  RecordedRun,
  referenceKernels,
  Trainer,
  wasmKernels,
} from '$lib/engine';
export { featureColumns } from '$lib/engine/data';
export { TrainingLoop } from '$lib/training/training-loop';
