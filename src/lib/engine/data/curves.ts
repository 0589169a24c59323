import { normal, uniform, type RandomStream } from '../random';
import { collectPoints, type Points, type PointsRequest } from './points';

// Curves over one input, x₁ from −6 to 6, with labels between −1 and 1. Noise shakes the labels: at 1 by a
// standard deviation of 1. Order of draws for each point: x₁, the shaking of its label.
const EXTENT = 6;
/** Between −STEP_PLACE and STEP_PLACE the steps are up. */
const STEP_PLACE = 2;

/** sin x₁: two waves or nearly, which neurons put together bend by bend, and the sine feature has at once. */
export function wave(request: PointsRequest, random: RandomStream): Points {
  return draw(request, random, Math.sin);
}

/** −1, from −2 to 2 +1, and −1 again: a step up and a step down, for each of which a neuron is enough. */
export function step(request: PointsRequest, random: RandomStream): Points {
  return draw(request, random, (x) => (Math.abs(x) < STEP_PLACE ? 1 : -1));
}

function draw({ count, noise }: PointsRequest, random: RandomStream, curve: (x: number) => number): Points {
  return collectPoints(count, 1, () => {
    const x = uniform(random, -EXTENT, EXTENT);
    return [x, normal(random, curve(x), noise * noise)];
  });
}
