import { PixelImage } from './canvas-drawing';
import { clearCanvas, hostCanvas } from './host-canvas';
import { DrawnWords, type DrawnFrame } from './drawn-words';
import type { SceneOptions } from './network-scene';
import { toCss } from './palette';
import { frameColor, placeInWindow, type CellPicture } from './word-cells';
import type { WordScene } from './word-scene';

/** Draws without WebGL. Throws where the browser has no canvas either. */
export const createCanvasWordScene = (host: HTMLElement, options: SceneOptions): WordScene =>
  new CanvasWords(host, options);

class CanvasWords extends DrawnWords {
  readonly #context: CanvasRenderingContext2D;
  readonly #image = new PixelImage();
  protected readonly isLost = false;

  constructor(host: HTMLElement, options: SceneOptions) {
    super();
    this.#context = hostCanvas(host, options, () => this.drawing.ask());
  }

  destroy(): void {
    this.drawing.cancel();
    this.#context.canvas.remove();
  }

  protected show({ layout, view, theme, cells, arcs }: DrawnFrame): void {
    const context = this.#context;
    clearCanvas(context, this.size);
    this.#image.set(cells);
    context.imageSmoothingEnabled = false;
    const { left, right, height } = { ...layout, ...layout.window };
    const draw = (picture: CellPicture) => {
      const place = placeInWindow(picture, view, this.size.resolution);
      this.#image.draw(context, place, picture.cells);
      if (picture.isFramed) {
        context.strokeRect(place.x - 0.5, place.y - 0.5, place.width + 1, place.height + 1);
      }
    };
    context.strokeStyle = toCss(frameColor(theme));
    context.lineWidth = 1;
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, height);
    context.clip();
    cells.pictures.filter(({ isColumn }) => isColumn).forEach(draw);
    context.translate(-view.x, -view.y);
    context.strokeStyle = theme.accent;
    for (const { x0, y0, controlX0, controlY0, controlX1, controlY1, x1, y1, widthPx, alpha } of arcs) {
      context.globalAlpha = alpha;
      context.lineWidth = widthPx;
      context.beginPath();
      context.moveTo(x0, y0);
      context.bezierCurveTo(controlX0, controlY0, controlX1, controlY1, x1, y1);
      context.stroke();
    }
    context.restore();
    cells.pictures.filter(({ isColumn }) => !isColumn).forEach(draw);
  }
}
