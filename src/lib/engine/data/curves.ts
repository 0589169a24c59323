import { normal, uniform } from '../random';
import type { Experiment } from '../spec';
import { collectPoints, type Generator } from './points';

// Curves over one input, x₁ from −6 to 6, with labels between −1 and 1. Noise shakes the labels: at 1 by a
// standard deviation of 1. Order of draws for each point: x₁, the shaking of its label.
const EXTENT = 6;
/** Between −STEP_PLACE and STEP_PLACE the steps are up. */
const STEP_PLACE = 2;

type Curve = (x: number) => number;

const curves = {
  /** Two waves or nearly, which neurons put together bend by bend, and the sine feature has at once. */
  wave: Math.sin,
  /** −1, from −2 to 2 +1, and −1 again: a step up and a step down, for each of which a neuron is enough. */
  step: (x) => (Math.abs(x) < STEP_PLACE ? 1 : -1),
} as const satisfies Record<string, Curve>;

export const wave = generatorOf(curves.wave);
export const step = generatorOf(curves.step);

function generatorOf(curve: Curve): Generator {
  return ({ count, noise }, random) =>
    collectPoints(count, 1, () => {
      const x = uniform(random, -EXTENT, EXTENT);
      return [x, normal(random, curve(x), noise * noise)];
    });
}

/** What the labels of the data set in force are without noise, over x₁; undefined unless it is a curve. */
export function trueCurveOf({ problem, regDataset }: Experiment): Curve | undefined {
  const known: Partial<Record<Experiment['regDataset'], Curve>> = curves;
  return problem === 'regression' ? known[regDataset] : undefined;
}
