import { FieldError } from '$lib/engine';

/**
 * Reads JSON as `JSON.parse` does.
 * @throws {FieldError} naming line and column, both from 1 on, what stands there and what may stand there
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw faultIn(text) ?? (error as SyntaxError);
  }
}

const spaces = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const plainValue = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const word = /[\w.+-]+|./suy;

class Fault extends Error {
  constructor(
    readonly position: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

function faultIn(text: string): FieldError | undefined {
  try {
    scan(text);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const { position, expected } = fault;
    const lines = text.slice(0, position).split('\n');
    word.lastIndex = position;
    const came = word.exec(text)?.[0];
    const place = `line ${lines.length}, column ${lines[lines.length - 1].length + 1}`;
    return new FieldError(place, came, expected, came === undefined ? 'the end' : undefined);
  }
  return undefined;
}

/** Goes through a whole text by JSON's grammar up to the first fault. */
function scan(text: string): void {
  let position = 0;
  const passes = (pattern: RegExp) => {
    pattern.lastIndex = position;
    const found = pattern.test(text);
    if (found) position = pattern.lastIndex;
    return found;
  };
  const passesSign = (sign: string) => {
    passes(spaces);
    const found = text.startsWith(sign, position);
    if (found) position += sign.length;
    return found;
  };
  const demand = (found: boolean, expected: string) => {
    if (!found) throw new Fault(position, text[position] === '"' ? 'a whole string' : expected);
  };
  const members = (end: string, member: () => void) => {
    if (passesSign(end)) return;
    do member();
    while (passesSign(','));
    demand(passesSign(end), `, or ${end}`);
  };
  const property = () => {
    passes(spaces);
    demand(passes(string), 'a key in double quotes');
    demand(passesSign(':'), ':');
    value();
  };
  const value = () => {
    if (passesSign('{')) members('}', property);
    else if (passesSign('[')) members(']', value);
    else demand(passes(string) || passes(plainValue), 'a value');
  };
  value();
  passes(spaces);
  demand(position === text.length, 'nothing more');
}
