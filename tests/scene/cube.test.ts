import { describe, expect, it } from 'vitest';
import { weekends } from '$lib/engine';
import {
  beyond,
  cutThroughCube,
  edgesAround,
  farthestFirst,
  firstCubeView,
  isBehindPlane,
  outermostEdge,
  pointSeenAt,
  project,
  turned,
  type Plane,
  type Point,
} from '$lib/scene/cube';

const plane = (weather: number, price: number, girlfriend: number, threshold: number): Plane => ({
  normal: [weather, price, girlfriend],
  offset: threshold,
});

/** Planes of every direction at every height that can matter, exact ones and crooked ones. */
const planes = [-8, -4, 0, 4, 8, 0.3].flatMap((weather) =>
  [-4, 0, 4, 97.7].flatMap((price) =>
    [-3.1, 0, 4].flatMap((girlfriend) =>
      [-8, -2, 0, 1, 4, 8, 12, 50].map((threshold) => plane(weather, price, girlfriend, threshold)),
    ),
  ),
);
const subtract = (a: Point, b: Point) => a.map((coordinate, axis) => coordinate - b[axis]);
const cross = ([a, b, c]: number[], [d, e, f]: number[]) => [b * f - c * e, c * d - a * f, a * e - b * d];
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, axis) => sum + x * b[axis], 0);

describe('the cut of a plane through the cube', () => {
  it.each([
    ['three corners near a corner of the cube', plane(1, 1, 1, 0.5), 3],
    ['four where the article starts', plane(8, 4, 4, 8), 4],
    ['four for a plane along an axis', plane(1, 1, 98, 50), 4],
    ['five', plane(2, 3, 4, 3.5), 5],
    ['six through the middle', plane(1, 1, 1, 1.5), 6],
    ['four where it lies in a face', plane(1, 0, 0, 1), 4],
    ['none above the cube', plane(8, 4, 4, 16.5), 0],
    ['none below the cube', plane(8, 4, 4, -1), 0],
    ['none where it only touches a corner', plane(8, 4, 4, 16), 0],
    ['none where it only touches an edge', plane(1, 1, 0, 2), 0],
    ['none without weights', plane(0, 0, 0, 0), 0],
  ])('has %s', (_, cut, count) => {
    expect(cutThroughCube(cut)).toHaveLength(count);
  });

  it('is where the sum is just not enough', () => {
    expect(new Set(cutThroughCube(plane(8, 4, 4, 8)).map(String))).toEqual(
      new Set(['1,0,0', '0.5,0,1', '0,1,1', '0.5,1,0']),
    );
  });

  it('has its corners on the plane, inside the cube, and in order around a convex face', () => {
    for (const cut of planes) {
      const corners = cutThroughCube(cut);
      const size = Math.hypot(...cut.normal);
      corners.forEach((corner, index) => {
        expect(Math.abs(beyond(cut, corner)) / size).toBeLessThan(1e-9);
        for (const coordinate of corner) {
          expect(coordinate).toBeGreaterThanOrEqual(0);
          expect(coordinate).toBeLessThanOrEqual(1);
        }
        const next = corners[(index + 1) % corners.length];
        const afterNext = corners[(index + 2) % corners.length];
        const turn = cross(subtract(next, corner), subtract(afterNext, next));
        expect(dot(turn, cut.normal), JSON.stringify(cut)).toBeGreaterThan(0);
      });
    }
  });

  it('is there exactly when it parts corners, or holds three of them', () => {
    for (const cut of planes.filter(({ normal }) => normal.some((weight) => weight !== 0))) {
      const sides = weekends.map((weekend) => Math.sign(beyond(cut, weekend)));
      const parts = sides.includes(1) && sides.includes(-1);
      const holds = sides.filter((side) => side === 0).length >= 3;
      expect(cutThroughCube(cut).length > 0, JSON.stringify(cut)).toBe(parts || holds);
    }
  });

  it('has those weekends beyond it whose sum is strictly greater than the threshold', () => {
    for (const cut of planes) {
      for (const weekend of weekends) {
        let sum = 0;
        for (let axis = 0; axis < 3; axis++) sum += cut.normal[axis] * weekend[axis];
        expect(beyond(cut, weekend) > 0).toBe(sum > cut.offset);
      }
    }
  });
});

