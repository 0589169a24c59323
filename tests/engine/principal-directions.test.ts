import { describe, expect, test } from 'vitest';
import { principalDirections, type Axes } from '../../src/lib/engine/principal-directions';
import { createRandom, normal } from '../../src/lib/engine/random';

function run<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const dot = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Array.from(one).reduce((sum, value, index) => sum + value * other[index], 0);
const unit = (vector: number[]) => {
  const length = Math.sqrt(dot(vector, vector));
  return Float64Array.from(vector, (value) => value / length);
};

function randomAxes(width: number, seed: string): Axes {
  const random = createRandom(seed);
  const draw = () => Array.from({ length: width }, () => normal(random, 0, 1));
  const first = unit(draw());
  const second = draw();
  const along = dot(first, second);
  return [first, unit(second.map((value, p) => value - along * first[p]))];
}

/** Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, largest first: slow and obvious. */
function jacobi(matrix: number[][]): { value: number; vector: number[] }[] {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((__, j) => Number(i === j)));
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (a[p][q] === 0) continue;
        const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let k = 0; k < size; k++)
          [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
        for (let k = 0; k < size; k++)
          [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
        for (let k = 0; k < size; k++)
          [v[k][p], v[k][q]] = [c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]];
      }
    }
  }
  return a
    .map((row, i) => ({ value: row[i], vector: v.map((components) => components[i]) }))
    .sort((one, other) => other.value - one.value);
}

function covariance(points: readonly Float32Array[]): number[][] {
  const width = points[0].length;
  const mean = Array.from(
    { length: width },
    (_, p) => points.reduce((sum, x) => sum + x[p], 0) / points.length,
  );
  return mean.map((_, p) =>
    mean.map((__, q) => points.reduce((sum, x) => sum + (x[p] - mean[p]) * (x[q] - mean[q]), 0)),
  );
}

/** A walk whose steps are larger along some parameters, as a run's are. */
function walk(count: number, width: number, seed: string): Float32Array[] {
  const random = createRandom(seed);
  const place = new Float64Array(width);
  return Array.from({ length: count }, () => {
    place.forEach((value, p) => (place[p] = value + normal(random, 0.1, 1) / (1 + p)));
    return Float32Array.from(place);
  });
}

describe('principal directions', () => {
  test.each([
    [3, 5],
    [40, 17],
    [200, 9],
  ])('of %i points in %i dimensions are the first eigenvectors of their covariance', (count, width) => {
    const points = walk(count, width, `walk ${count}`);
    const { axes, shares } = run(principalDirections(points, randomAxes(width, 'start')));
    const expected = jacobi(covariance(points));
    const total = expected.reduce((sum, { value }) => sum + value, 0);
    axes.forEach((axis, k) => {
      expect(Math.abs(dot(axis, expected[k].vector)), `axis ${k}`).toBeCloseTo(1, 9);
      expect(shares[k]).toBeCloseTo(expected[k].value / total, 9);
    });
    expect(dot(axes[0], axes[1])).toBeCloseTo(0, 12);
    axes.forEach((axis) => expect(dot(axis, axis)).toBeCloseTo(1, 12));
  });

  test('of points on a line leave nothing for the second axis', () => {
    const points = [0, 1, 2, 5].map((t) => Float32Array.of(1 + 3 * t, 2, -4 * t));
    const { axes, shares } = run(principalDirections(points, randomAxes(3, 'line')));
    expect(Math.abs(dot(axes[0], [0.6, 0, -0.8]))).toBeCloseTo(1, 9);
    expect(shares[0]).toBeCloseTo(1, 9);
    expect(shares[1]).toBeCloseTo(0, 9);
    expect(dot(axes[0], axes[1])).toBeCloseTo(0, 12);
    expect(dot(axes[1], axes[1])).toBeCloseTo(1, 12);
  });

  test('of points that do not differ are those it began with', () => {
    const start = randomAxes(4, 'still');
    const still = Float32Array.of(1, 2, 3, 4);
    const { axes, shares } = run(principalDirections([still, still], start));
    axes.forEach((axis, k) => expect(dot(axis, start[k])).toBeCloseTo(1, 12));
    expect(shares).toEqual([0, 0]);
  });

  test('keep their sense when they are found again', () => {
    const points = walk(60, 6, 'sense');
    const [first, second] = run(principalDirections(points, randomAxes(6, 'any'))).axes;
    const turned: Axes = [first.map((value) => -value), second];
    const again = run(principalDirections(points, turned)).axes;
    expect(dot(again[0], first)).toBeCloseTo(-1, 9);
    expect(dot(again[1], second)).toBeCloseTo(1, 9);
  });
});
