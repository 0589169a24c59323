import { describe, expect, it } from 'vitest';
import {
  classColors,
  classTable,
  contrast,
  divergingColor,
  divergingTable,
  legibleColor,
  parseColor,
} from '$lib/scene/palette';
import type { Rgb } from '$lib/scene/palette';
import { darkTheme, lightTheme as theme } from './themes';

function bytesOf(table: Uint32Array, k: number): number[] {
  return [...new Uint8Array(table.buffer, 4 * k, 4)];
}

describe('divergingTable', () => {
  const table = divergingTable(theme, { discretize: false });

  it('goes from the negative colour through the middle to the positive one, opaque, as RGBA bytes', () => {
    expect(table.length).toBe(256);
    const between = (end: string) =>
      parseColor(theme.middle).map((channel, k) =>
        Math.round(channel + 0.66 * (parseColor(end)[k] - channel)),
      );
    expect(bytesOf(table, 0)).toEqual([...between(theme.negative), 255]);
    expect(bytesOf(table, 255)).toEqual([...between(theme.positive), 255]);
    for (const k of [127, 128]) {
      bytesOf(table, k).forEach((byte, channel) => {
        expect(Math.abs(byte - [...parseColor(theme.middle), 255][channel])).toBeLessThanOrEqual(1);
      });
    }
  });

  it('grows steadily on both sides', () => {
    const blue = Array.from({ length: 128 }, (_, k) => bytesOf(table, k)[2]);
    expect(blue).toEqual(blue.toSorted((a, b) => a - b));
    const red = Array.from({ length: 128 }, (_, k) => bytesOf(table, 128 + k)[0]);
    expect(red).toEqual(red.toSorted((a, b) => b - a));
    expect(new Set(table).size).toBeGreaterThan(200);
  });

  it('has two colours when discretized, parted at 0', () => {
    const discrete = divergingTable(theme, { discretize: true });
    expect(new Set(discrete)).toEqual(new Set([table[0], table[255]]));
    expect([discrete[127], discrete[128]]).toEqual([table[0], table[255]]);
  });
});

describe('the colours of classes', () => {
  const pairs = classColors.flatMap((one, k) => classColors.slice(k + 1).map((other) => [one, other]));

  it('stand out from the dark page by themselves, and from both by their outline', () => {
    for (const { paper, ink } of [theme, darkTheme]) {
      for (const color of classColors) {
        const [of, on, outline] = [color, paper, ink].map(parseColor);
        expect(Math.max(contrast(of, on), contrast(outline, on)), color).toBeGreaterThan(3);
      }
    }
    for (const color of classColors) {
      expect(contrast(parseColor(color), parseColor(darkTheme.paper)), color).toBeGreaterThan(3);
    }
  });

  it('can be told apart, also by colour-blind eyes', () => {
    for (const [name, matrix] of Object.entries(colorVision)) {
      for (const [one, other] of pairs) {
        expect(difference(one, other, matrix), `${one} and ${other}, ${name}`).toBeGreaterThan(15);
      }
    }
  });

  it('go to the worker as one RGBA entry each, no two alike', () => {
    for (const { middle, ...others } of [theme, darkTheme]) {
      const table = classTable({ middle, ...others });
      expect(new Set(table).size).toBe(classColors.length);
      const [red] = parseColor(classColors[3]);
      expect(bytesOf(table, 3)[0]).toBe(Math.round(parseColor(middle)[0] * 0.34 + red * 0.66));
      expect(bytesOf(table, 3)[3]).toBe(255);
    }
  });
});

/** What linear red, green and blue look like: Machado, Oliveira and Fernandes 2009, full severity. */
const colorVision = {
  common: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
};

/** Distance in CIE L*a*b*, white point D65. */
function difference(one: string, other: string, matrix: readonly number[]): number {
  const [a, b] = [one, other].map((color) => labOf(parseColor(color), matrix));
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function labOf(color: Rgb, matrix: readonly number[]): [number, number, number] {
  const linear = color.map((channel) => ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const apply = (rows: readonly number[], [r, g, b]: readonly number[]) =>
    [0, 3, 6].map((row) => rows[row] * r + rows[row + 1] * g + rows[row + 2] * b);
  const seen = apply(matrix, linear).map((channel) => Math.min(Math.max(channel, 0), 1));
  const toXyz = [0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505];
  const white = [0.95047, 1, 1.08883];
  const [x, y, z] = apply(toXyz, seen).map((value, k) => Math.cbrt(value / white[k]));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe('colours', () => {
  it('shows a full strength in full colour and no more than that', () => {
    expect(divergingColor(theme, 1)).toEqual(parseColor(theme.positive));
    expect(divergingColor(theme, -7)).toEqual(parseColor(theme.negative));
    expect(divergingColor(theme, 0)).toEqual(parseColor('#f3f1ec'));
  });

  it('measures contrast as WCAG does', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 1);
  });

  it('darkens a text colour only as far as it must', () => {
    const paper = parseColor(theme.paper);
    expect(contrast(legibleColor(theme, '#b0aca4'), paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(legibleColor(theme, '#b0aca4'), paper)).toBeLessThan(5.5);
    expect(legibleColor(theme, '#555555')).toEqual([85, 85, 85]);
  });
});