describe('the view of the cube', () => {
  const views = [firstCubeView, ...[0, 1, 2.5, 4, 6].map((yaw) => ({ yaw, pitch: yaw / 4 - 0.7 }))];

  it('shows the axes to the right, up, and away at first', () => {
    const origin = project(firstCubeView, [0, 0, 0]);
    expect(project(firstCubeView, [1, 0, 0]).x).toBeGreaterThan(origin.x + 0.5);
    expect(project(firstCubeView, [0, 1, 0]).y).toBeLessThan(origin.y - 0.5);
    expect(project(firstCubeView, [0, 0, 1]).depth).toBeGreaterThan(origin.depth + 0.5);
  });

  it('turns without stretching', () => {
    for (const view of views) {
      for (const corner of weekends) {
        const { x, y, depth } = project(view, corner);
        expect(Math.hypot(x, y, depth)).toBeCloseTo(Math.sqrt(0.75), 12);
      }
    }
  });

  it('comes back after a whole turn and never tips over', () => {
    expect(turned({ yaw: 0.5, pitch: 0 }, 2 * Math.PI, 9).yaw).toBeCloseTo(0.5, 12);
    expect(turned({ yaw: 0.5, pitch: 0 }, -1, 9)).toEqual({ yaw: 2 * Math.PI - 0.5, pitch: Math.PI / 2 });
    expect(turned({ yaw: 0.5, pitch: 0 }, 0, -9).pitch).toBe(-Math.PI / 2);
  });

  it('draws far corners first', () => {
    for (const view of views) {
      const depths = farthestFirst(view, weekends).map((index) => project(view, weekends[index]).depth);
      expect(depths).toEqual([...depths].sort((a, b) => b - a));
    }
  });

  it('sees corners through the plane that a line to the viewer would cross', () => {
    const cut = plane(8, 4, 4, 9);
    for (const view of views) {
      const { behind, before } = edgesAround(cut, view);
      expect(behind.length + before.length).toBe(12 + cutThroughCube(cut).length);
      for (const corner of weekends) {
        const towards = [0, 1, 2].map((axis) => {
          const unit: Point = [Number(axis === 0), Number(axis === 1), Number(axis === 2)];
          return project(view, [0, 0, 0]).depth - project(view, unit).depth;
        });
        const nearer = corner.map((coordinate, axis) => coordinate + 50 * towards[axis]) as unknown as Point;
        const isCrossed = beyond(cut, corner) * beyond(cut, nearer) < 0;
        expect(isBehindPlane(cut, view, corner)).toBe(isCrossed);
      }
    }
  });

  it('finds the corner that is seen at a place, the nearer of two in one line of sight', () => {
    const straight = { yaw: 0, pitch: 0 };
    const at = (x: number, y: number) => pointSeenAt(straight, weekends, x, y, 0.1);
    expect(weekends[at(0.45, -0.5)!]).toEqual([1, 1, 0]);
    expect(weekends[at(-0.5, 0.56)!]).toEqual([0, 0, 0]);
    expect(at(0.3, 0.3)).toBeUndefined();
    for (const view of views) {
      weekends.forEach((corner, index) => {
        const { x, y } = project(view, corner);
        expect(pointSeenAt(view, weekends, x, y, 0.01)).toBe(index);
      });
    }
  });

  it('labels each axis at an edge along it', () => {
    for (const view of views) {
      for (const axis of [0, 1, 2]) {
        const { from, to } = outermostEdge(view, axis);
        expect(subtract(to, from)).toEqual([0, 1, 2].map((k) => Number(k === axis)));
      }
    }
  });
});
