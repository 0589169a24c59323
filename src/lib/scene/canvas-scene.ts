import { FrameRequest } from './frame-request';
import type { BiasPlace, LinkPlace, NetworkLayout, Rect } from './layout';
import type { Mark } from './mark-mesh';
import type { NetworkScene, SceneFrame, SceneHighlight, SceneOptions, ScenePoints } from './network-scene';
import { divergingColor, divergingTable, legibleColor, type Rgb, type SceneTheme } from './palette';
import { drawnThumbnails, pointMarks } from './placing';
import { mapLabels } from './plot';
import { biasRadiusPx, labelFont, linkAlpha, linkWidthPx, weightScale, widestLinkPx } from './style';

type Context = CanvasRenderingContext2D;

/** Draws without WebGL. Throws where the browser has no canvas either. */
export function createCanvasScene(host: HTMLElement, options: SceneOptions): NetworkScene {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('scene: this browser offers neither WebGL nor a canvas to draw on');
  return new CanvasScene(host, canvas, context, options);
}

class CanvasScene implements NetworkScene {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: Context;
  readonly #drawing = new FrameRequest(() => this.#draw());
  readonly #atlas = new PixelImage();
  readonly #map = new PixelImage();
  readonly #legend = new PixelImage();
  #size = { widthPx: 1, heightPx: 1, resolution: 1 };
  #layout: NetworkLayout | undefined;
  #theme: SceneTheme | undefined;
  #points: ScenePoints | undefined;
  #frame: SceneFrame | undefined;
  #highlight: SceneHighlight = {};

  constructor(host: HTMLElement, canvas: HTMLCanvasElement, context: Context, options: SceneOptions) {
    this.#canvas = canvas;
    this.#context = context;
    canvas.style.display = 'block';
    canvas.setAttribute('aria-hidden', 'true');
    canvas.addEventListener('contextlost', () => options.onLost());
    canvas.addEventListener('contextrestored', () => {
      options.onRestored();
      this.#drawing.ask();
    });
    host.append(canvas);
  }

  resize(widthPx: number, heightPx: number, resolution: number): void {
    this.#size = { widthPx, heightPx, resolution };
    this.#drawing.ask();
  }

  setLayout(layout: NetworkLayout): void {
    this.#layout = layout;
    this.#drawing.ask();
  }

  setTheme(theme: SceneTheme, options = { discretize: false }): void {
    this.#theme = theme;
    const table = divergingTable(theme, options).reverse();
    this.#legend.set({ pixels: new Uint8Array(table.buffer), width: 1, height: table.length });
    this.#drawing.ask();
  }

  setPoints(points: ScenePoints | undefined): void {
    this.#points = points;
    this.#drawing.ask();
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
    this.#canvas.remove();
  }

