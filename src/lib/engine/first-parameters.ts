import { createDataset } from './data';
import { initialParameters } from './initial-parameters';
import { createRandom } from './random';
import type { Experiment } from './spec';
import { topologyOf } from './topology';

/** The parameters that a run of this experiment begins with: drawn, as there, after the data. */
export function firstParameters(experiment: Experiment): Float64Array {
  const random = createRandom(experiment.seed);
  createDataset(experiment, random);
  return initialParameters(experiment, topologyOf(experiment), random);
}
