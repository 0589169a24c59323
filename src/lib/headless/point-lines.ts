import { splitOf, type Split, type Trainer } from '$lib/engine';

/** A point's raw coordinates by name, its label, and the set it belongs to. */
export type PointLine = Readonly<Record<string, number | Split>>;

const planeNames = ['x', 'y'];
const movieNames = ['weather', 'price', 'girlfriend'];

/** The points in the order of training, then those that validate, then those of the test. */
export function* pointLines({ dataset, isMovie }: Trainer): Generator<PointLine, void> {
  const { inputs, labels } = dataset;
  const names = isMovie ? movieNames : planeNames;
  for (let index = 0; index < labels.length; index++) {
    yield {
      ...Object.fromEntries(inputs.map((column, dimension) => [names[dimension], column[index]])),
      label: labels[index],
      split: splitOf(index, dataset),
    };
  }
}
