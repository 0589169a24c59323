import { normal, type RandomStream } from '../random';
import { collectPoints, type Points, type PointsRequest } from './points';

/** Of the circle on which the clouds' centres stand. */
const RADIUS = 3.5;

/**
 * Normal clouds, one for each class, evenly on a circle: class 0 at the top, the others following clockwise.
 * Labels are the numbers of the classes; points belong to the classes in turn. Noise widens the clouds, which
 * without it are apart even when there are six.
 * Order of draws for each point: x, y.
 */
export function blobs({ count, noise, classes }: PointsRequest, random: RandomStream): Points {
  const variance = 0.3 + 4 * noise;
  return collectPoints(count, 2, (index) => {
    const label = index % classes;
    const angle = (2 * Math.PI * label) / classes;
    const x = normal(random, RADIUS * Math.sin(angle), variance);
    const y = normal(random, RADIUS * Math.cos(angle), variance);
    return [x, y, label];
  });
}
