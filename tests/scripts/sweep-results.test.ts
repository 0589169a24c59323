import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ArgumentError } from '../../scripts/arguments.mjs';
import { ResultFile } from '../../scripts/sweep-results.mjs';

const folder = mkdtempSync(join(tmpdir(), 'matinee-results-'));
const path = join(folder, 'results.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => rmSync(path, { force: true }));

const open = () => new ResultFile(path, 'abc', 9);
const lineOf = (trial: number) => `{"sweep":"abc","trial":${trial}}\n`;
const content = () => readFileSync(path, 'utf8');

describe('the file of results', () => {
  it('grows by whole lines and knows them when it is opened again', () => {
    const first = open();
    first.add({ trial: 3 });
    expect(content()).toBe(lineOf(3));
    first.add({ trial: 1, error: 'why' });
    first.close();
    const again = open();
    again.add({ trial: 2 });
    again.close();
    expect(content()).toBe(`${lineOf(3)}{"sweep":"abc","trial":1,"error":"why"}\n${lineOf(2)}`);
    expect([...again.finished]).toEqual([3, 1, 2]);
    expect([...again.failed]).toEqual([1]);
  });

  it.each([1, 5, 15, 16, 25, lineOf(4).length - 1])(
    'loses a line of which only %i bytes were written',
    (length) => {
      for (const before of ['', lineOf(1)]) {
        writeFileSync(path, before + lineOf(4).slice(0, length));
        const results = open();
        results.close();
        expect(content()).toBe(before);
        expect(results.finished.has(4)).toBe(false);
      }
    },
  );

  it.each([
    ['another sweep', '{"sweep":"abd","trial":1}\n'],
    ['another sweep with a half line', '{"sweep":"abd","tr'],
    ['no trial of it', lineOf(10)],
    ['no trial', '{"sweep":"abc"}\n'],
    ['something else after lines of it', `${lineOf(1)}notes\n`],
    ['something else without an end of line', `${lineOf(1)}notes`],
    ['the file of a sweep', '{"link": "", "epochs": 5}'],
    ['an empty line', `${lineOf(1)}\n`],
    ['null', 'null\n'],
  ])('is refused and left alone when it holds %s', (_, text) => {
    writeFileSync(path, text);
    const number = text.startsWith(lineOf(1)) ? 2 : 1;
    expect(open).toThrow(ArgumentError);
    expect(open).toThrow(`${path}: line ${number} is not of this sweep: got `);
    expect(content()).toBe(text);
  });

  it('is refused when it cannot be a file', () => {
    expect(() => new ResultFile(folder, 'abc', 9)).toThrow(/^--out: EISDIR/);
    expect(() => new ResultFile(join(path, 'x'), 'abc', 9)).toThrow(/^--out: ENOENT/);
  });
});
