import type { Experiment } from '../spec';
import type { Points } from './points';

/** Coordinates in a row of `ownPoints`: x₁ and the label. */
export const OWN_POINT_NUMBERS = 2;

/**
 * The points that were placed by hand, in the order in which they were placed but for those that train, which come
 * first. So many of every hundred train as the training share says, evenly among the others: a further point
 * changes nothing about the earlier ones. One at least trains, and one does not.
 */
export function ownPointsOf({ ownPoints, percTrainData }: Experiment): Points & { trainCount: number } {
  const places = Array.from({ length: ownPoints.length / OWN_POINT_NUMBERS }, (_, place) => place);
  const trainsUpTo = (place: number) => Math.ceil((place * percTrainData) / 100);
  const trains = places.filter((place) => trainsUpTo(place + 1) > trainsUpTo(place));
  if (trains.length === places.length) trains.pop();
  const order = [...trains, ...places.filter((place) => !trains.includes(place))];
  const column = (coordinate: number) =>
    Float64Array.from(order, (place) => ownPoints[place * OWN_POINT_NUMBERS + coordinate]);
  return { inputs: [column(0)], labels: column(1), trainCount: trains.length };
}
