import type { RandomStream } from './random';
import type { Experiment } from './spec';
import type { Topology } from './topology';

const FIRST_BIAS = 0.1;

/**
 * The parameters a run begins with, in the order of the topology.
 * Layer by layer, for each neuron, for each of its sources: rand − 0.5; biases are not drawn. Zeros with
 * `initZero`. A `start` whose length fits is taken as it is, and then nothing is drawn.
 */
export function initialParameters(
  experiment: Experiment,
  topology: Topology,
  random: RandomStream,
): Float64Array {
  if (experiment.start.length === topology.parameterCount) return Float64Array.from(experiment.start);
  const parameters = new Float64Array(topology.parameterCount);
  if (experiment.initZero) return parameters;
  for (const { weights, biases, outputs } of topology.layers) {
    for (let index = weights; index < biases; index++) parameters[index] = random() - 0.5;
    parameters.fill(FIRST_BIAS, biases, biases + outputs);
  }
  return parameters;
}
