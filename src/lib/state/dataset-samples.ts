import {
  createDataset,
  createRandom,
  defaultExperiment,
  isCurve,
  placesOf,
  type Experiment,
} from '$lib/engine';

/** A data set as the visitor chooses it: the fields that name it. */
export type DatasetChoice = Pick<Experiment, 'problem'> & Partial<Pick<Experiment, 'dataset' | 'regDataset'>>;

/** Points for the picture of a data set, structure of arrays. */
export interface DatasetSample {
  readonly x1: Float64Array;
  /** Of a curve: the label, on the same scale of −6 … 6 as the plane's x₂. */
  readonly x2: Float64Array;
  /** −1 and 1 for two classes, 0, 1, 2 … for more, any number for a regression. */
  readonly label: Float64Array;
  /** 0 for a regression. */
  readonly classCount: number;
  readonly isCurve: boolean;
}

/** No noise, always the same. */
export function sampleDataset(choice: DatasetChoice): DatasetSample {
  const experiment = { ...defaultExperiment, ...choice };
  const dataset = createDataset(experiment, createRandom('thumbnail'));
  const [x1, x2] = placesOf(dataset);
  const { labels: label, classCount } = dataset;
  return { x1, x2, label, classCount, isCurve: isCurve(experiment) };
}
