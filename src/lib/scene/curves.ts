import type { LinkPlace } from './layout';

/** A cubic Bézier curve from (x0, y0) to (x1, y1), in CSS pixels. */
export interface Curve {
  x0: number;
  y0: number;
  controlX0: number;
  controlY0: number;
  controlX1: number;
  controlY1: number;
  x1: number;
  y1: number;
}

/** Leaves and arrives level. */
export function acrossCurve(x0: number, y0: number, x1: number, y1: number): Curve {
  const middle = (x0 + x1) / 2;
  return { x0, y0, controlX0: middle, controlY0: y0, controlX1: middle, controlY1: y1, x1, y1 };
}

/** Leaves level and soon arrives level: at its end it is out of the way of what stands beside that. */
export function intoMapBeside(x0: number, y0: number, x1: number, y1: number): Curve {
  const [controlX0, controlX1] = [x0 + 0.4 * (x1 - x0), x0 + 0.35 * (x1 - x0)];
  return { x0, y0, controlX0, controlY0: y0, controlX1, controlY1: y1, x1, y1 };
}

/** Leaves level and arrives from above. */
export function intoMapBelow(x0: number, y0: number, x1: number, y1: number): Curve {
  return { x0, y0, controlX0: x1, controlY0: y0, controlX1: x1, controlY1: y0 + 0.4 * (y1 - y0), x1, y1 };
}

/** A place on a link: t = 0 its start, 1 its end. */
export function pointOnLink(link: Curve, t: number): { x: number; y: number } {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return {
    x: a * link.x0 + b * link.controlX0 + c * link.controlX1 + d * link.x1,
    y: a * link.y0 + b * link.controlY0 + c * link.controlY1 + d * link.y1,
  };
}

/** The direction across a link, a unit vector. */
export function normalOnLink(link: Curve, t: number): { x: number; y: number } {
  const s = 1 - t;
  const [a, b, c] = [s * s, 2 * s * t, t * t];
  const { x0, y0, controlX0, controlY0, controlX1, controlY1, x1, y1 } = link;
  const dx = a * (controlX0 - x0) + b * (controlX1 - controlX0) + c * (x1 - controlX1);
  const dy = a * (controlY0 - y0) + b * (controlY1 - controlY0) + c * (y1 - controlY1);
  const length = Math.hypot(dx, dy) || 1;
  return { x: -dy / length, y: dx / length };
}

/**
 * The number of straight pieces that stray from the curve by no more than the given distance.
 * A cubic strays from n equal ones by at most ¾ · |second difference of its points| / n².
 */
export function segmentsOf(curve: Curve, flatnessPx: number): number {
  const { x0, y0, controlX0, controlY0, controlX1, controlY1, x1, y1 } = curve;
  const bend = Math.max(
    Math.hypot(x0 - 2 * controlX0 + controlX1, y0 - 2 * controlY0 + controlY1),
    Math.hypot(controlX0 - 2 * controlX1 + x1, controlY0 - 2 * controlY1 + y1),
  );
  return Math.min(Math.max(Math.ceil(Math.sqrt((0.75 * bend) / flatnessPx)), 1), 64);
}

const hitSegments = 24;

/** The link that passes closest by a place, if any passes within the given distance. */
export function nearestLink(
  links: readonly LinkPlace[],
  x: number,
  y: number,
  withinPx: number,
): LinkPlace | undefined {
  let nearest: LinkPlace | undefined;
  let distance = withinPx;
  for (const link of links) {
    if (isFarFrom(link, x, y, distance)) continue;
    let from = pointOnLink(link, 0);
    for (let k = 1; k <= hitSegments; k++) {
      const to = pointOnLink(link, k / hitSegments);
      const here = distanceToSegment(x, y, from, to);
      if (here < distance || (here === distance && !nearest)) [nearest, distance] = [link, here];
      from = to;
    }
  }
  return nearest;
}

function isFarFrom(link: Curve, x: number, y: number, distance: number): boolean {
  const { x0, y0, controlX0, controlY0, controlX1, controlY1, x1, y1 } = link;
  return (
    x < Math.min(x0, controlX0, controlX1, x1) - distance ||
    x > Math.max(x0, controlX0, controlX1, x1) + distance ||
    y < Math.min(y0, controlY0, controlY1, y1) - distance ||
    y > Math.max(y0, controlY0, controlY1, y1) + distance
  );
}

interface Place {
  x: number;
  y: number;
}

function distanceToSegment(x: number, y: number, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / lengthSquared;
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - from.x - t * dx, y - from.y - t * dy);
}
