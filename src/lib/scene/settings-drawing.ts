import { hatch } from './hatching';
import type { Rect } from './layout';
import { mix, parseColor, toCss, type SceneTheme } from './palette';

type Context = CanvasRenderingContext2D;

/** RGBA, top row first. */
interface Picture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** How one cell of a map of settings looks. */
export interface DrawnCell {
  readonly kind: 'waiting' | 'trained' | 'diverged' | 'failed';
  /** Without one, the cell is coloured by its loss alone. */
  readonly picture?: Picture;
  /** How bad its test loss is, from 0 for the best to 1 for the worst. */
  readonly level?: number;
}

export interface SettingsGrid {
  readonly columns: number;
  readonly rows: number;
  /** CSS pixels of a cell's width, with the frame around its picture. */
  readonly cellPx: number;
}

/** Around a picture; half as wide where cells are so small that it would take their place. */
const FRAME_PX = 1;
const SMALL_CELL_PX = 16;
/** Of a cell's width. */
const BAR_SHARE = 0.1;
const LEAST_BAR_PX = 2;
/** How far from the page's ground the colour of the highest loss is. */
const HIGHEST_SHARE = 0.7;
const HATCH_PX = 4;
const SMOOTH_FROM = 8;

const barOf = (cellPx: number) => Math.max(LEAST_BAR_PX, Math.round(cellPx * BAR_SHARE));

/** CSS pixels of the height of a cell: below its square picture stands a bar. */
export const cellHeight = (cellPx: number) => cellPx + barOf(cellPx);

/** Keeps the pictures of all cells, so that only those that have changed are put in again. */
export class SettingsDrawing {
  readonly #pictures = document.createElement('canvas').getContext('2d');
  /** What is in the pictures' canvas. */
  #put: (Picture | undefined)[] = [];
  /** What was drawn last, and where. */
  #drawn: DrawnCell[] = [];
  #surface = '';

  /**
   * Draws a map in CSS pixels; cells row by row, top row first: each one's picture, and below it a bar that is the
   * longer, in a frame that is the darker, the larger its loss. What looks as before is left as it is.
   * @param surface what the canvas is drawn over with, where it changes: all has to be drawn then
   */
  draw(
    context: Context,
    grid: SettingsGrid,
    cells: readonly DrawnCell[],
    theme: SceneTheme,
    surface: string,
  ): void {
    const { columns, cellPx } = grid;
    const high = cellHeight(cellPx);
    const framePx = cellPx < SMALL_CELL_PX ? FRAME_PX / 2 : FRAME_PX;
    const isNew = surface !== this.#surface;
    this.#surface = surface;
    const drawn = isNew ? [] : this.#drawn;
    this.#drawn = [...cells];
    const size = this.#putPictures(grid, cells);
    cells.forEach((cell, index) => {
      if (looksLike(cell, drawn[index])) return;
      const [column, row] = [index % columns, Math.floor(index / columns)];
      const area = {
        x: column * cellPx + framePx,
        y: row * high + framePx,
        width: cellPx - 2 * framePx,
        height: high - 2 * framePx,
      };
      context.fillStyle = theme.stage;
      context.fillRect(column * cellPx, row * high, cellPx, high);
      switch (cell.kind) {
        case 'waiting':
          return dot(context, area, theme);
        case 'diverged':
          return hatch(context, area, { color: theme.muted, distancePx: HATCH_PX });
        case 'failed':
          return cross(context, area, theme);
        case 'trained': {
          const level = cell.level ?? 0;
          frame(context, area, framePx, level, theme);
          if (cell.picture && this.#pictures && size) {
            // A crowd has few weekends, each of which is a field with edges.
            context.imageSmoothingEnabled = size.width >= SMOOTH_FROM;
            const [left, top] = [column * size.width, row * size.height];
            const { x, y, width } = area;
            const { canvas } = this.#pictures;
            context.drawImage(canvas, left, top, size.width, size.height, x, y, width, width);
          }
          return bar(context, area, level, theme);
        }
        default:
          cell.kind satisfies never;
      }
    });
  }

  /** Returns the size of a picture; undefined where there is none. */
  #putPictures({ columns, rows }: SettingsGrid, cells: readonly DrawnCell[]): Picture | undefined {
    const first = cells.find(({ picture }) => picture)?.picture;
    const context = this.#pictures;
    if (!first || !context) return undefined;
    const { canvas } = context;
    const [width, height] = [columns * first.width, rows * first.height];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      this.#put = [];
    }
    cells.forEach(({ picture }, index) => {
      // Pictures of another size are of a map before, and about to be replaced.
      if (!picture || picture === this.#put[index] || picture.width !== first.width) return;
      const { buffer, length } = picture.pixels;
      const image = new ImageData(
        new Uint8ClampedArray(buffer as ArrayBuffer, 0, length),
        picture.width,
        picture.height,
      );
      context.putImageData(
        image,
        (index % columns) * first.width,
        Math.floor(index / columns) * first.height,
      );
      this.#put[index] = picture;
    });
    return first;
  }
}

function looksLike(cell: DrawnCell, other: DrawnCell | undefined): boolean {
  return cell.kind === other?.kind && cell.picture === other.picture && cell.level === other.level;
}

function frame(
  context: Context,
  { x, y, width, height }: Rect,
  framePx: number,
  level: number,
  theme: SceneTheme,
): void {
  const [ground, high] = [theme.stage, theme.muted].map(parseColor);
  context.fillStyle = toCss(mix(ground, high, HIGHEST_SHARE * level));
  context.fillRect(x - framePx, y - framePx, width + 2 * framePx, height + 2 * framePx);
}

/** In what the picture leaves of the cell. */
function bar(context: Context, { x, y, width, height }: Rect, level: number, theme: SceneTheme): void {
  const thickness = height - width;
  context.fillStyle = theme.line;
  context.fillRect(x, y + width, width, thickness);
  context.fillStyle = theme.ink;
  context.fillRect(x, y + width, width * level, thickness);
}

function dot(context: Context, { x, y, width, height }: Rect, { line }: SceneTheme): void {
  context.fillStyle = line;
  context.fillRect(x + width / 2 - 1, y + height / 2 - 1, 2, 2);
}

function cross(context: Context, { x, y, width, height }: Rect, { accent }: SceneTheme): void {
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x + width / 4, y + height / 4);
  context.lineTo(x + (3 * width) / 4, y + (3 * height) / 4);
  context.moveTo(x + (3 * width) / 4, y + height / 4);
  context.lineTo(x + width / 4, y + (3 * height) / 4);
  context.stroke();
}
