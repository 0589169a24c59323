import { contours } from 'd3-contour';
import type { Landscape } from '$lib/engine';
import { placeOfCell, landscapeLabels, planeToLandscape, type Cell } from './landscape-plot';
import type { Rect } from './layout';
import { mix, parseColor, toCss, type Rgb, type SceneTheme } from './palette';
import { drawLabels } from './surroundings';

type Context = CanvasRenderingContext2D;

/** How far from the page's ground the colour of the highest losses is. */
const HIGHEST_SHARE = 0.62;
const PATH_PX = 1.5;
const RIM_PX = 1.5;
const MARK_PX = { start: 4, present: 5, crossHair: 3.5 };

/** The colours of the areas between lines, from the lowest losses, which are like the ground, to the highest. */
export function levelColors(theme: SceneTheme, levels: number): Rgb[] {
  const [ground, high] = [theme.stage, theme.muted].map(parseColor);
  return Array.from({ length: levels + 1 }, (_, k) =>
    mix(ground, high, (HIGHEST_SHARE * k) / Math.max(levels, 1)),
  );
}

/**
 * Draws a contour map with the path on it, in CSS pixels.
 * @param levels the lines' losses, from low to high
 * @param crossHair the cell that is looked at
 */
export function drawLandscape(
  context: Context,
  plot: Rect,
  landscape: Landscape,
  levels: readonly number[],
  theme: SceneTheme,
  crossHair: Cell | undefined,
): void {
  context.save();
  context.beginPath();
  context.rect(plot.x, plot.y, plot.width, plot.height);
  context.clip();
  drawLevels(context, plot, landscape.losses, levels, theme);
  drawPath(context, plot, landscape, theme);
  if (crossHair) drawCrossHair(context, plot, landscape, crossHair, theme);
  context.restore();
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.strokeRect(plot.x - 0.5, plot.y - 0.5, plot.width + 1, plot.height + 1);
  drawLabels(context, landscapeLabels(plot, landscape), theme);
}

const sideOf = ({ length }: Float32Array) => Math.sqrt(length);

/** On logarithms, so that lines run between cells where the loss does. Not finite losses are above all lines. */
function drawLevels(
  context: Context,
  plot: Rect,
  losses: Float32Array,
  levels: readonly number[],
  theme: SceneTheme,
): void {
  const colors = levelColors(theme, levels.length).map(toCss);
  context.fillStyle = colors[0];
  context.fillRect(plot.x, plot.y, plot.width, plot.height);
  if (levels.length === 0) return;
  const side = sideOf(losses);
  const [low, high] = [Math.log(levels[0] / 10), Math.log(levels[levels.length - 1] * 10)];
  const heights = Array.from(losses, (loss) =>
    Number.isFinite(loss) ? Math.min(Math.max(Math.log(loss), low), high) : high,
  );
  const map = contours().size([side, side]);
  // A cell's middle stands half a cell from its rim; the first row is the lowest.
  const placeX = (x: number) => plot.x + ((x - 0.5) / (side - 1)) * plot.width;
  const placeY = (y: number) => plot.y + (1 - (y - 0.5) / (side - 1)) * plot.height;
  context.strokeStyle = theme.muted;
  context.lineWidth = 0.5;
  levels.forEach((level, k) => {
    context.beginPath();
    for (const ring of map.contour(heights, Math.log(level)).coordinates.flat()) {
      ring.forEach(([x, y], index) => {
        if (index === 0) context.moveTo(placeX(x), placeY(y));
        else context.lineTo(placeX(x), placeY(y));
      });
    }
    context.fillStyle = colors[k + 1];
    context.fill('evenodd');
    context.stroke();
  });
}

function drawPath(context: Context, plot: Rect, landscape: Landscape, theme: SceneTheme): void {
  const { path } = landscape;
  const at = (k: number) => planeToLandscape(plot, landscape, path[2 * k], path[2 * k + 1]);
  context.lineJoin = 'round';
  context.beginPath();
  for (let k = 0; k < path.length / 2; k++) {
    const { x, y } = at(k);
    context.lineTo(x, y);
  }
  for (const [color, width] of [
    [theme.stage, PATH_PX + 2 * RIM_PX],
    [theme.ink, PATH_PX],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
  drawDisc(context, at(0), MARK_PX.start, theme.stage, theme.ink);
  drawDisc(context, planeToLandscape(plot, landscape, 0, 0), MARK_PX.present, theme.accent, theme.stage);
}

function drawDisc(
  context: Context,
  at: { x: number; y: number },
  radius: number,
  fill: string,
  rim: string,
): void {
  context.beginPath();
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = rim;
  context.lineWidth = RIM_PX;
  context.stroke();
}

function drawCrossHair(
  context: Context,
  plot: Rect,
  landscape: Landscape,
  cell: Cell,
  theme: SceneTheme,
): void {
  const place = placeOfCell(landscape, sideOf(landscape.losses), cell);
  const { x, y } = planeToLandscape(plot, landscape, place.x, place.y);
  context.globalAlpha = 0.6;
  context.fillStyle = theme.ink;
  context.fillRect(x - 0.5, plot.y, 1, plot.height);
  context.fillRect(plot.x, y - 0.5, plot.width, 1);
  context.globalAlpha = 1;
  drawDisc(context, { x, y }, MARK_PX.crossHair, theme.stage, theme.ink);
}
