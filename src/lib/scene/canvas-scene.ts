import { drawLinks, drawMark, drawThumbnails, PixelImage } from './canvas-drawing';
import { FrameRequest } from './frame-request';
import { clearCanvas, hostCanvas } from './host-canvas';
import type { NetworkLayout, Rect } from './layout';
import type { NetworkScene, SceneFrame, SceneHighlight, SceneOptions, ScenePoints } from './network-scene';
import type { SceneTheme } from './palette';
import { biasMark, discOutline, pointMarks } from './placing';
import { silentNodes } from './silent-nodes';
import { createDrawing, drawSurroundings, surroundingsOf } from './surroundings';
import { drawTrueCurve } from './true-curve';

/** Draws without WebGL. Throws where the browser has no canvas either. */
export function createCanvasScene(host: HTMLElement, options: SceneOptions): NetworkScene {
  return new CanvasScene(host, options);
}

class CanvasScene implements NetworkScene {
  readonly #context: CanvasRenderingContext2D;
  readonly #drawing = new FrameRequest(() => this.#draw());
  readonly #atlas = new PixelImage();
  readonly #map = new PixelImage();
  /** What stays from frame to frame: axes, legend and points. */
  #overlay: HTMLCanvasElement | undefined;
  #size = { widthPx: 1, heightPx: 1, resolution: 1 };
  #layout: NetworkLayout | undefined;
  #theme: SceneTheme | undefined;
  #isDiscrete = false;
  #points: ScenePoints | undefined;
  #frame: SceneFrame | undefined;
  #highlight: SceneHighlight = {};

  constructor(host: HTMLElement, options: SceneOptions) {
    this.#context = hostCanvas(host, options, () => this.#redrawAll());
  }

  resize(widthPx: number, heightPx: number, resolution: number): void {
    this.#size = { widthPx, heightPx, resolution };
    this.#redrawAll();
  }

  setLayout(layout: NetworkLayout): void {
    this.#layout = layout;
    this.#redrawAll();
  }

  setTheme(theme: SceneTheme, options = { discretize: false }): void {
    this.#theme = theme;
    this.#isDiscrete = options.discretize;
    this.#redrawAll();
  }

  setPoints(points: ScenePoints | undefined): void {
    this.#points = points;
    this.#redrawAll();
  }

  setFrame(frame: SceneFrame): void {
    this.#frame = frame;
    this.#drawing.ask();
  }

  setHighlight(highlight: SceneHighlight): void {
    this.#highlight = highlight;
    this.#drawing.ask();
  }

  destroy(): void {
    this.#drawing.cancel();
    this.#context.canvas.remove();
  }

  #redrawAll(): void {
    this.#overlay = undefined;
    this.#drawing.ask();
  }

  #draw(): void {
    const [context, layout, theme, frame] = [this.#context, this.#layout, this.#theme, this.#frame];
    if (!layout || !theme) return;
    clearCanvas(context, this.#size);
    if (frame) drawLinks(context, layout, theme, frame.parameters, this.#highlight);
    if (layout.plot) this.#drawMap(layout, layout.plot, theme, frame);
    if (!frame) return;
    this.#atlas.set(frame.atlas);
    const silent = silentNodes(layout, frame.parameters);
    drawThumbnails(context, layout, theme, frame.atlas, this.#atlas, this.#highlight.node, silent);
    for (const bias of layout.biases) {
      drawMark(context, biasMark(bias, frame.parameters[bias.parameter], theme), theme.stage);
    }
  }

  #drawMap(layout: NetworkLayout, plot: Rect, theme: SceneTheme, frame: SceneFrame | undefined): void {
    if (frame) this.#map.set(frame.map).draw(this.#context, plot);
    this.#context.strokeStyle = theme.line;
    this.#context.lineWidth = 1;
    this.#context.strokeRect(plot.x, plot.y, plot.width, plot.height);
    const area = surroundingsOf(plot);
    this.#overlay ??= this.#createOverlay(layout, plot, theme);
    this.#context.drawImage(this.#overlay, area.x, area.y, area.width, area.height);
  }

  #createOverlay(layout: NetworkLayout, plot: Rect, theme: SceneTheme): HTMLCanvasElement {
    const { canvas, context } = createDrawing(surroundingsOf(plot), this.#size.resolution);
    drawSurroundings(context, layout, theme, this.#isDiscrete);
    if (this.#points?.trueCurve) drawTrueCurve(context, plot, this.#points.trueCurve, theme);
    for (const mark of this.#points ? pointMarks(layout, this.#points, theme) : []) {
      drawMark(context, mark, mark.shape === 'disc' ? discOutline(theme, layout) : theme.ink);
    }
    return canvas;
  }
}
