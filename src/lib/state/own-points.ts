import { experimentFields, OWN_POINT_NUMBERS, type Experiment } from '$lib/engine';
import type { Side } from './side';

/** A point of a curve: x₁ and its label. */
export type OwnPoint = readonly [x: number, y: number];

const { row = [], minLength, maxLength } = experimentFields.ownPoints;
/** What each of a point's coordinates may be. */
export const ownPointRanges = row;
export const FEWEST_OWN_POINTS = minLength / OWN_POINT_NUMBERS;
export const MOST_OWN_POINTS = maxLength / OWN_POINT_NUMBERS;

export const hasOwnPoints = ({ problem, regDataset }: Experiment) =>
  problem === 'regression' && regDataset === 'own';

/** Points that were placed by hand are there to be seen and moved, whatever they are for. */
export const showsTestData = ({ experiment, view }: Pick<Side, 'experiment' | 'view'>) =>
  view.showTestData || hasOwnPoints(experiment);

/** Of the field's numbers, the points. */
export const pointsIn = (numbers: readonly number[]): OwnPoint[] =>
  Array.from({ length: numbers.length / OWN_POINT_NUMBERS }, (_, place) => {
    const [x, y] = numbers.slice(place * OWN_POINT_NUMBERS);
    return [x, y];
  });

/** The nearest point that can be: within the ranges, with two decimals. */
export function allowedPoint(point: OwnPoint): OwnPoint {
  const [x, y] = point.map((value, coordinate) => {
    const { min, max } = ownPointRanges[coordinate];
    return Math.round(100 * Math.min(Math.max(value, min), max)) / 100;
  });
  return [x, y];
}
