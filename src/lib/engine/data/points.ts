/** Examples as structure of arrays: one array per coordinate and one of labels, all of the same length. */
export interface Points {
  readonly inputs: readonly Float64Array[];
  readonly labels: Float64Array;
}

/** Coordinates of one example, then its label. */
type Example = readonly number[];

/**
 * Collects examples drawn one after the other, so that a stream is read in the order of the points.
 * @param dimensions coordinates per example; `draw` gives these and then the label
 */
export function collectPoints(count: number, dimensions: number, draw: (index: number) => Example): Points {
  const inputs = Array.from({ length: dimensions }, () => new Float64Array(count));
  const labels = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const example = draw(index);
    inputs.forEach((column, dimension) => (column[index] = example[dimension]));
    labels[index] = example[dimensions];
  }
  return { inputs, labels };
}
