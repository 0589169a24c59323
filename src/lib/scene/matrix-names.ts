import type { Rect } from './layout';
import type { DrawnMatrix, MatrixMarks } from './matrix-drawing';
import type { MatrixPlot, ShownCells } from './matrix-plot';
import type { SceneTheme } from './palette';

type Context = CanvasRenderingContext2D;

/** Room that a column's number takes. */
const COUNT_PX = 26;
export const NAME_GAP_PX = 6;
export const FONT_PX = 12;

/** The page's font, in the size of names if in no other. */
export function setFont(context: Context, sizePx = FONT_PX): void {
  context.font = `${sizePx}px ${getComputedStyle(context.canvas).fontFamily}`;
}

export function clip(context: Context, { x, y, width, height }: Rect): void {
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
}

/** Names rows at the left, as many as have room, the chosen one among them. */
export function drawRowNames(
  context: Context,
  room: Rect,
  shown: ShownCells,
  { left, cellHeight }: MatrixPlot,
  { rowNames }: DrawnMatrix,
  marks: MatrixMarks,
  yOf: (row: number) => number,
  theme: SceneTheme,
): void {
  if (left === 0) return;
  context.save();
  clip(context, { x: 0, y: room.y - FONT_PX / 2, width: left, height: room.height + FONT_PX });
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const step = Math.ceil((FONT_PX + 1) / cellHeight);
  const chosen = marks.cell?.row ?? marks.row;
  for (let row = shown.row; row < shown.row + shown.rows; row++) {
    if (row % step !== 0 && row !== chosen) continue;
    if (row !== chosen && chosen !== undefined && Math.abs(row - chosen) * cellHeight < FONT_PX) continue;
    const isNamed = row === chosen || (marks.namedRows !== undefined && row < marks.namedRows);
    context.fillStyle = isNamed ? theme.ink : theme.muted;
    context.fillText(rowNames?.[row] ?? String(row), left - NAME_GAP_PX, yOf(row) + cellHeight / 2, left);
  }
  context.restore();
}

/** Names or counts columns above, as many as have room, the chosen one among them. */
export function drawColumnNames(
  context: Context,
  room: Rect,
  shown: ShownCells,
  { top, cellWidth }: MatrixPlot,
  { columnNames }: DrawnMatrix,
  marks: MatrixMarks,
  xOf: (column: number) => number,
  theme: SceneTheme,
): void {
  if (top === 0) return;
  context.save();
  clip(context, { x: room.x - cellWidth, y: 0, width: room.width + 2 * cellWidth, height: top });
  const chosen = marks.cell?.column ?? marks.column;
  const step = Math.ceil((columnNames ? FONT_PX + 1 : COUNT_PX) / cellWidth);
  const least = (columnNames ? FONT_PX : COUNT_PX) / cellWidth;
  for (let column = shown.column; column < shown.column + shown.columns; column++) {
    if (column % step !== 0 && column !== chosen) continue;
    if (column !== chosen && chosen !== undefined && Math.abs(column - chosen) < least) continue;
    context.fillStyle = column === chosen ? theme.ink : theme.muted;
    const name = columnNames?.[column] ?? String(column);
    const x = xOf(column) + cellWidth / 2;
    const isUpright = context.measureText(name).width <= Math.max(cellWidth, FONT_PX) || !columnNames;
    context.save();
    context.translate(x, top - NAME_GAP_PX);
    if (!isUpright) context.rotate(-Math.PI / 2);
    context.textAlign = isUpright ? 'center' : 'left';
    context.textBaseline = isUpright ? 'alphabetic' : 'middle';
    context.fillText(name, 0, 0, isUpright ? undefined : top - NAME_GAP_PX);
    context.restore();
  }
  context.restore();
}
