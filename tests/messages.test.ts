import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import english from '../messages/en.json';
import chinese from '../messages/zh-Hans.json';

type Messages = Record<string, string>;
const { $schema: _en, ...en }: Messages = english;
const { $schema: _zh, ...zh }: Messages = chinese;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(svelte|ts)$/.test(path) && !path.includes('paraglide'))
  .map((path) => readFileSync(`src/${path}`, 'utf8'))
  .join('\n');

describe('every message', () => {
  test('is there in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });

  test('says something, of the same things, in both', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const key of Object.keys(en)) {
      expect(en[key].trim(), key).not.toBe('');
      expect(zh[key].trim(), key).not.toBe('');
      expect(placeholders(zh[key]), key).toEqual(placeholders(en[key]));
    }
  });

  // Every message is named in full: one that is looked up (m[…]) makes both pages load all of them.
  test('is used, by its name', () => {
    const used = new Set([...sources.matchAll(/\bm\s*\.(\w+)/g)].map(([, key]) => key));
    expect(Object.keys(en).filter((key) => !used.has(key))).toEqual([]);
    expect(sources).not.toMatch(/\bm\[/);
  });
});
