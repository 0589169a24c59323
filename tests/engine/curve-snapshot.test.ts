import { describe, expect, test } from 'vitest';
import { CURVE_LIMIT, defaultExperiment, referenceKernels, takeSnapshot, Trainer } from '$lib/engine';
import type { Experiment, MapColors } from '$lib/engine';
import { wholeArea } from '$lib/engine/paint';
import { paintCurve } from '$lib/engine/paint-curve';

/** The shade is the first byte, so that a pixel tells the value that it stands for. */
const colors: MapColors = {
  table: Uint32Array.from({ length: 256 }, (_, index) => 0xff000000 + index),
  classes: new Uint32Array(6),
  middle: 0xff000000 + 128,
};
/** The shade of the fill to a value of 1 or more. */
const FILL = Math.floor(0.4 * 127.5 + 128);
const wave: Experiment = {
  ...defaultExperiment,
  problem: 'regression',
  regDataset: 'wave',
  seed: '3',
  networkShape: [],
};
/** A network that computes weight · x + bias. */
const lineOf = (weight: number, bias: number) =>
  new Trainer(referenceKernels, { ...wave, start: [weight, bias] });

const shadesOf = (pixels: Uint8Array, side: number, column: number) =>
  Array.from({ length: side }, (_, row) => pixels[4 * (row * side + column)]);

/** Where the line stands in a column, in rows from the top: the middle of the pixels in the line's full colour. */
function lineRow(shades: number[]): number {
  const rows = shades.flatMap((shade, row) => (shade === 0 || shade === 255 ? [row + 0.5] : []));
  return rows.reduce((sum, row) => sum + row, 0) / rows.length;
}

const expectedRow = (value: number, side: number) => (side / 2) * (1 - value / CURVE_LIMIT);

describe('a snapshot of a curve', () => {
  test.each([
    [0.25, 0.3],
    [-0.3, 0],
    [0, -1.2],
    [0, 1.9],
  ])('draws %d · x + %d where it is', (weight, bias) => {
    const { map } = takeSnapshot(lineOf(weight, bias), undefined, colors);
    expect([map.node, map.width, map.height]).toEqual([{ layer: 1, index: 0 }, 200, 200]);
    expect(map.values).toHaveLength(200);
    for (let column = 0; column < 200; column += 7) {
      const value = weight * (-6 + (column + 0.5) * 0.06) + bias;
      expect(map.values[column]).toBeCloseTo(value, 5);
      if (Math.abs(value) > 0.05 && Math.abs(value) < 1.95) {
        const shades = shadesOf(map.pixels, 200, column);
        expect(Math.abs(lineRow(shades) - expectedRow(value, 200))).toBeLessThan(1);
      }
    }
  });

  test('fills lightly from the zero line to the curve, and nothing else', () => {
    const { map } = takeSnapshot(lineOf(0, 1), undefined, colors);
    const shades = shadesOf(map.pixels, 200, 60);
    expect(shades.slice(0, 47)).toEqual(Array(47).fill(128));
    expect(shades.slice(53, 100)).toEqual(Array(47).fill(FILL));
    expect(shades.slice(100)).toEqual(Array(100).fill(128));
  });

  test('colours what lies above zero as positive and what lies below as negative', () => {
    const { map } = takeSnapshot(lineOf(0.3, 0), undefined, colors);
    expect(shadesOf(map.pixels, 200, 20)).not.toContain(255);
    expect(shadesOf(map.pixels, 200, 20)).toContain(0);
    expect(shadesOf(map.pixels, 200, 180)).toContain(255);
    expect(shadesOf(map.pixels, 200, 180)).not.toContain(0);
  });

  test('shows a neuron that is looked at, and has thumbnails of inputs and neurons', () => {
    const trainer = new Trainer(referenceKernels, { ...wave, networkShape: [3], sinX: true });
    const { map, atlas, parameters } = takeSnapshot(trainer, { layer: 1, index: 1 }, colors);
    const x = -6 + 150.5 * 0.06;
    const value = Math.tanh(parameters[2] * x + parameters[3] * Math.sin(x) + parameters[7]);
    expect(map.node).toEqual({ layer: 1, index: 1 });
    expect(map.values[150]).toBeCloseTo(value, 5);
    expect([atlas.perRow, atlas.cellWidth, atlas.cellHeight]).toEqual([6, 50, 50]);
    const sine = Array.from({ length: 50 }, (_, row) => atlas.pixels[4 * (row * atlas.width + 50 + 31)]);
    expect(Math.abs(lineRow(sine) - expectedRow(Math.sin(-6 + 31.5 * 0.24), 50))).toBeLessThan(1);
  });

  test('survives numbers that are none and numbers without end', () => {
    for (const bad of [NaN, Infinity, -Infinity, 1e30]) {
      const trainer = lineOf(0, 0);
      trainer.model.parameters.fill(bad);
      const { map } = takeSnapshot(trainer, undefined, colors);
      expect(map.pixels.every((byte, index) => index % 4 !== 3 || byte === 255)).toBe(true);
    }
  });
});

