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
  /** CSS pixels of a cell's side, the gap to the next one included. */
  readonly cellPx: number;
}

const GAP_PX = 1;
/** Of a cell without its gap. */
const BAR_SHARE = 0.14;
const LEAST_BAR_PX = 2;
/** How far from the page's ground the colour of the highest loss is. */
const HIGHEST_SHARE = 0.7;
const HATCH_PX = 4;

/** Keeps the pictures of all cells, so that only those that have changed are put in again. */
export class SettingsDrawing {
  readonly #pictures = document.createElement('canvas').getContext('2d');
  #drawn: (Picture | undefined)[] = [];

  /**
   * Draws a map in CSS pixels; cells row by row, top row first: its picture, and below it a bar that is the longer
   * the larger its loss.
   */
  draw(context: Context, grid: SettingsGrid, cells: readonly DrawnCell[], theme: SceneTheme): void {
    const { columns, rows, cellPx } = grid;
    context.fillStyle = theme.stage;
    context.fillRect(0, 0, columns * cellPx, rows * cellPx);
    const inside = cellPx - GAP_PX;
    const barPx = Math.max(LEAST_BAR_PX, Math.round(inside * BAR_SHARE));
    const size = this.#putPictures(grid, cells);
    const [ground, high] = [theme.stage, theme.muted].map(parseColor);
    cells.forEach((cell, index) => {
      const [x, y] = [(index % columns) * cellPx, Math.floor(index / columns) * cellPx];
      const height = inside - barPx;
      switch (cell.kind) {
        case 'waiting':
          context.fillStyle = theme.line;
          context.fillRect(x + inside / 2 - 1, y + inside / 2 - 1, 2, 2);
          return;
        case 'diverged':
          return hatch(context, x, y, inside, theme);
        case 'failed':
          return cross(context, x, y, inside, theme);
        case 'trained':
          if (cell.picture && this.#pictures && size) {
            const [left, top] = [(index % columns) * size.width, Math.floor(index / columns) * size.height];
            const { canvas } = this.#pictures;
            context.drawImage(canvas, left, top, size.width, size.height, x, y, inside, height);
          } else {
            context.fillStyle = toCss(mix(ground, high, HIGHEST_SHARE * (cell.level ?? 0)));
            context.fillRect(x, y, inside, height);
          }
          context.fillStyle = theme.line;
          context.fillRect(x, y + height, inside, barPx);
          context.fillStyle = theme.ink;
          context.fillRect(x, y + height, inside * (cell.level ?? 0), barPx);
          return;
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
      this.#drawn = [];
    }
    cells.forEach(({ picture }, index) => {
      // Pictures of another size are of a map before, and about to be replaced.
      if (!picture || picture === this.#drawn[index] || picture.width !== first.width) return;
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
      this.#drawn[index] = picture;
    });
    return first;
  }
}

function hatch(context: Context, x: number, y: number, side: number, { muted }: SceneTheme): void {
  context.save();
  context.beginPath();
  context.rect(x, y, side, side);
  context.clip();
  context.strokeStyle = muted;
  context.lineWidth = 1;
  context.beginPath();
  for (let from = -side; from < side; from += HATCH_PX) {
    context.moveTo(x + from, y + side);
    context.lineTo(x + from + side, y);
  }
  context.stroke();
  context.restore();
}

function cross(context: Context, x: number, y: number, side: number, { accent }: SceneTheme): void {
  const [near, far] = [side / 4, (3 * side) / 4];
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x + near, y + near);
  context.lineTo(x + far, y + far);
  context.moveTo(x + far, y + near);
  context.lineTo(x + near, y + far);
  context.stroke();
}
