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
  type NumbersField,
  type PlaneFeature,
} from '$lib/engine';
import {
  defaultView,
  hideNames,
  viewFields,
  viewKeys,
  type HideName,
  type ViewOptions,
} from './view-options';

/** Something in a link that could not be taken as it came. */
export interface LinkProblem {
  readonly key: string;
  /** The text that came, cut to a readable length. */
  readonly came: string;
  readonly kind: 'unknown-key' | 'no-effect' | 'bad-value' | 'out-of-range' | 'no-input' | 'wrong-count';
  /** What is used instead. */
  readonly used: string;
  /** What would have been accepted. */
  readonly expected: string;
}

export interface ReadLink {
  readonly experiment: Experiment;
  readonly view: ViewOptions;
  readonly problems: readonly LinkProblem[];
}

/** Keys that TensorFlow Playground writes into every link and that change nothing there or here. */
const INERT_KEYS = ['cosX', 'cosY', 'collectStats', 'tutorial'];
const HIDE_SUFFIX = '_hide';
const MAX_QUOTED_LENGTH = 40;

/** TensorFlow Playground's key for first weights of 0. */
const ZEROS_KEY = 'initZero';
const zerosFlag = flag(false, 'restart');

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

  for (const [key, came] of pairsOf(hash)) {
    const report = (kind: LinkProblem['kind'], used = '', expected = '') =>
      problems.push({ key: quoted(key), came: quoted(came), kind, used, expected });
    if (key === ZEROS_KEY) {
      if (readValue(zerosFlag, came, report)) values.init = 'zeros';
    } else if (Object.hasOwn(allFields, key)) {
      if (came.trim() === '' && key !== 'networkShape') continue;
      values[key] = readValue(allFields[key], came, report);
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
  const experiment = {
    ...Object.fromEntries(fieldKeys.map((key) => [key, values[key] ?? experimentFields[key].fallback])),
  } as unknown as Experiment;
  const view = {
    ...Object.fromEntries(viewKeys.map((key) => [key, values[key] ?? viewFields[key].fallback])),
    hidden,
  } as unknown as ViewOptions;
  return { experiment: repair(experiment, drawSeed, problems), view, problems };
}

/** The hash part of an address that means this experiment: only what differs from an absent key. */
export function writeLink(experiment: Experiment, view: ViewOptions): string {
  const pairs = fieldKeys
    .filter((key) => key === 'seed' || !isSame(experiment[key], experimentFields[key].fallback))
    .map((key) => pairOf(key, experiment));
  for (const key of viewKeys) {
    if (view[key] !== defaultView[key]) pairs.push(`${key}=${String(view[key])}`);
  }
  for (const name of view.hidden) pairs.push(`${name}${HIDE_SUFFIX}=true`);
  return `#${pairs.join('&')}`;
}

function pairOf(key: FieldKey, experiment: Experiment): string {
  if (key === 'init' && experiment.init === 'zeros') return `${ZEROS_KEY}=true`;
  return `${key}=${encodeURIComponent(String(experiment[key])).replaceAll('%2C', ',')}`;
}

function pairsOf(hash: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of hash.replace(/^#/, '').split('&')) {
    if (part === '') continue;
    const [key, value = ''] = part.split('=');
    pairs.set(decode(key), decode(value));
  }
  return pairs;
}

/** A percent sign that encodes nothing stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Report = (kind: LinkProblem['kind'], used: string, expected: string) => void;

function readValue(field: Field, came: string, report: Report): unknown {
  switch (field.kind) {
    case 'number': {
      const value = Number(came);
      if (value === 0 && field.isZeroAutomatic) return value;
      const used = Number.isNaN(value) ? field.fallback : clamp(value, field);
      if (used !== value)
        report(Number.isNaN(value) ? 'bad-value' : 'out-of-range', String(used), rangeOf(field));
      return used;
    }
    case 'numbers': {
      const words = came.trim() === '' ? [] : came.split(',');
      const values = words.map((word) => (word.trim() === '' ? NaN : Number(word)));
      const { length, row = [field], minLength, maxLength } = field;
      const isMiscounted = values.length < minLength || values.length % row.length > 0;
      if (isMiscounted || values.length !== (length ?? values.length) || values.some(Number.isNaN)) {
        const expected = length || field.row ? countOf(field) : `${rangeOf(field)}, …`;
        report('bad-value', quoted(String(field.fallback)), expected);
        return field.fallback;
      }
      const used = values
        .slice(0, maxLength)
        .map((value, place) => clamp(value, { integer: field.integer, ...row[place % row.length] }));
      if (!isSame(used, values)) {
        report('out-of-range', quoted(String(used)), countOf(field));
      }
      return used;
    }
    case 'flag':
      // Anything but "false" switches on, as in TensorFlow Playground.
      if (came !== 'true' && came !== 'false') report('bad-value', 'true', 'true, false');
      return came !== 'false';
    case 'choice':
      if (field.options.includes(came)) return came;
      report('bad-value', field.fallback, field.options.join(', '));
      return field.fallback;
    case 'choices': {
      const words = came.split(',');
      // Each word is meant for its place: what comes after a bad one cannot move up.
      const bad = words.findIndex((word) => !field.options.includes(word));
      const good = bad < 0 ? words : words.slice(0, bad);
      const used = good.slice(0, field.maxLength);
      if (used.length === words.length) return used;
      const kind = used.length < good.length ? 'out-of-range' : 'bad-value';
      report(
        kind,
        quoted(String(used)) || 'activation',
        `≤ ${field.maxLength} × ${field.options.join(', ')}`,
      );
      return used;
    }
    case 'text': {
      const used = came.slice(0, field.maxLength);
      if (used !== came) report('out-of-range', quoted(used), `≤ ${field.maxLength}`);
      return used;
    }
  }
}

interface ClampRange {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  readonly whenAbove?: number;
}

function clamp(value: number, { min, max, integer, whenAbove = max }: ClampRange): number {
  if (value > max) return whenAbove;
  return Math.max(min, integer ? Math.round(value) : value);
}

function countOf({ length, row, minLength, maxLength, ...range }: NumbersField): string {
  if (!row) return `${length ?? `≤ ${maxLength}`} × ${rangeOf(range)}`;
  const counts = [minLength, maxLength].map((count) => count / row.length);
  return `${counts.join(' … ')} × (${row.map(rangeOf).join(', ')})`;
}
const rangeOf = ({ min, max }: Pick<ClampRange, 'min' | 'max'>) => `${min} … ${max}`;

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

function quoted(text: string): string {
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
}

function toggle<Item>(set: Set<Item>, item: Item, isIn: boolean): void {
  if (isIn) set.add(item);
  else set.delete(item);
}

const isHideName = (name: string): name is HideName => (hideNames as readonly string[]).includes(name);
const isPlaneFeature = (name: string): name is PlaneFeature =>
  (planeFeatureKeys as readonly string[]).includes(name);
const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);
