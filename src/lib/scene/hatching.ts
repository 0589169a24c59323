import type { Rect } from './layout';

/** Slanting lines over a rectangle: nothing stands here. */
export function hatch(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Rect,
  { color, distancePx, alpha = 1 }: { color: string; distancePx: number; alpha?: number },
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = color;
  context.globalAlpha = alpha;
  context.lineWidth = 1;
  context.beginPath();
  for (let from = -height; from < width; from += distancePx) {
    context.moveTo(x + from, y + height);
    context.lineTo(x + from + height, y);
  }
  context.stroke();
  context.restore();
}
