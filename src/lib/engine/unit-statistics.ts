import { PLANE_EXTENT } from './map-grid';
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
/** More tell no more. */
const MOST_EXAMPLES = 1000;

/** Looks at each hidden neuron's values on the places of the map at which training data stand. */
export function unitStatistics({ signed }: NodePictures, trainer: Trainer): LayerUnits[] {
  const { topology, experiment } = trainer;
  const cells = cellsOfData(trainer);
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

/** Places on the map, one for each training example on it; the movie's map is made of all there can be. */
function cellsOfData({ grid, dataset, trainCount, isMovie }: Trainer): number[] {
  const { columns, rows } = grid;
  if (isMovie) return Array.from({ length: columns * rows }, (_, cell) => cell);
  const [x1, x2] = dataset.inputs;
  const placeOf = (value: number, count: number) => Math.floor((value / (2 * PLANE_EXTENT) + 0.5) * count);
  const cells: number[] = [];
  for (let example = 0; example < Math.min(trainCount, MOST_EXAMPLES); example++) {
    const column = placeOf(x1[example], columns);
    const row = rows === 1 ? 0 : rows - 1 - placeOf(x2[example], rows);
    if (column >= 0 && column < columns && row >= 0 && row < rows) cells.push(row * columns + column);
  }
  return cells;
}