describe('painting a curve', () => {
  const painted = (valueAt: (index: number) => number, side = 200, count = 200) => {
    const pixels = new Uint8Array(4 * side * side);
    paintCurve(
      wholeArea(pixels, side, side),
      Float32Array.from({ length: count }, (_, i) => valueAt(i)),
      colors,
    );
    return pixels;
  };

  test('leaves a column without a number empty, and draws those beside it', () => {
    const pixels = painted((index) => (index === 100 ? NaN : 1));
    expect(new Set(shadesOf(pixels, 200, 100))).toEqual(new Set([128]));
    expect(shadesOf(pixels, 200, 99)).toContain(255);
    expect(shadesOf(pixels, 200, 101)).toContain(255);
  });

  test('draws no line beyond the limit, only the fill up to it', () => {
    for (const value of [2.5, Infinity]) {
      const shades = shadesOf(
        painted(() => value),
        200,
        100,
      );
      expect(shades).not.toContain(255);
      expect(shades.slice(0, 100)).toEqual(Array(100).fill(FILL));
    }
  });

  test.each([
    [200, 200],
    [50, 200],
  ])('joins the ends of a jump, in %d columns of %d values', (side, count) => {
    const pixels = painted((index) => (index < count / 2 ? -1 : 1), side, count);
    const inJump = Array.from({ length: side }, (_, row) => row).filter(
      (row) => row > side / 4 + 1 && row < (3 * side) / 4 - 1,
    );
    for (const row of inJump) {
      const shades = Array.from({ length: side }, (_, column) => pixels[4 * (row * side + column)]);
      expect(shades.filter((shade) => shade === (row < side / 2 ? 255 : 0)).length).toBeGreaterThanOrEqual(1);
    }
  });

  test('draws a flat line two and a half pixels thick, wherever it lies between two rows', () => {
    for (const value of [1, 1.003, 1.007, 1.011]) {
      const shades = shadesOf(
        painted(() => value),
        200,
        100,
      );
      const ink = (from: number, to: number, ground: number) =>
        shades.slice(from, to).reduce((sum, shade) => sum + (shade - ground) / (255 - ground), 0);
      const edge = Math.round(expectedRow(value, 200));
      expect(Math.abs(ink(0, edge, 128) + ink(edge, 100, FILL) - 2.5)).toBeLessThan(0.05);
    }
  });

  test.each([0.02, 0.04, 0.08])('draws a line that rises by %d a column as thick as a flat one', (rise) => {
    const shades = shadesOf(
      painted((index) => -1 + rise * (index - 20)),
      200,
      20,
    );
    const fill = Math.floor(128 - 0.4 * 127.5);
    const ink = shades.slice(100).map((shade, row) => 1 - shade / (row < 50 ? fill : 128));
    const rowsAColumn = (rise * 100) / CURVE_LIMIT;
    const thickness = 2.5 * Math.hypot(1, rowsAColumn);
    expect(Math.abs(ink.reduce((sum, share) => sum + share) - thickness)).toBeLessThan(0.1 * thickness);
  });
});
