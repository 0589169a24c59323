import type { Rect } from './layout';
import type { SceneTheme } from './palette';
import { curveOnPlot } from './plot';

const dashesPx = [6, 5];
const widthPx = 1.5;
/** Paper on both sides keeps it apart from the network's own curve. */
const rimPx = 1.25;

/** Draws the curve that the points lie on but for noise, dashed, as far as it is within the plot. */
export function drawTrueCurve(
  context: CanvasRenderingContext2D,
  plot: Rect,
  values: ArrayLike<number>,
  theme: SceneTheme,
): void {
  context.save();
  context.beginPath();
  context.rect(plot.x, plot.y, plot.width, plot.height);
  context.clip();
  context.beginPath();
  for (const { x, y } of curveOnPlot(plot, values)) context.lineTo(x, y);
  context.setLineDash(dashesPx);
  context.lineJoin = 'round';
  for (const [color, width] of [
    [theme.paper, widthPx + 2 * rimPx],
    [theme.ink, widthPx],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
  context.restore();
}
