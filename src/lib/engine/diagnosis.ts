import { curvesBetween } from './curve-trend';
import { readingOf, type Course, type Reading } from './reading';

/** The numbers that each diagnosis rests on; losses are means, without penalty. */
interface Evidence {
  readonly notStarted: Readonly<Record<never, number>>;
  readonly diverged: { readonly first: number; readonly train: number };
  readonly overfitting: {
    readonly since: number;
    readonly best: number;
    readonly now: number;
    readonly train: number;
  };
  readonly tooSlow: { readonly epochs: number; readonly first: number; readonly train: number };
  readonly oscillating: { readonly low: number; readonly high: number };
  readonly deadUnits: { readonly layer: number; readonly dead: number; readonly count: number };
  readonly underfitting: { readonly train: number; readonly score: number; readonly reachable: number };
  readonly plateau: { readonly train: number; readonly now: number };
  readonly learning: { readonly first: number; readonly train: number };
}

export type DiagnosisKind = keyof Evidence;
export type DiagnosisOf<Kind extends DiagnosisKind> = {
  [Each in Kind]: { readonly kind: Each; readonly evidence: Evidence[Each] };
}[Kind];
export type Diagnosis = DiagnosisOf<DiagnosisKind>;

/** A rise of the watched loss that is neither noise nor a trifle: of the constant answer's loss, and of its best. */
const RISE = { ofConstant: 0.08, ofBest: 0.12 };
/** By a distance that short a run at a usual rate has hardly begun; after one that long it has got somewhere. */
const [SHORT, LONG] = [15, 100];

/** The first rule that holds names the diagnosis. */
const rules: { readonly [Kind in DiagnosisKind]: (reading: Reading) => Evidence[Kind] | undefined } = {
  notStarted: ({ epoch, hasDiverged }) => (epoch === 0 && !hasDiverged ? {} : undefined),

  diverged({ hasDiverged, hasScale, epoch, distance, train, baselines }) {
    const isWorse = train.now > 1.15 * baselines.constantLoss && train.now > 1.1 * train.best;
    const isLost = hasScale && epoch >= 5 && distance > LONG && isWorse;
    return hasDiverged || isLost ? { first: train.first, train: train.now } : undefined;
  },

  overfitting({ hasScale, epoch, since, train, watched, trainAtBest, watchedAtBest, baselines }) {
    const { best, sinceBest, now } = watched;
    const rise = Math.max(RISE.ofConstant * baselines.constantLoss, RISE.ofBest * best);
    const isLasting = epoch >= 1.2 * since + 10 && sinceBest > watchedAtBest + rise;
    const goesOnTraining = train.now < trainAtBest && train.now < 0.9 * now;
    if (!hasScale || !isLasting || !goesOnTraining) return undefined;
    return { since, best, now: watched.last, train: train.last };
  },

  tooSlow({ hasScale, epoch, distance, train, baselines }) {
    const isFalling = train.now < train.first && train.roughness < 0.02 * train.now;
    const isFar = train.now > 0.8 * baselines.constantLoss;
    if (!hasScale || epoch < 50 || distance > SHORT || !isFalling || !isFar) return undefined;
    return { epochs: epoch, first: train.first, train: train.last };
  },

  oscillating({ hasScale, epoch, isImproving, train, baselines }) {
    const isRough = train.roughness > 0.05 * train.now && train.now > 0.1 * baselines.constantLoss;
    if (!hasScale || epoch < 20 || isImproving || !isRough) return undefined;
    return { low: train.low, high: train.high };
  },

  deadUnits({ units, isPoor, isImproving }) {
    const layer = units.findIndex(({ count, dead }) => dead >= count / 2);
    if (layer < 0 || !isPoor || isImproving) return undefined;
    return { layer: layer + 1, ...units[layer] };
  },

  underfitting({ isPoor, isImproving, epoch, distance, train, score, baselines }) {
    if (!isPoor || isImproving || epoch < 8 || distance < LONG) return undefined;
    return { train: train.last, score, reachable: baselines.reachableScore };
  },

  plateau({ isPoor, isImproving, epoch, distance, train, watched }) {
    if (isPoor || isImproving || epoch < 8 || distance < LONG) return undefined;
    return { train: train.last, now: watched.last };
  },

  learning: ({ train }) => ({ first: train.first, train: train.last }),
};
const kinds = Object.keys(rules) as DiagnosisKind[];

/** Earlier moments of the run, as shares of its epochs, that are asked as well: a passing mood makes no diagnosis. */
const LOOKS = [1, 0.95, 0.9];

/** What ails a run, or that nothing does: what it said at most of the latest moments. */
export function diagnose(course: Course): Diagnosis {
  const { epochs } = course.curves;
  if (epochs.length === 0) return { kind: 'notStarted', evidence: {} };
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const looks = LOOKS.map((share) => diagnoseAt(course, first + share * (last - first)));
  const agreed = looks.find(({ kind }, place) => looks.slice(place + 1).some((other) => other.kind === kind));
  return agreed ?? looks[0];
}

function diagnoseAt(course: Course, epoch: number): Diagnosis {
  const reading = readingOf(course, curvesBetween(course.curves, -1, epoch));
  for (const kind of kinds) {
    const diagnosis = tryRule(kind, reading);
    if (diagnosis) return diagnosis;
  }
  throw new Error('diagnosis: no rule holds');
}

function tryRule<Kind extends DiagnosisKind>(kind: Kind, reading: Reading): DiagnosisOf<Kind> | undefined {
  const evidence = rules[kind](reading);
  return evidence && { kind, evidence };
}
