import type { Field, NumbersField } from '$lib/engine';

/** Something in a link that could not be taken as it came. */
export interface LinkProblem {
  readonly key: string;
  /** The text that came, cut to a readable length. */
  readonly came: string;
  readonly kind:
    'unknown-key' | 'no-effect' | 'bad-value' | 'out-of-range' | 'no-input' | 'wrong-count' | 'no-text';
  /** What is used instead. */
  readonly used: string;
  /** What would have been accepted. */
  readonly expected: string;
}

const MAX_QUOTED_LENGTH = 40;

export type Report = (kind: LinkProblem['kind'], used: string, expected: string) => void;

/** A field's value as it stands in a link, which has no room for half a surrogate pair. */
export const encoded = (value: unknown) =>
  encodeURIComponent(String(value).toWellFormed()).replaceAll('%2C', ',');

/** The value that a text of a link means for a field. What cannot be taken falls back or is clamped, and is reported. */
export function readValue(field: Field, came: string, report: Report): unknown {
  switch (field.kind) {
    case 'number': {
      const value = Number(came);
      if (value === 0 && field.isZeroAutomatic) return value;
      const used = Number.isNaN(value) ? field.fallback : clamp(value, field);
      if (used !== value) {
        const expected = field.steps?.join(', ') ?? rangeOf(field);
        report(Number.isNaN(value) ? 'bad-value' : 'out-of-range', String(used), expected);
      }
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
  readonly steps?: readonly number[];
}

function clamp(value: number, { min, max, integer, whenAbove = max, steps }: ClampRange): number {
  if (steps) return steps.toSorted((one, other) => Math.abs(one - value) - Math.abs(other - value))[0];
  if (value > max) return whenAbove;
  return Math.max(min, integer ? Math.round(value) : value);
}

function countOf({ length, row, minLength, maxLength, ...range }: NumbersField): string {
  if (!row) return `${length ?? `≤ ${maxLength}`} × ${rangeOf(range)}`;
  const counts = [minLength, maxLength].map((count) => count / row.length);
  return `${counts.join(' … ')} × (${row.map(rangeOf).join(', ')})`;
}
const rangeOf = ({ min, max }: Pick<ClampRange, 'min' | 'max'>) => `${min} … ${max}`;

export const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

export function quoted(text: string): string {
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH)}…` : text;
}

/** Keys and values of the hash part of an address. */
export function pairsOf(hash: string): Map<string, string> {
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
