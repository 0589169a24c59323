import { dot } from './parameter-plane';

/** Directions of length 1 at right angles to each other. */
export type Axes = readonly [first: Float64Array, second: Float64Array];

export interface PrincipalDirections {
  readonly axes: Axes;
  /** The share of the points' variance along each axis, 0 … 1. */
  readonly shares: readonly [first: number, second: number];
}

/** Where the second and the third variance are nearly equal, so many rounds find a plane that holds nearly as much. */
const MOST_ROUNDS = 200;
/** 1 − the cosine of the angle by which the axes still turn in a round. */
const STANDSTILL = 1e-13;
/** A share of the variance that is but rounding. */
const NOTHING = 1e-14;

/**
 * The two directions in which points vary most: the first eigenvectors of their covariance, by orthogonal iteration
 * (Golub and Van Loan, Matrix Computations, 8.2.4). Along an axis without variance the start remains as far as it is
 * at right angles to the other. Each round is a step of the generator, so that the caller can pause.
 * @param points [points][parameters]
 * @param start where to begin; axes that are nearly right are soon done, and keep their sense
 */
export function* principalDirections(
  points: readonly Float32Array[],
  start: Axes,
): Generator<void, PrincipalDirections> {
  const centred = fromTheirMean(points);
  yield;
  const variance = centred.reduce((sum, point) => sum + dot(point, point), 0);
  let axes = start;
  for (let round = 0; ; round++) {
    const images = axes.map((axis) => imageOf(axis, centred));
    const first = direction(images[0], axes[0], NOTHING * variance);
    const second = direction(across(images[1], first), across(axes[1], first), NOTHING * variance);
    const turned = Math.max(1 - dot(first, axes[0]), 1 - dot(second, axes[1]));
    axes = [first, second];
    if (turned < STANDSTILL || round === MOST_ROUNDS) break;
    yield;
  }
  const shareOf = (axis: Float64Array) =>
    variance > 0 ? centred.reduce((sum, point) => sum + dot(point, axis) ** 2, 0) / variance : 0;
  return { axes, shares: [shareOf(axes[0]), shareOf(axes[1])] };
}

function fromTheirMean(points: readonly Float32Array[]): Float64Array[] {
  const mean = new Float64Array(points[0].length);
  for (const point of points) {
    for (let p = 0; p < mean.length; p++) mean[p] += point[p] / points.length;
  }
  return points.map((point) => {
    const centred = new Float64Array(mean.length);
    for (let p = 0; p < mean.length; p++) centred[p] = point[p] - mean[p];
    return centred;
  });
}

/** The covariance of centred points, times their number, applied to an axis. */
function imageOf(axis: Float64Array, centred: readonly Float64Array[]): Float64Array {
  const image = new Float64Array(axis.length);
  for (const point of centred) {
    const along = dot(point, axis);
    for (let p = 0; p < image.length; p++) image[p] += along * point[p];
  }
  return image;
}

/** What is left of a vector at right angles to an axis. */
function across(vector: Float64Array, axis: Float64Array): Float64Array {
  const along = dot(vector, axis);
  return vector.map((value, p) => value - along * axis[p]);
}

/** A vector, or where it is hardly anything another one, brought to length 1. */
function direction(vector: Float64Array, otherwise: Float64Array, least: number): Float64Array {
  const chosen = Math.sqrt(dot(vector, vector)) > least ? vector : otherwise;
  const length = Math.sqrt(dot(chosen, chosen));
  return chosen.map((value) => value / length);
}
