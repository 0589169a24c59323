import type { RandomStream } from '../random';
import type { Experiment } from '../spec';

/** Examples as structure of arrays: one array per coordinate and one of labels, all of the same length. */
export interface Points {
  readonly inputs: readonly Float64Array[];
  readonly labels: Float64Array;
}

/** The fields that describe the movie crowd. */
export type CrowdFields = Pick<
  Experiment,
  'habit' | 'habitWeights' | 'sunnyShare' | 'affordableShare' | 'girlfriendShare'
>;

/** What is asked of a generator; each reads what concerns it. */
export interface PointsRequest {
  readonly count: number;
  /** A share: the link's value divided by 100. */
  readonly noise: number;
  readonly classes: number;
  readonly crowd: CrowdFields;
}

/** Draws points; the order in which it takes its numbers from the stream is part of what a link means. */
export type Generator = (request: PointsRequest, random: RandomStream) => Points;

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
