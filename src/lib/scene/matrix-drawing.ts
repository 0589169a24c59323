import { hatch } from './hatching';
import type { Rect } from './layout';
import { clip, drawColumnNames, drawRowNames, setFont } from './matrix-names';
import { shownCells, type MatrixPlace, type MatrixPlot, type Scroll, type ShownCells } from './matrix-plot';
import { contrast, divergingTable, parseColor, shareTable, type Rgb, type SceneTheme } from './palette';

type Context = CanvasRenderingContext2D;

/** A matrix as it is drawn. */
export interface DrawnMatrix {
  readonly at: (row: number, column: number) => number;
  /** Signed numbers, in full colour at ± this size; or shares of 1. */
  readonly tone: 'shares' | { readonly largest: number };
  /** What a mask leaves out is hatched. */
  readonly isLeftOut?: (row: number, column: number) => boolean;
  /** What has not been computed yet stays empty. */
  readonly isEmpty?: (row: number, column: number) => boolean;
  readonly rowNames?: readonly string[];
  /** Without them, columns are counted. */
  readonly columnNames?: readonly string[];
  /** A number as it stands in its cell, where cells are large enough. */
  readonly text?: (value: number) => string;
}

/** What is pointed out in a matrix. */
export interface MatrixMarks {
  readonly cell?: MatrixPlace;
  /** A whole row or column. */
  readonly row?: number;
  readonly column?: number;
  /** Rows up to it are marked at their names. */
  readonly namedRows?: number;
}

/** Cells of this width have room for a number. */
const TEXT_FROM_PX = 34;
/** Cells of this size have hairlines between them. */
const LINES_FROM_PX = 6;
const CELL_FONT_PX = 11;
const HATCH_PX = 5;
const HATCH_ALPHA = 0.4;

/** Keeps one canvas with a pixel for each cell, which is drawn enlarged. */
export class MatrixDrawing {
  readonly #pixels = document.createElement('canvas').getContext('2d');
  #image: ImageData | undefined;

