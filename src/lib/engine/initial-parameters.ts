import { normal, uniform, type RandomStream } from './random';
import type { Experiment } from './spec';
import type { Topology } from './topology';

/** With `uniform`, as TensorFlow Playground has it; the others begin with biases of 0. */
const FIRST_BIAS = 0.1;

/** A layer's first weight, from its numbers of inputs and outputs. */
type Initializer = (random: RandomStream, inputs: number, outputs: number) => number;

const initializers: Readonly<Record<Experiment['init'], Initializer>> = {
  uniform: (random) => random() - 0.5,
  /** Glorot and Bengio (2010): uniform, with variance 2 / (inputs + outputs). */
  glorot: (random, inputs, outputs) => {
    const limit = Math.sqrt(6 / (inputs + outputs));
    return uniform(random, -limit, limit);
  },
  /** He et al. (2015): normal, with variance 2 / inputs. */
  he: (random, inputs) => normal(random, 0, 2 / inputs),
  zeros: () => 0,
};

/**
 * The parameters a run begins with, in the order of the topology.
 * Layer by layer, for each neuron, for each of its sources one weight; biases are not drawn. A `start` whose length fits is taken as it is, and then nothing is drawn.
 */
export function initialParameters(
  experiment: Experiment,
  topology: Topology,
  random: RandomStream,
): Float64Array {
  if (experiment.start.length === topology.parameterCount) return Float64Array.from(experiment.start);
  const parameters = new Float64Array(topology.parameterCount);
  const draw = initializers[experiment.init];
  for (const { weights, biases, inputs, outputs } of topology.layers) {
    for (let index = weights; index < biases; index++) parameters[index] = draw(random, inputs, outputs);
    parameters.fill(experiment.init === 'uniform' ? FIRST_BIAS : 0, biases, biases + outputs);
  }
  return parameters;
}
