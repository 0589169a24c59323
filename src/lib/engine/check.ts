import * as v from 'valibot';

const MAX_SHOWN_LENGTH = 60;

/** Something that came from outside and is not what it has to be; the message is one line. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  /** @param came how the message shows the value */
  constructor(
    readonly key: string,
    readonly value: unknown,
    readonly expected: string,
    readonly came = shown(value),
  ) {
    super(`${key}: got ${came}, expected ${expected}`);
  }
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
}

/** An object with these keys and no others. */
export function keyed<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(
    v.custom<object>(isObject, 'an object'),
    v.strictObject(entries, `one of ${Object.keys(entries).join(', ')}`),
  );
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a schema makes of a value.
 * @param whole how an error names the value itself
 * @throws {FieldError} naming the first part that is missing, unknown or out of range
 */
export function check<Value>(
  schema: v.GenericSchema<unknown, Value>,
  candidate: unknown,
  whole: string,
): Value {
  const result = v.safeParse(schema, candidate);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? whole;
  const key = /^[\w.-]+$/.test(path) ? path : JSON.stringify(path);
  const isOfKey = issue.path?.at(-1)?.origin === 'key';
  if (!isOfKey) throw new FieldError(key, issue.input, expectedBy(issue));
  if (issue.expected === 'never') throw new FieldError(key, issue.input, issue.message, 'an unknown key');
  throw new FieldError(key, undefined, 'a value');
}

function expectedBy({ type, input, expected, message }: v.BaseIssue<unknown>): string {
  if (type.endsWith('integer')) return 'an integer';
  if (type.endsWith('length')) return `${expected} ${Array.isArray(input) ? 'values' : 'characters'}`;
  return type === 'custom' ? message : (expected ?? message);
}
