import {
  activeFeatures,
  experimentFields,
  fieldKeys,
  flag,
  planeFeatureKeys,
  topologyOf,
  type Experiment,
  type Field,
  type FieldKey,
  type PlaneFeature,
} from '$lib/engine';
import { readDifference, writeDifference } from './difference';
import { encoded, isSame, pairsOf, quoted, readValue, type LinkProblem } from './link-values';
import {
  defaultView,
  hideNames,
  viewFields,
  viewKeys,
  type HideName,
  type ViewOptions,
} from './view-options';

export type { LinkProblem };

export interface ReadLink {
  readonly experiment: Experiment;
  readonly view: ViewOptions;
  readonly problems: readonly LinkProblem[];
}

/** Keys that TensorFlow Playground writes into every link and that change nothing there or here. */
const INERT_KEYS = ['cosX', 'cosY', 'collectStats', 'tutorial'];
const HIDE_SUFFIX = '_hide';

/** TensorFlow Playground's key for first weights of 0. */
const ZEROS_KEY = 'initZero';
const zerosFlag = flag(false, 'restart');
/** In which fields the other side of a comparison differs. */
const VERSUS_KEY = 'versus';

const allFields: Readonly<Record<string, Field>> = { ...experimentFields, ...viewFields };

/**
 * Reads the hash part of an address. Never throws: what cannot be taken falls back or is clamped,
 * and is listed as a problem. An absent key means what TensorFlow Playground does.
 * @param drawSeed gives a seed when the link names none
 */
export function readLink(hash: string, drawSeed: () => string): ReadLink {
  const problems: LinkProblem[] = [];
  const values: Record<string, unknown> = {};
  const hidden = new Set<HideName>();
  const withoutFeature = new Set<PlaneFeature>();
  let versus = '';

  for (const [key, came] of pairsOf(hash)) {
    const report = (kind: LinkProblem['kind'], used = '', expected = '') =>
      problems.push({ key: quoted(key), came: quoted(came), kind, used, expected });
    if (key === ZEROS_KEY) {
      if (readValue(zerosFlag, came, report)) values.init = 'zeros';
    } else if (Object.hasOwn(allFields, key)) {
      if (came.trim() === '' && key !== 'networkShape') continue;
      values[key] = readValue(allFields[key], came, report);
    } else if (key === VERSUS_KEY) {
      versus = came;
    } else if (INERT_KEYS.includes(key)) {
      if (came !== 'false' && came !== '') report('no-effect');
    } else if (key.endsWith(HIDE_SUFFIX)) {
      const name = key.slice(0, -HIDE_SUFFIX.length);
      if (isHideName(name)) toggle(hidden, name, came === 'true');
      else if (isPlaneFeature(name)) toggle(withoutFeature, name, came === 'true');
      else if (!/^numNodes\d+$/.test(name)) report('unknown-key');
    } else report('unknown-key');
  }

  for (const feature of withoutFeature) values[feature] = false;
  const wanted = {
    ...Object.fromEntries(fieldKeys.map((key) => [key, values[key] ?? experimentFields[key].fallback])),
  } as unknown as Experiment;
  const experiment = repair(wanted, drawSeed, problems);
  const { difference, problems: ofDifference } = readDifference(versus, experiment);
  const view = {
    ...Object.fromEntries(viewKeys.map((key) => [key, values[key] ?? viewFields[key].fallback])),
    hidden,
    versus: difference,
  } as unknown as ViewOptions;
  return { experiment, view, problems: [...problems, ...ofDifference] };
}

/** The hash part of an address that means this experiment: only what differs from an absent key. */
export function writeLink(experiment: Experiment, view: ViewOptions): string {
  const pairs = fieldKeys
    .filter((key) => key === 'seed' || !isSame(experiment[key], experimentFields[key].fallback))
    .map((key) => pairOf(key, experiment));
  for (const key of viewKeys) {
    if (view[key] !== defaultView[key]) pairs.push(`${key}=${String(view[key])}`);
  }
  const versus = writeDifference(view.versus);
  if (versus !== '') pairs.push(`${VERSUS_KEY}=${versus}`);
  for (const name of view.hidden) pairs.push(`${name}${HIDE_SUFFIX}=true`);
  return `#${pairs.join('&')}`;
}

function pairOf(key: FieldKey, experiment: Experiment): string {
  if (key === 'init' && experiment.init === 'zeros') return `${ZEROS_KEY}=true`;
  return `${key}=${encoded(experiment[key])}`;
}

/** Mends what no single field can see. */
function repair(experiment: Experiment, drawSeed: () => string, problems: LinkProblem[]): Experiment {
  let mended = experiment;
  if (mended.seed === '') mended = { ...mended, seed: drawSeed() };
  if (activeFeatures(mended).length === 0) {
    mended = { ...mended, x: true };
    problems.push({ key: 'x', came: 'false', kind: 'no-input', used: 'x', expected: '' });
  }
  const { parameterCount } = topologyOf(mended);
  if (mended.start.length > 0 && mended.start.length !== parameterCount) {
    const came = String(mended.start.length);
    problems.push({ key: 'start', came, kind: 'wrong-count', used: '', expected: String(parameterCount) });
    mended = { ...mended, start: [] };
  }
  return mended;
}

function toggle<Item>(set: Set<Item>, item: Item, isIn: boolean): void {
  if (isIn) set.add(item);
  else set.delete(item);
}

const isHideName = (name: string): name is HideName => (hideNames as readonly string[]).includes(name);
const isPlaneFeature = (name: string): name is PlaneFeature =>
  (planeFeatureKeys as readonly string[]).includes(name);
