import { uniform, type RandomStream } from '../random';
import { collectPoints, type Points, type PointsRequest } from './points';

// Sets of TensorFlow Playground: points of the plane with real labels. Noise moves the place where
// the label is read, not the point.
const RADIUS = 6;
const CONE_RADIUS = 2;

/** Centre and sign of each cone of `regGauss`. */
const cones = [
  [-4, 2.5, 1],
  [0, 2.5, -1],
  [4, 2.5, 1],
  [-4, -2.5, -1],
  [0, -2.5, 1],
  [4, -2.5, -1],
] as const;

/** A tilted plane: (x + y) / 10. */
export function regPlane(request: PointsRequest, random: RandomStream): Points {
  return draw(request, random, (x, y) => (x + y) / 10);
}

/** Six cones of height ±1 and radius 2, which touch but do not overlap; 0 elsewhere. */
export function regGauss(request: PointsRequest, random: RandomStream): Points {
  return draw(request, random, (x, y) => {
    let label = 0;
    for (const [centreX, centreY, sign] of cones) {
      const distance = Math.sqrt((x - centreX) ** 2 + (y - centreY) ** 2);
      const height = 1 - distance / CONE_RADIUS;
      if (height > Math.abs(label)) label = sign * height;
    }
    return label;
  });
}

/** Order of draws for each point: x, y, noise of x, noise of y. */
function draw(
  { count, noise }: PointsRequest,
  random: RandomStream,
  surface: (x: number, y: number) => number,
): Points {
  return collectPoints(count, 2, () => {
    const x = uniform(random, -RADIUS, RADIUS);
    const y = uniform(random, -RADIUS, RADIUS);
    const readX = x + uniform(random, -RADIUS, RADIUS) * noise;
    const readY = y + uniform(random, -RADIUS, RADIUS) * noise;
    return [x, y, surface(readX, readY)];
  });
}
