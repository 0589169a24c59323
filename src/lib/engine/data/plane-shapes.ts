import { normal, uniform, type RandomStream } from '../random';
import { collectPoints, type Points, type PointsRequest } from './points';

// Shapes in the plane, labels ±1, which no straight line parts and no disc either.
const RADIUS = 5;

/** Radius of each half moon: both together are three radii wide, from −5 to 5. */
const MOON_RADIUS = (2 * RADIUS) / 3;

/**
 * Two half circles, each reaching into the other's hollow: scikit-learn's `make_moons`, centred and enlarged.
 * The first half of the points, rounded up, is the upper moon (+1). Noise shakes the points; as a share of the
 * radius its standard deviation is that function's `noise`.
 * Order of draws for each point: its angle along the moon, the shaking of x, of y.
 */
export function moons({ count, noise }: PointsRequest, random: RandomStream): Points {
  const upper = Math.ceil(count / 2);
  return collectPoints(count, 2, (index) => {
    const label = index < upper ? 1 : -1;
    const angle = uniform(random, 0, Math.PI);
    const x = label * MOON_RADIUS * (Math.cos(angle) - 1 / 2);
    const y = label * MOON_RADIUS * (Math.sin(angle) - 1 / 4);
    return [...shaken(x, y, MOON_RADIUS * noise, random), label];
  });
}

/** Inner and outer radius of each ring. */
const innerRing = [0.5, 1.5] as const;
const middleRing = [2.25, 3.25] as const;
const outerRing = [4, RADIUS] as const;
/** The standard deviation by which noise of 1 shakes points, so that the rings blur but stay rings up to a third. */
const RING_SHAKE = 1.5;

/**
 * Three rings, the middle one of another class (−1) than the others (+1): what `circle` is not, a set that stays
 * curved even in x² + y², so that squares as features need a hidden layer behind them.
 * The first half of the points, rounded up, is +1, and every fifth of them lies in the inner ring, which makes
 * both about as dense. Noise shakes the points.
 * Order of draws for each point: radius, angle, the shaking of x, of y.
 */
export function rings({ count, noise }: PointsRequest, random: RandomStream): Points {
  const half = Math.ceil(count / 2);
  const ringOf = (index: number) => (index % 5 === 0 ? innerRing : outerRing);
  return collectPoints(count, 2, (index) => {
    const [from, to] = index < half ? ringOf(index) : middleRing;
    const radius = uniform(random, from, to);
    const angle = uniform(random, 0, 2 * Math.PI);
    const [x, y] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return [...shaken(x, y, RING_SHAKE * noise, random), index < half ? 1 : -1];
  });
}

const SQUARES = 4;
const SQUARE_SIDE = 3;
/** Between a square's edge and its points. */
const MARGIN = 0.2;

/**
 * Four by four squares from −6 to 6 with labels in turn, (0, 0) … (3, 3) being +1; the sine features have their
 * zeros nearly at the squares' edges. Squares get their points in turn, row by row from below. Noise moves the
 * place where the label is judged, by up to its share of a square's side, not the point.
 * Order of draws for each point: x, y, noise of x, noise of y.
 */
export function checkerboard({ count, noise }: PointsRequest, random: RandomStream): Points {
  const inSquare = (square: number) =>
    (square - SQUARES / 2) * SQUARE_SIDE + uniform(random, MARGIN, SQUARE_SIDE - MARGIN);
  const shift = () => uniform(random, -SQUARE_SIDE, SQUARE_SIDE) * noise;
  return collectPoints(count, 2, (index) => {
    const square = index % SQUARES ** 2;
    const x = inSquare(square % SQUARES);
    const y = inSquare(Math.floor(square / SQUARES));
    const column = Math.floor((x + shift()) / SQUARE_SIDE);
    const row = Math.floor((y + shift()) / SQUARE_SIDE);
    return [x, y, (column + row) % 2 === 0 ? 1 : -1];
  });
}

function shaken(x: number, y: number, deviation: number, random: RandomStream): [x: number, y: number] {
  return [normal(random, x, deviation ** 2), normal(random, y, deviation ** 2)];
}
