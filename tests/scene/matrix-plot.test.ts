import { describe, expect, it } from 'vitest';
import {
  matrixPlaceAt,
  placeMatrix,
  plotSize,
  scrollAround,
  scrollTo,
  shownCells,
} from '../../src/lib/scene/matrix-plot';

const limits = { left: 50, top: 20, least: 10, most: 40, mostHigh: 26 };

describe('a matrix on its canvas', () => {
  it('fills the width that there is, and no more', () => {
    const plot = placeMatrix(700, 420, { rows: 8, columns: 64, isSquare: false, ...limits });
    expect(plotSize(plot).width).toBeLessThanOrEqual(700);
    expect(plotSize(plot).width).toBeGreaterThan(700 - 64);
    expect(plot.cellHeight).toBe(26);
  });

  it('keeps cells large enough to point at, and reaches beyond the canvas instead', () => {
    const plot = placeMatrix(330, 420, { rows: 128, columns: 512, isSquare: false, ...limits });
    expect([plot.cellWidth, plot.cellHeight]).toEqual([10, 10]);
  });

  it('has square cells for tokens against tokens', () => {
    const plot = placeMatrix(370, 1000, { rows: 16, columns: 16, isSquare: true, ...limits });
    expect([plot.cellWidth, plot.cellHeight]).toEqual([20, 20]);
  });

  it('finds the cell at every point of a scrolled canvas, and none beside the matrix', () => {
    const plot = { rows: 3, columns: 4, left: 50, top: 20, cellWidth: 30, cellHeight: 10 };
    const scroll = { x: 45, y: 5 };
    expect(matrixPlaceAt(plot, scroll, 50, 20)).toEqual({ row: 0, column: 1 });
    expect(matrixPlaceAt(plot, scroll, 64.9, 24.9)).toEqual({ row: 0, column: 1 });
    expect(matrixPlaceAt(plot, scroll, 65, 25)).toEqual({ row: 1, column: 2 });
    expect(matrixPlaceAt(plot, scroll, 49, 30)).toBeUndefined();
    expect(matrixPlaceAt(plot, scroll, 70, 19)).toBeUndefined();
    expect(matrixPlaceAt(plot, scroll, 125, 30)).toBeUndefined();
    expect(matrixPlaceAt(plot, scroll, 60, 45)).toBeUndefined();
  });

  it('scrolls a chosen cell into view by the shortest way', () => {
    const plot = { rows: 100, columns: 100, left: 50, top: 20, cellWidth: 10, cellHeight: 10 };
    const size = { width: 150, height: 120 };
    expect(scrollTo(plot, { x: 0, y: 0 }, size, { row: 3, column: 9 })).toEqual({ x: 0, y: 0 });
    expect(scrollTo(plot, { x: 0, y: 0 }, size, { row: 10, column: 20 })).toEqual({ x: 110, y: 10 });
    expect(scrollTo(plot, { x: 300, y: 300 }, size, { row: 10, column: 35 })).toEqual({ x: 300, y: 100 });
    expect(scrollAround(plot, size, { row: 50, column: 99 })).toEqual({ x: 900, y: 455 });
    expect(scrollAround(plot, size, { row: 0, column: 2 })).toEqual({ x: 0, y: 0 });
  });

  it('draws just the cells of which something is on view', () => {
    const plot = { rows: 5, columns: 100, left: 0, top: 0, cellWidth: 10, cellHeight: 10 };
    const room = { x: 0, y: 0, width: 95, height: 80 };
    expect(shownCells(plot, { x: 12, y: 0 }, room)).toEqual({ row: 0, column: 1, rows: 5, columns: 10 });
  });
});
