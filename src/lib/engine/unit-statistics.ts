import type { NodePictures } from './node-pictures';
import type { ActivationName } from './spec';
import type { Trainer } from './trainer';

/** How many neurons of a hidden layer have stopped to tell examples apart. */
export interface LayerUnits {
  readonly count: number;
  /** Of ReLU: give 0 for all the training data, so that no gradient reaches them. */
  readonly dead: number;
  /** Stand at an end of what their activation can give for nearly all the training data. */
  readonly saturated: number;
}

/** The ends of what an activation can give, where it flattens towards them. */
const ends: Partial<Record<ActivationName, readonly [low: number, high: number]>> = {
  tanh: [-1, 1],
  sigmoid: [0, 1],
};
/** As a share of the way between both ends. */
const AT_END = 0.005;
/** So large a share of examples may stand elsewhere. */
const FEW = 0.05;

/** Looks at each hidden neuron's values on the places of the map at which training data stand. */
export function unitStatistics({ signed }: NodePictures, trainer: Trainer): LayerUnits[] {
  const { topology, experiment, exampleCells: cells } = trainer;
  let first = topology.inputs.length;
  return topology.layers.slice(0, -1).map(({ outputs }, layer) => {
    const units = signed.slice(first, first + outputs);
    first += outputs;
    const activation = experiment.layerActivations[layer] ?? experiment.activation;
    const bounds = ends[activation];
    const isDead = (values: ArrayLike<number>) => cells.every((cell) => values[cell] === 0);
    return {
      count: outputs,
      dead: activation === 'relu' ? units.filter(isDead).length : 0,
      saturated: bounds ? units.filter((values) => isSaturated(values, cells, bounds)).length : 0,
    };
  });
}

function isSaturated(
  values: ArrayLike<number>,
  cells: readonly number[],
  [low, high]: readonly [number, number],
): boolean {
  const margin = AT_END * (high - low);
  let elsewhere = 0;
  return cells.every((cell) => {
    const value = values[cell];
    if (value > low + margin && value < high - margin) elsewhere++;
    return elsewhere <= FEW * cells.length;
  });
}