  #draw(): void {
    const [layout, theme, frame] = [this.#layout, this.#theme, this.#frame];
    if (!layout || !theme) return;
    this.#clear();
    if (frame) this.#drawLinks(layout, theme, frame.parameters);
    if (layout.plot && layout.legend) this.#drawMap(layout, layout.plot, layout.legend, theme, frame);
    if (frame) {
      this.#drawThumbnails(layout, theme, frame);
      for (const bias of layout.biases) this.#drawBias(bias, theme, frame.parameters[bias.parameter]);
    }
    if (layout.plot && this.#points) {
      for (const mark of pointMarks(layout.plot, this.#points)) {
        this.#drawMark(mark, theme, mark.shape === 'disc' ? theme.paper : theme.ink);
      }
    }
  }

  /** Empties the canvas, giving it its size if that has changed. */
  #clear(): void {
    const { widthPx, heightPx, resolution } = this.#size;
    const [width, height] = [Math.round(widthPx * resolution), Math.round(heightPx * resolution)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
      Object.assign(this.#canvas.style, { width: `${widthPx}px`, height: `${heightPx}px` });
    }
    this.#context.setTransform(resolution, 0, 0, resolution, 0, 0);
    this.#context.clearRect(0, 0, widthPx, heightPx);
  }

  #drawLinks(layout: NetworkLayout, theme: SceneTheme, parameters: Float32Array): void {
    const scale = weightScale(parameters, layout.links);
    const widest = widestLinkPx(layout);
    const stroke = (link: LinkPlace, color: string, alpha: number, extraPx: number) => {
      this.#context.globalAlpha = alpha;
      this.#context.strokeStyle = color;
      this.#context.lineWidth = linkWidthPx(parameters[link.parameter], scale, widest) + extraPx;
      this.#context.beginPath();
      this.#context.moveTo(link.x0, link.y0);
      const { controlX0, controlY0, controlX1, controlY1, x1, y1 } = link;
      this.#context.bezierCurveTo(controlX0, controlY0, controlX1, controlY1, x1, y1);
      this.#context.stroke();
    };
    const colorOf = (link: LinkPlace) => (parameters[link.parameter] < 0 ? theme.negative : theme.positive);
    for (const link of layout.links) {
      stroke(link, colorOf(link), linkAlpha(parameters[link.parameter], scale, widest), 0);
    }
    const highlighted = layout.links.find((link) => link.parameter === this.#highlight.link);
    if (highlighted) {
      stroke(highlighted, theme.accent, 1, 3);
      stroke(highlighted, colorOf(highlighted), 1, 0);
    }
    this.#context.globalAlpha = 1;
  }

  #drawMap(
    layout: NetworkLayout,
    plot: Rect,
    legend: Rect,
    theme: SceneTheme,
    frame: SceneFrame | undefined,
  ): void {
    const context = this.#context;
    if (frame) this.#map.set(frame.map).draw(context, plot);
    this.#legend.draw(context, legend);
    context.strokeStyle = theme.line;
    context.lineWidth = 1;
    context.strokeRect(plot.x, plot.y, plot.width, plot.height);
    context.fillStyle = cssColor(legibleColor(theme, theme.muted));
    context.font = `${labelFont.fontSize}px ${labelFont.fontFamily}`;
    for (const { text, x, y, alignX, alignY } of mapLabels(layout)) {
      context.textAlign = alignX === 0 ? 'left' : alignX === 1 ? 'right' : 'center';
      context.textBaseline = alignY === 0 ? 'top' : alignY === 1 ? 'bottom' : 'middle';
      context.fillText(text, x, y);
    }
  }

  #drawThumbnails(layout: NetworkLayout, theme: SceneTheme, { atlas }: SceneFrame): void {
    const context = this.#context;
    const { perRow, cellWidth, cellHeight } = atlas;
    const { node } = this.#highlight;
    this.#atlas.set(atlas);
    context.imageSmoothingEnabled = cellWidth >= 8;
    for (const { x, y, size, cell } of drawnThumbnails(layout)) {
      const place = { x: x - size / 2, y: y - size / 2, width: size, height: size };
      const [column, row] = [cell % perRow, Math.floor(cell / perRow)];
      const part = { x: column * cellWidth, y: row * cellHeight, width: cellWidth, height: cellHeight };
      this.#atlas.draw(context, place, part);
      const { layer, index } = layout.nodes[cell];
      const isHighlighted = layer === node?.layer && index === node.index;
      context.strokeStyle = isHighlighted ? theme.accent : theme.ink;
      context.lineWidth = isHighlighted ? 3 : 1.25;
      context.strokeRect(place.x, place.y, size, size);
    }
    context.imageSmoothingEnabled = true;
  }

  #drawBias({ x, y, radius }: BiasPlace, theme: SceneTheme, value: number): void {
    const strength = Math.sign(value) || 0;
    const mark: Mark = { x, y, radius: biasRadiusPx(value, radius), strength, shape: 'disc' };
    this.#drawMark(mark, theme, theme.stage);
  }

  #drawMark({ x, y, radius, strength, shape }: Mark, theme: SceneTheme, outline: string): void {
    const context = this.#context;
    const reach = (shape === 'square' ? 0.88 * radius : radius) - 0.5;
    context.beginPath();
    if (shape === 'square') context.rect(x - reach, y - reach, 2 * reach, 2 * reach);
    else context.arc(x, y, reach, 0, 2 * Math.PI);
    context.fillStyle = cssColor(divergingColor(theme, strength));
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = outline;
    context.stroke();
  }
}

/** RGBA pixels that can be drawn at any size. */
class PixelImage {
  readonly #canvas = document.createElement('canvas');

  set({ pixels, width, height }: { pixels: Uint8Array; width: number; height: number }): this {
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
    }
    const image = new ImageData(new Uint8ClampedArray(pixels), width, height);
    this.#canvas.getContext('2d')?.putImageData(image, 0, 0);
    return this;
  }

  draw(context: Context, to: Rect, from?: Rect): void {
    const { width, height } = this.#canvas;
    const part = from ?? { x: 0, y: 0, width, height };
    context.drawImage(this.#canvas, part.x, part.y, part.width, part.height, to.x, to.y, to.width, to.height);
  }
}

function cssColor([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}
