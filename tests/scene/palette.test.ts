import { describe, expect, it } from 'vitest';
import { contrast, divergingColor, divergingTable, legibleColor, parseColor } from '$lib/scene/palette';
import type { SceneTheme } from '$lib/scene/palette';

const theme: SceneTheme = {
  paper: '#faf9f7',
  stage: '#fffefc',
  ink: '#1c1b19',
  muted: '#77736b',
  line: '#e4e1da',
  accent: '#a3202b',
  negative: '#e8852b',
  middle: '#f3f1ec',
  positive: '#2274b5',
};

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
