import type { NetworkLayout, Rect } from './layout';
import { toCss, divergingTable, legibleColor, type SceneTheme } from './palette';
import { mapLabels, type MapLabel } from './plot';

const labelFont =
  "11px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', sans-serif";
/** A rim of paper around the numbers keeps them readable where links pass behind. */
const labelHaloPx = 3;
const tickPx = 4;
const marginPx = 28;

/** What `drawSurroundings` may draw on. */
export function surroundingsOf(plot: Rect): Rect {
  const side = plot.width + 2 * marginPx;
  return { x: plot.x - marginPx, y: plot.y - marginPx, width: side + marginPx, height: side };
}

/** Draws the axes of the map and the scale of its colours, in CSS pixels of the scene. */
export function drawSurroundings(
  context: CanvasRenderingContext2D,
  layout: NetworkLayout,
  theme: SceneTheme,
  isDiscrete: boolean,
): void {
  if (layout.legend && layout.classCount === 0) {
    drawScale(context, layout.legend, divergingTable(theme, { discretize: isDiscrete }));
  }
  drawLabels(context, mapLabels(layout), theme);
}

/** Draws numbers beside a map, with their marks on its axes. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly MapLabel[],
  theme: SceneTheme,
): void {
  const ink = toCss(legibleColor(theme, theme.muted));
  context.font = labelFont;
  context.lineJoin = 'round';
  for (const { text, x, y, alignX, alignY, tick } of labels) {
    context.textAlign = alignX === 0 ? 'left' : alignX === 1 ? 'right' : 'center';
    context.textBaseline = alignY === 0 ? 'top' : alignY === 1 ? 'bottom' : 'middle';
    context.strokeStyle = theme.paper;
    context.lineWidth = labelHaloPx;
    context.strokeText(text, x, y);
    context.fillStyle = ink;
    context.fillText(text, x, y);
    context.fillStyle = theme.line;
    if (tick?.isUpright) context.fillRect(tick.x - 0.5, tick.y, 1, tickPx);
    else if (tick) context.fillRect(tick.x - tickPx, tick.y - 0.5, tickPx, 1);
  }
}

/** The table from top to bottom, +1 first. */
function drawScale(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Rect,
  table: Uint32Array,
): void {
  const step = height / table.length;
  for (let k = 0; k < table.length; k++) {
    const color = table[table.length - 1 - k];
    context.fillStyle = toCss([color & 255, (color >> 8) & 255, (color >> 16) & 255]);
    context.fillRect(x, y + k * step, width, k === table.length - 1 ? step : 2 * step);
  }
}

/** A canvas for a part of the scene, to be drawn on in the scene's CSS pixels. */
export function createDrawing(
  area: Rect,
  resolution: number,
): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(area.width * resolution);
  canvas.height = Math.ceil(area.height * resolution);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('scene: this browser has no canvas to draw on');
  context.setTransform(resolution, 0, 0, resolution, -area.x * resolution, -area.y * resolution);
  return { canvas, context };
}
