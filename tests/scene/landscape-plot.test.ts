import { expect, test } from 'vitest';
import {
  cellAtPlot,
  cellOfPlace,
  landscapeLabels,
  placeLandscape,
  placeOfCell,
  planeToLandscape,
} from '$lib/scene/landscape-plot';

const SIDE = 61;
const plot = { x: 40, y: 8, width: 300, height: 300 };
const view = { middle: [2, -1], halfWidth: 0.5 } as const;

test('the plot is the largest square beside the numbers', () => {
  const square = placeLandscape(500, 400);
  expect(square.width).toBe(square.height);
  expect(square.x + square.width).toBeLessThanOrEqual(500);
  expect(square.y + square.height).toBeLessThan(400);
  expect(placeLandscape(0, 0).width).toBe(1);
});

test('the middle of the view stands in the middle of the plot, upwards is up', () => {
  expect(planeToLandscape(plot, view, 2, -1)).toEqual({ x: 190, y: 158 });
  expect(planeToLandscape(plot, view, 2.5, -0.5)).toEqual({ x: 340, y: 8 });
});

test('every cell is found at its place, on the plot and on the plane', () => {
  for (const cell of [
    { column: 0, row: 0 },
    { column: 30, row: 30 },
    { column: 60, row: 12 },
  ]) {
    const { x, y } = placeOfCell(view, SIDE, cell);
    expect(cellOfPlace(view, SIDE, x, y)).toEqual(cell);
    const at = planeToLandscape(plot, view, x, y);
    expect(cellAtPlot(plot, SIDE, at.x + 2, at.y - 2)).toEqual(cell);
  }
  expect(placeOfCell(view, SIDE, { column: 0, row: 60 })).toEqual({ x: 1.5, y: -0.5 });
  expect(cellAtPlot(plot, SIDE, 0, 1000), 'beyond the rim').toEqual({ column: 0, row: 0 });
});

test('a few round numbers stand on each axis, at their places', () => {
  const texts = landscapeLabels(plot, view).map(({ text }) => text);
  expect(texts).toEqual(['1.6', '1.8', '2', '2.2', '2.4', '−1.4', '−1.2', '−1', '−0.8', '−0.6']);
  for (const halfWidth of [0.1, 0.17, 0.25, 0.9, 1, 2.4, 3, 47]) {
    const labels = landscapeLabels(plot, { middle: [0, 0.3], halfWidth });
    const across = labels.filter(({ tick }) => tick?.isUpright);
    expect(across.length, `±${halfWidth}`).toBeGreaterThanOrEqual(3);
    expect(across.length, `±${halfWidth}`).toBeLessThanOrEqual(10);
    labels.forEach(({ text, x, tick }) => {
      if (!tick?.isUpright) return;
      expect(x).toBeCloseTo(plot.x + 150 + (150 * Number(text.replace('−', '-'))) / halfWidth, 6);
    });
  }
});
