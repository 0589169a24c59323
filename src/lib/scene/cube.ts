/** A point of the unit cube, or a direction: one coordinate for each input. */
export type Point = readonly [number, number, number];

/** All points p with normal · p = offset; with weights as normal and the threshold as offset, where the sum is just not enough. */
export interface Plane {
  readonly normal: Point;
  readonly offset: number;
}

/** Turned to the left by yaw, then tipped towards the viewer by pitch, both in radians. */
export interface CubeView {
  readonly yaw: number;
  readonly pitch: number;
}

/** On the screen, in sides of the cube from its centre: x to the right, y down, depth away from the viewer. */
export interface Projected {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** A piece of an edge that lies on one side of a plane. */
export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/** The first axis points to the right, the second up, the third away and up a little. */
export const firstCubeView: CubeView = { yaw: 0.5, pitch: 0.36 };

/** How far from its middle the cube reaches in any position, with discs at its corners and signs at its axes. */
export const cubeReach = { x: 1.08, y: 0.96 };

const STEEPEST = Math.PI / 2;
/** Closer than this, two corners of a polygon are one. */
const SAME_CORNER = 1e-9;

const edges: readonly Segment[] = [0, 1, 2].flatMap((axis) =>
  [0, 1, 2, 3].map((place) => {
    const along = (end: number) => {
      const others = [place & 1, place >> 1];
      return [0, 1, 2].map((k) => (k === axis ? end : others.pop()!)) as unknown as Point;
    };
    return { from: along(0), to: along(1) };
  }),
);

/** The view after a turn; upside down it never gets. */
export function turned({ yaw, pitch }: CubeView, byYaw: number, byPitch: number): CubeView {
  const whole = 2 * Math.PI;
  return {
    yaw: (((yaw + byYaw) % whole) + whole) % whole,
    pitch: Math.min(Math.max(pitch + byPitch, -STEEPEST), STEEPEST),
  };
}

/** Where a point is seen, without perspective. */
export function project({ yaw, pitch }: CubeView, point: Point): Projected {
  const [x, y, z] = point.map((coordinate) => coordinate - 0.5);
  const back = z * Math.cos(yaw) - x * Math.sin(yaw);
  return {
    x: x * Math.cos(yaw) + z * Math.sin(yaw),
    y: -(y * Math.cos(pitch) + back * Math.sin(pitch)),
    depth: back * Math.cos(pitch) - y * Math.sin(pitch),
  };
}

/** How far a point lies on the far side of the plane: positive where the sum is strictly greater. */
export function beyond({ normal, offset }: Plane, point: Point): number {
  return normal.reduce((sum, coordinate, axis) => sum + coordinate * point[axis], 0) - offset;
}

/** The corners, in order around it, of the face in which a plane cuts the unit cube: 3 to 6, or none. */
export function cutThroughCube(plane: Plane): readonly Point[] {
  const corners: Point[] = [];
  for (const edge of edges) {
    const ends = [edge.from, edge.to];
    const crossing = crossingOf(plane, edge);
    const touched = crossing ? [crossing] : ends.filter((end) => beyond(plane, end) === 0);
    for (const corner of touched) {
      if (corners.every((other) => distance(corner, other) > SAME_CORNER)) corners.push(corner);
    }
  }
  const isFace = corners.length >= 3 && plane.normal.some((coordinate) => coordinate !== 0);
  return isFace ? aroundTheirMiddle(corners, plane.normal) : [];
}

/** All edges, cut at the plane: those behind it as the viewer sees it, and those before it. */
export function edgesAround(
  plane: Plane | undefined,
  view: CubeView,
): { readonly behind: readonly Segment[]; readonly before: readonly Segment[] } {
  if (!plane) return { behind: [], before: edges };
  const pieces = edges.flatMap((edge) => {
    const crossing = crossingOf(plane, edge);
    return crossing
      ? [
          { ...edge, to: crossing },
          { ...edge, from: crossing },
        ]
      : [edge];
  });
  const isBehind = ({ from, to }: Segment) => isBehindPlane(plane, view, between(from, to, 0.5));
  return { behind: pieces.filter(isBehind), before: pieces.filter((piece) => !isBehind(piece)) };
}

/** Whether the viewer sees a point through the plane. */
export function isBehindPlane(plane: Plane, view: CubeView, point: Point): boolean {
  const depthOf = (axis: number) => {
    const unit = [0, 1, 2].map((k) => (k === axis ? 1 : 0)) as unknown as Point;
    return project(view, unit).depth - project(view, [0, 0, 0]).depth;
  };
  const depthBeyond = plane.normal.reduce((sum, coordinate, axis) => sum + coordinate * depthOf(axis), 0);
  return beyond(plane, point) * depthBeyond > 0;
}

/** The indices of the points from the farthest to the nearest. */
export function farthestFirst(view: CubeView, points: readonly Point[]): readonly number[] {
  const depths = points.map((point) => project(view, point).depth);
  return points.map((_, index) => index).sort((a, b) => depths[b] - depths[a]);
}

/** The index of the point that is seen closest to a place; of two in one line of sight the nearer to the viewer. */
export function pointSeenAt(
  view: CubeView,
  points: readonly Point[],
  x: number,
  y: number,
  within: number,
): number | undefined {
  const distances = points.map((point) => {
    const seen = project(view, point);
    return Math.hypot(seen.x - x, seen.y - y);
  });
  return farthestFirst(view, points).reduce<number | undefined>((best, index) => {
    const toBeat = best === undefined ? within : distances[best];
    return distances[index] <= toBeat ? index : best;
  }, undefined);
}

/** The edge along an axis that stands outermost on the screen; of two opposite ones the lower. */
export function outermostEdge(view: CubeView, axis: number): Segment {
  const outwardness = ({ from, to }: Segment) => {
    const { x, y } = project(view, between(from, to, 0.5));
    return Math.hypot(x, y) + 0.05 * y;
  };
  return edges
    .slice(4 * axis, 4 * axis + 4)
    .reduce((best, edge) => (outwardness(edge) > outwardness(best) ? edge : best));
}

export function between(from: Point, to: Point, share: number): Point {
  return from.map((start, axis) => start + share * (to[axis] - start)) as unknown as Point;
}

/** Where an edge passes from one side of the plane to the other. */
function crossingOf(plane: Plane, { from, to }: Segment): Point | undefined {
  const [start, end] = [beyond(plane, from), beyond(plane, to)];
  return start * end < 0 ? between(from, to, start / (start - end)) : undefined;
}

function distance(one: Point, other: Point): number {
  return Math.hypot(...one.map((coordinate, axis) => coordinate - other[axis]));
}

function aroundTheirMiddle(corners: readonly Point[], normal: Point): readonly Point[] {
  const middle = [0, 1, 2].map(
    (axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length,
  );
  const from = (corner: Point) =>
    corner.map((coordinate, axis) => coordinate - middle[axis]) as unknown as Point;
  const right = from(corners[0]);
  const up = cross(normal, right).map((coordinate) => coordinate / Math.hypot(...normal)) as unknown as Point;
  const angle = (corner: Point) => Math.atan2(dot(from(corner), up), dot(from(corner), right));
  return [...corners].sort((a, b) => angle(a) - angle(b));
}

const dot = (a: Point, b: Point) => a.reduce((sum, coordinate, axis) => sum + coordinate * b[axis], 0);

const cross = ([a, b, c]: Point, [d, e, f]: Point): Point => [b * f - c * e, c * d - a * f, a * e - b * d];
