import type { Rect } from './layout';

/** Where a matrix stands on its canvas, in CSS pixels; what lies beyond the canvas is scrolled to. */
export interface MatrixPlot {
  readonly rows: number;
  readonly columns: number;
  /** Room for the names of rows, and of columns. */
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** How much of a plot is scrolled out of the canvas at its left and its top. */
export interface Scroll {
  readonly x: number;
  readonly y: number;
}

export interface MatrixPlace {
  readonly row: number;
  readonly column: number;
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly left: number;
  readonly top: number;
  /** Cells as high as they are wide. */
  readonly isSquare: boolean;
  /** Narrower cells could not be pointed at, or named; wider ones would waste room. */
  readonly least: number;
  readonly most: number;
  /** Of a cell that is not square. */
  readonly mostHigh: number;
}

/** Cells as large as the room allows, within what they may be. */
export function placeMatrix(width: number, height: number, shape: Shape): MatrixPlot {
  const { rows, columns, left, top, isSquare, least, most, mostHigh } = shape;
  const within = (room: number, count: number, largest: number) =>
    Math.max(least, Math.min(largest, Math.floor((room / count) * 2) / 2));
  const wide = within(width - left, columns, most);
  const high = within(height - top, rows, isSquare ? most : mostHigh);
  const side = Math.min(wide, high);
  const [cellWidth, cellHeight] = isSquare ? [side, side] : [wide, high];
  return { rows, columns, left, top, cellWidth, cellHeight };
}

/** All of a plot, with its names. */
export const plotSize = (plot: MatrixPlot) => ({
  width: plot.left + plot.columns * plot.cellWidth,
  height: plot.top + plot.rows * plot.cellHeight,
});

/** The cell at a point of the canvas; undefined beside the matrix. */
export function matrixPlaceAt(
  plot: MatrixPlot,
  scroll: Scroll,
  x: number,
  y: number,
): MatrixPlace | undefined {
  if (x < plot.left || y < plot.top) return undefined;
  const column = Math.floor((x - plot.left + scroll.x) / plot.cellWidth);
  const row = Math.floor((y - plot.top + scroll.y) / plot.cellHeight);
  return column < plot.columns && row < plot.rows ? { row, column } : undefined;
}

/** The least scrolling from where it is now that brings a whole cell onto a canvas of this size. */
export function scrollTo(
  plot: MatrixPlot,
  scroll: Scroll,
  size: { readonly width: number; readonly height: number },
  { row, column }: MatrixPlace,
): Scroll {
  const along = (now: number, index: number, cell: number, room: number) =>
    Math.max(Math.min(now, index * cell), (index + 1) * cell - room);
  return {
    x: along(scroll.x, column, plot.cellWidth, size.width - plot.left),
    y: along(scroll.y, row, plot.cellHeight, size.height - plot.top),
  };
}

/** The scrolling that has a cell in the middle, as far as the matrix reaches beyond a canvas of this size. */
export function scrollAround(
  plot: MatrixPlot,
  size: { readonly width: number; readonly height: number },
  { row, column }: MatrixPlace,
): Scroll {
  const whole = plotSize(plot);
  const along = (index: number, cell: number, room: number, most: number) =>
    Math.max(0, Math.min((index + 0.5) * cell - room / 2, most));
  return {
    x: along(column, plot.cellWidth, size.width - plot.left, whole.width - size.width),
    y: along(row, plot.cellHeight, size.height - plot.top, whole.height - size.height),
  };
}

/** A part of a matrix. */
export interface ShownCells extends MatrixPlace {
  readonly rows: number;
  readonly columns: number;
}

/** The cells that are at least in part within the room that a scrolled matrix has. */
export function shownCells(plot: MatrixPlot, scroll: Scroll, room: Rect): ShownCells {
  const along = (from: number, cell: number, length: number, count: number) => {
    const first = Math.max(0, Math.floor(from / cell));
    return [first, Math.min(count, Math.ceil((from + length) / cell)) - first] as const;
  };
  const [column, columns] = along(scroll.x, plot.cellWidth, room.width, plot.columns);
  const [row, rows] = along(scroll.y, plot.cellHeight, room.height, plot.rows);
  return { row, column, rows, columns };
}