  /** Draws as much of the matrix as the canvas of this size shows, in CSS pixels. */
  draw(
    context: Context,
    size: { readonly width: number; readonly height: number },
    plot: MatrixPlot,
    scroll: Scroll,
    matrix: DrawnMatrix,
    marks: MatrixMarks,
    theme: SceneTheme,
  ): void {
    const { left, top, cellWidth, cellHeight } = plot;
    const room = { x: left, y: top, width: size.width - left, height: size.height - top };
    const shown = shownCells(plot, scroll, room);
    const xOf = (column: number) => left + column * cellWidth - scroll.x;
    const yOf = (row: number) => top + row * cellHeight - scroll.y;
    const area = {
      x: xOf(shown.column),
      y: yOf(shown.row),
      width: shown.columns * cellWidth,
      height: shown.rows * cellHeight,
    };
    if (shown.columns <= 0 || shown.rows <= 0 || !this.#pixels) return;
    setFont(context);
    context.save();
    clip(context, room);
    const table = typeof matrix.tone === 'string' ? shareTable(theme) : signedTable(theme);
    this.#put(shown, matrix, table);
    context.imageSmoothingEnabled = false;
    context.drawImage(
      this.#pixels.canvas,
      0,
      0,
      shown.columns,
      shown.rows,
      area.x,
      area.y,
      area.width,
      area.height,
    );
    if (Math.min(cellWidth, cellHeight) >= LINES_FROM_PX) drawLines(context, area, plot, theme);
    forEachCell(shown, (row, column) => {
      if (!matrix.isLeftOut?.(row, column)) return;
      hatch(
        context,
        { x: xOf(column) + 0.5, y: yOf(row) + 0.5, width: cellWidth - 1, height: cellHeight - 1 },
        { color: theme.muted, distancePx: HATCH_PX, alpha: HATCH_ALPHA },
      );
    });
    if (matrix.text && cellWidth >= TEXT_FROM_PX) {
      setFont(context, CELL_FONT_PX);
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      forEachCell(shown, (row, column) => {
        if (matrix.isLeftOut?.(row, column) || matrix.isEmpty?.(row, column)) return;
        const value = matrix.at(row, column);
        context.fillStyle = inkOn(colorOf(table, strengthOf(value, matrix.tone)), theme);
        context.fillText(matrix.text!(value), xOf(column) + cellWidth / 2, yOf(row) + cellHeight / 2);
      });
    }
    drawMarks(context, plot, area, marks, xOf, yOf, theme);
    context.restore();
    drawRowNames(context, room, shown, plot, matrix, marks, yOf, theme);
    drawColumnNames(context, room, shown, plot, matrix, marks, xOf, theme);
  }

  /** Colours the shown cells, one pixel each. */
  #put(shown: ShownCells, matrix: DrawnMatrix, table: Uint32Array): void {
    const { rows, columns } = shown;
    const { canvas } = this.#pixels!;
    if (canvas.width < columns || canvas.height < rows) {
      canvas.width = Math.max(canvas.width, columns);
      canvas.height = Math.max(canvas.height, rows);
    }
    if (this.#image?.width !== columns || this.#image.height !== rows) {
      this.#image = new ImageData(columns, rows);
    }
    const words = new Uint32Array(this.#image.data.buffer);
    const middle = table[typeof matrix.tone === 'string' ? 0 : table.length >> 1];
    forEachCell(shown, (row, column) => {
      const k = (row - shown.row) * columns + column - shown.column;
      if (matrix.isEmpty?.(row, column)) words[k] = 0;
      else if (matrix.isLeftOut?.(row, column)) words[k] = middle;
      else words[k] = colorOf(table, strengthOf(matrix.at(row, column), matrix.tone));
    });
    this.#pixels!.putImageData(this.#image, 0, 0);
  }
}

/** The colours of signed numbers, which stand beside nothing that has to stand out from them. */
const signedTable = (theme: SceneTheme) => divergingTable(theme, { discretize: false, strength: 1 });

function forEachCell(shown: ShownCells, visit: (row: number, column: number) => void): void {
  for (let row = shown.row; row < shown.row + shown.rows; row++) {
    for (let column = shown.column; column < shown.column + shown.columns; column++) visit(row, column);
  }
}

/** 0 … 1 in the table of its tone. */
function strengthOf(value: number, tone: DrawnMatrix['tone']): number {
  if (Number.isNaN(value)) return tone === 'shares' ? 0 : 0.5;
  const share = tone === 'shares' ? value : 0.5 + value / (2 * (tone.largest || 1));
  return Math.max(0, Math.min(1, share));
}

const colorOf = (table: Uint32Array, strength: number) => table[Math.round(strength * (table.length - 1))];

/** Of the page's two grounds, the one that is read more easily on a colour. */
function inkOn(word: number, theme: SceneTheme): string {
  const color: Rgb = [word & 255, (word >> 8) & 255, (word >> 16) & 255];
  const [ink, paper] = [theme.ink, theme.paper].map(parseColor);
  return contrast(ink, color) >= contrast(paper, color) ? theme.ink : theme.paper;
}

function drawLines(context: Context, area: Rect, plot: MatrixPlot, theme: SceneTheme): void {
  context.strokeStyle = theme.stage;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = area.x; x <= area.x + area.width + 0.5; x += plot.cellWidth) {
    context.moveTo(x, area.y);
    context.lineTo(x, area.y + area.height);
  }
  for (let y = area.y; y <= area.y + area.height + 0.5; y += plot.cellHeight) {
    context.moveTo(area.x, y);
    context.lineTo(area.x + area.width, y);
  }
  context.stroke();
}

function drawMarks(
  context: Context,
  plot: MatrixPlot,
  area: Rect,
  { cell, row, column }: MatrixMarks,
  xOf: (column: number) => number,
  yOf: (row: number) => number,
  theme: SceneTheme,
): void {
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.5;
  if (row !== undefined) context.strokeRect(area.x + 0.5, yOf(row), area.width - 1, plot.cellHeight);
  if (column !== undefined) context.strokeRect(xOf(column), area.y + 0.5, plot.cellWidth, area.height - 1);
  if (!cell) return;
  context.lineWidth = 2;
  // A rim of the stage keeps it visible on any colour.
  context.strokeStyle = theme.stage;
  context.strokeRect(xOf(cell.column) - 1, yOf(cell.row) - 1, plot.cellWidth + 2, plot.cellHeight + 2);
  context.strokeStyle = theme.accent;
  context.strokeRect(xOf(cell.column), yOf(cell.row), plot.cellWidth, plot.cellHeight);
}
