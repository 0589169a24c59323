import { describe, expect, it } from 'vitest';
import { parseJson } from '$lib/state/json-text';

describe('JSON', () => {
  it.each(['{"a": [1, -0.5e3, true, null], "b": {"c": "\\u00e9\\n\u0085"}}', ' [] ', '{}', '"x"'])(
    'is read as usual: %s',
    (text) => {
      expect(parseJson(text)).toEqual(JSON.parse(text));
    },
  );

  it.each([
    ['', 'line 1, column 1: got the end, expected a value'],
    ['{\n  "a": x\n}', 'line 2, column 8: got "x", expected a value'],
    ['{"a": 1,}', 'line 1, column 9: got "}", expected a key in double quotes'],
    ["{'a': 1}", 'line 1, column 2: got "\'", expected a key in double quotes'],
    ['{"a" 1}', 'line 1, column 6: got "1", expected :'],
    ['[1,\n2\n3]', 'line 3, column 1: got "3", expected , or ]'],
    ['[1, 2', 'line 1, column 6: got the end, expected , or ]'],
    ['[[1], {"a": [}]', 'line 1, column 14: got "}", expected a value'],
    ['{"a": "b\n"}', 'line 1, column 7: got "\\"", expected a whole string'],
    ['["\\x"]', 'line 1, column 2: got "\\"", expected a whole string'],
    ['{"\u0085": 01}', 'line 1, column 8: got "1", expected , or }'],
    ['{} {}', 'line 1, column 4: got "{", expected nothing more'],
    ['[NaN]', 'line 1, column 2: got "NaN", expected a value'],
    ['\u{1f600}', 'line 1, column 1: got "\u{1f600}", expected a value'],
  ])('with a fault says where it is, and what stands there: %j', (text, message) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ name: 'FieldError', message }));
  });
});
