import { normal, uniform, type RandomStream } from '../random';
import { collectPoints, type Points, type PointsRequest } from './points';

// Sets of TensorFlow Playground: points of the plane, labels ±1. Where the first half of the points differs
// from the second, it is the first that takes the odd one.
const RADIUS = 5;
const XOR_GAP = 0.3;

/** A disc (+1) inside a ring (−1); noise moves the place where the label is judged, not the point. */
export function circle({ count, noise }: PointsRequest, random: RandomStream): Points {
  const half = Math.ceil(count / 2);
  return collectPoints(count, 2, (index) => {
    const radius = index < half ? uniform(random, 0, 0.5 * RADIUS) : uniform(random, 0.7 * RADIUS, RADIUS);
    const angle = uniform(random, 0, 2 * Math.PI);
    const x = radius * Math.sin(angle);
    const y = radius * Math.cos(angle);
    const judgedX = x + uniform(random, -RADIUS, RADIUS) * noise;
    const judgedY = y + uniform(random, -RADIUS, RADIUS) * noise;
    return [x, y, Math.sqrt(judgedX * judgedX + judgedY * judgedY) < 0.5 * RADIUS ? 1 : -1];
  });
}

/** Opposite quadrants share a label, with a gap along the axes; noise as in `circle`. */
export function xor({ count, noise }: PointsRequest, random: RandomStream): Points {
  const coordinate = () => {
    const drawn = uniform(random, -RADIUS, RADIUS);
    return drawn + (drawn > 0 ? XOR_GAP : -XOR_GAP);
  };
  return collectPoints(count, 2, () => {
    const x = coordinate();
    const y = coordinate();
    const judgedX = x + uniform(random, -RADIUS, RADIUS) * noise;
    const judgedY = y + uniform(random, -RADIUS, RADIUS) * noise;
    return [x, y, judgedX * judgedY >= 0 ? 1 : -1];
  });
}

/** Two normal clouds around (2, 2) and (−2, −2); noise widens them. */
export function gauss({ count, noise }: PointsRequest, random: RandomStream): Points {
  const half = Math.ceil(count / 2);
  const variance = 0.5 + 7 * noise;
  return collectPoints(count, 2, (index) => {
    const label = index < half ? 1 : -1;
    return [normal(random, 2 * label, variance), normal(random, 2 * label, variance), label];
  });
}

/** Two arms of 1.75 turns, half a turn apart; noise shakes the points. */
export function spiral({ count, noise }: PointsRequest, random: RandomStream): Points {
  const half = Math.ceil(count / 2);
  return collectPoints(count, 2, (index) => {
    const step = index % half;
    const steps = index < half ? half : count - half;
    const radius = (step / steps) * RADIUS;
    const angle = ((1.75 * step) / steps) * 2 * Math.PI + (index < half ? 0 : Math.PI);
    const x = radius * Math.sin(angle) + uniform(random, -1, 1) * noise;
    const y = radius * Math.cos(angle) + uniform(random, -1, 1) * noise;
    return [x, y, index < half ? 1 : -1];
  });
}
