import { expect, test } from 'vitest';
import { hashedUniform } from '$lib/engine/random';

test('draws spread evenly over [0, 1), for neighbouring keys and places alike', () => {
  const cells = new Array<number>(16).fill(0);
  for (let key = 0; key < 40; key++) {
    for (let index = 0; index < 100; index++) cells[Math.floor(16 * hashedUniform(String(key), index))]++;
  }
  // 250 each; χ² of 15 degrees of freedom exceeds 44 once in ten thousand.
  const square = cells.reduce((sum, count) => sum + (count - 250) ** 2 / 250, 0);
  expect(square).toBeLessThan(44);
});

test('the draw is the published hash: FNV-1a over UTF-8, then the finalizer of MurmurHash3', () => {
  // FNV-1a of no bytes, of "a" and of "foobar" as its authors list them.
  for (const [key, fnv] of [
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ] as const) {
    let bits: number = fnv;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    expect(hashedUniform(key, 0)).toBe(((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32);
  }
});
