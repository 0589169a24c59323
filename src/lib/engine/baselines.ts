import type { Points } from './data/points';
import { losses, networkEndOf } from './losses';
import { classCountOf, outputCountOf, type Experiment } from './spec';
import { targetRows } from './training-samples';

/** What can be had of training data without any network: a network is judged by where it stands between them. */
export interface Baselines {
  /** The smallest mean loss of an answer that is the same for all. */
  readonly constantLoss: number;
  /** Accuracy of the commonest class; 0, R² of the mean, for numbers. */
  readonly constantScore: number;
  /** Accuracy or R² that the data are known to allow. */
  readonly reachableScore: number;
}

/** An even number of votes could end in a tie. */
const NEIGHBOURS = 5;
/** Of many points, so many are asked, and so many answer. */
const MOST_ASKED = 300;
const MOST_ASKING = 2000;

/**
 * The baselines of an experiment's training points.
 * @param labels of the training points, as in `Dataset`
 */
export function baselinesOf(labels: Float64Array, experiment: Experiment, reachableScore: number): Baselines {
  const isClassification = classCountOf(experiment) > 0;
  return {
    constantLoss: constantLoss(labels, experiment),
    constantScore: isClassification ? Math.max(...countsOf(labels).values()) / labels.length : 0,
    reachableScore,
  };
}

function countsOf(values: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (let k = 0; k < values.length; k++) counts.set(values[k], (counts.get(values[k]) ?? 0) + 1);
  return counts;
}

function constantLoss(labels: Float64Array, experiment: Experiment): number {
  const { loss } = networkEndOf(experiment);
  const rows = targetRows(labels, outputCountOf(experiment));
  if (loss === 'categoricalCrossEntropy') {
    const shares = [...countsOf(labels).values()].map((count) => count / labels.length);
    return shares.reduce((sum, share) => sum - share * Math.log(share), 0);
  }
  const { value } = losses[loss];
  return rows.reduce((sum, row) => {
    const counts = [...countsOf(row)];
    const mean = (answer: number) =>
      counts.reduce((all, [target, count]) => all + count * value(answer, answer, target), 0) / row.length;
    return sum + lowestOf(mean);
  }, 0);
}

/** Of a convex function, between answers that no target goes beyond. */
function lowestOf(loss: (answer: number) => number): number {
  let [low, high] = [-20, 20];
  for (let left = 40; left > 0; left--) {
    const [one, other] = [low + (high - low) / 3, high - (high - low) / 3];
    if (loss(one) < loss(other)) high = other;
    else low = one;
  }
  return loss((low + high) / 2);
}

/** Accuracy or R² of what each point's nearest neighbours say of it; no point answers for itself. */
export function neighbourScore(points: Points, isClassification: boolean): number {
  const { labels } = points;
  const answering = Math.min(labels.length, MOST_ASKING);
  const asked = Math.min(answering, MOST_ASKED);
  const mean = labels.subarray(0, asked).reduce((sum, label) => sum + label, 0) / asked;
  let [right, errors, squares] = [0, 0, 0];
  for (let point = 0; point < asked; point++) {
    const said = nearest(points, point, answering).map((neighbour) => labels[neighbour]);
    if (isClassification) {
      const [[label]] = [...countsOf(said)].sort(([, one], [, other]) => other - one);
      if (label === labels[point]) right++;
    } else {
      const answer = said.reduce((sum, label) => sum + label, 0) / said.length;
      errors += (labels[point] - answer) ** 2;
      squares += (labels[point] - mean) ** 2;
    }
  }
  return isClassification ? right / asked : 1 - errors / squares;
}

/** The places of the nearest other points. */
function nearest({ inputs }: Points, point: number, count: number): number[] {
  const found: { place: number; distance: number }[] = [];
  for (let place = 0; place < count; place++) {
    if (place === point) continue;
    const distance = inputs.reduce((sum, column) => sum + (column[place] - column[point]) ** 2, 0);
    if (found.length === NEIGHBOURS && distance >= found[NEIGHBOURS - 1].distance) continue;
    let rank = found.length;
    while (rank > 0 && found[rank - 1].distance > distance) rank--;
    found.splice(rank, 0, { place, distance });
    found.length = Math.min(found.length, NEIGHBOURS);
  }
  return found.map(({ place }) => place);
}
