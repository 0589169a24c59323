import { normal, uniform, type RandomStream } from '../random';
import { collectPoints, type Points } from './points';

// Sets of TensorFlow Playground: 500 points of the plane, labels ±1. The order in which each draws its
// numbers is part of what a link means. `noise` is a share: the link's value divided by 100.
const COUNT = 500;
const HALF = COUNT / 2;
const RADIUS = 5;
const XOR_GAP = 0.3;

/** A disc (+1) inside a ring (−1); noise moves the place where the label is judged, not the point. */
export function circle(noise: number, random: RandomStream): Points {
  return collectPoints(COUNT, 2, (index) => {
    const radius = index < HALF ? uniform(random, 0, 0.5 * RADIUS) : uniform(random, 0.7 * RADIUS, RADIUS);
    const angle = uniform(random, 0, 2 * Math.PI);
    const x = radius * Math.sin(angle);
    const y = radius * Math.cos(angle);
    const judgedX = x + uniform(random, -RADIUS, RADIUS) * noise;
    const judgedY = y + uniform(random, -RADIUS, RADIUS) * noise;
    return [x, y, Math.sqrt(judgedX * judgedX + judgedY * judgedY) < 0.5 * RADIUS ? 1 : -1];
  });
}

/** Opposite quadrants share a label, with a gap along the axes; noise as in `circle`. */
export function xor(noise: number, random: RandomStream): Points {
  const coordinate = () => {
    const drawn = uniform(random, -RADIUS, RADIUS);
    return drawn + (drawn > 0 ? XOR_GAP : -XOR_GAP);
  };
  return collectPoints(COUNT, 2, () => {
    const x = coordinate();
    const y = coordinate();
    const judgedX = x + uniform(random, -RADIUS, RADIUS) * noise;
    const judgedY = y + uniform(random, -RADIUS, RADIUS) * noise;
    return [x, y, judgedX * judgedY >= 0 ? 1 : -1];
  });
}

/** Two normal clouds around (2, 2) and (−2, −2); noise widens them. */
export function gauss(noise: number, random: RandomStream): Points {
  const variance = 0.5 + 7 * noise;
  return collectPoints(COUNT, 2, (index) => {
    const label = index < HALF ? 1 : -1;
    return [normal(random, 2 * label, variance), normal(random, 2 * label, variance), label];
  });
}

/** Two arms of 1.75 turns, half a turn apart; noise shakes the points. */
export function spiral(noise: number, random: RandomStream): Points {
  return collectPoints(COUNT, 2, (index) => {
    const step = index % HALF;
    const radius = (step / HALF) * RADIUS;
    const angle = ((1.75 * step) / HALF) * 2 * Math.PI + (index < HALF ? 0 : Math.PI);
    const x = radius * Math.sin(angle) + uniform(random, -1, 1) * noise;
    const y = radius * Math.cos(angle) + uniform(random, -1, 1) * noise;
    return [x, y, index < HALF ? 1 : -1];
  });
}
