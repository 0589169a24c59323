import { m } from '$lib/paraglide/messages.js';
import { FEWEST_OWN_POINTS, MOST_OWN_POINTS, pointsIn, type OwnPoint } from '$lib/state/own-points';
import type { Side } from '$lib/state/side';
import { notices } from '../parts/notices.svelte';

const pointsOf = ({ experiment }: Side) => pointsIn(experiment.ownPoints);

/** Each is a change of its own but for the steps of a drag, which `moveOwnPoint` takes. */
function set(playground: Side, points: readonly OwnPoint[]): void {
  playground.change({ ownPoints: points.flat() });
}

/**
 * Places one more point, if there may be more.
 * @returns its place among the points
 */
export function addOwnPoint(playground: Side, point: OwnPoint): number | undefined {
  const points = pointsOf(playground);
  if (points.length >= MOST_OWN_POINTS) {
    notices.warn(m.own_points_most({ most: MOST_OWN_POINTS }));
    return undefined;
  }
  set(playground, [...points, point]);
  return points.length;
}

export function moveOwnPoint(playground: Side, place: number, point: OwnPoint): void {
  set(playground, pointsOf(playground).with(place, point));
}

/** Takes a point away, if there are enough without it. */
export function removeOwnPoint(playground: Side, place: number): void {
  const points = pointsOf(playground);
  if (points.length <= FEWEST_OWN_POINTS) notices.warn(m.own_points_fewest({ fewest: FEWEST_OWN_POINTS }));
  else set(playground, points.toSpliced(place, 1));
}
