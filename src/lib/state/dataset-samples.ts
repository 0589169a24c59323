import { createDataset, createRandom, defaultExperiment, type Experiment } from '$lib/engine';

/** A data set as the visitor chooses it: the fields that name it. */
export type DatasetChoice = Pick<Experiment, 'problem'> & Partial<Pick<Experiment, 'dataset' | 'regDataset'>>;

/** Points (structure of arrays) for the picture of a data set: no noise, always the same. */
export function sampleDataset(choice: DatasetChoice): {
  x1: Float64Array;
  x2: Float64Array;
  label: Float64Array;
} {
  const { inputs, labels } = createDataset({ ...defaultExperiment, ...choice }, createRandom('thumbnail'));
  return { x1: inputs[0], x2: inputs[1], label: labels };
}
