import type { LinkPlace, NetworkLayout, Rect } from './layout';
import type { Mark } from './mark-mesh';
import type { SceneHighlight } from './network-scene';
import { toCss, type SceneTheme } from './palette';
import type { Atlas } from './picture-mesh';
import { drawnThumbnails } from './placing';
import { silentAlpha } from './silent-nodes';
import { isCrowd, shownLinks, touches } from './shown-links';
import {
  besideFocusAlpha,
  casingPx,
  linkAlpha,
  linkWidthPx,
  smoothFromCellWidth,
  thumbnailShape,
} from './style';
import { diamondShare, squareShare, weightScale, widestLinkPx } from './style';

type Context = CanvasRenderingContext2D;

/** The weights behind each other, the highlighted one once more on top. */
export function drawLinks(
  context: Context,
  layout: NetworkLayout,
  theme: SceneTheme,
  parameters: Float32Array,
  { node, link: highlighted }: SceneHighlight,
): void {
  const scale = weightScale(parameters, layout.links);
  const widest = widestLinkPx(layout);
  const stroke = (link: LinkPlace, color: string, alpha: number, extraPx: number) => {
    const { x0, y0, controlX0, controlY0, controlX1, controlY1, x1, y1 } = link;
    context.globalAlpha = alpha;
    context.strokeStyle = color;
    context.lineWidth = linkWidthPx(parameters[link.parameter], scale, widest) + extraPx;
    context.beginPath();
    context.moveTo(x0, y0);
    context.bezierCurveTo(controlX0, controlY0, controlX1, controlY1, x1, y1);
    context.stroke();
  };
  const colorOf = (link: LinkPlace) => (parameters[link.parameter] < 0 ? theme.negative : theme.positive);
  for (const k of shownLinks(layout, parameters, node)) {
    const link = layout.links[k];
    const share = node && isCrowd(layout) && !touches(link, node) ? besideFocusAlpha : 1;
    stroke(link, colorOf(link), share * linkAlpha(parameters[link.parameter], scale, widest), 0);
  }
  const emphasised = layout.links.find((link) => link.parameter === highlighted);
  if (emphasised) {
    stroke(emphasised, theme.accent, 1, 2 * casingPx);
    stroke(emphasised, colorOf(emphasised), 1, 0);
  }
  context.globalAlpha = 1;
}

/** The neurons' pictures, cut out of the atlas, each in its frame. */
export function drawThumbnails(
  context: Context,
  layout: NetworkLayout,
  theme: SceneTheme,
  { perRow, cellWidth, cellHeight }: Atlas,
  image: PixelImage,
  highlighted: SceneHighlight['node'],
  silent: readonly boolean[],
): void {
  context.imageSmoothingEnabled = cellWidth >= smoothFromCellWidth;
  for (const { x, y, size, cell } of drawnThumbnails(layout)) {
    const place = { x: x - size / 2, y: y - size / 2, width: size, height: size };
    const [column, row] = [cell % perRow, Math.floor(cell / perRow)];
    const part = { x: column * cellWidth, y: row * cellHeight, width: cellWidth, height: cellHeight };
    const { layer, index } = layout.nodes[cell];
    const isHighlighted = layer === highlighted?.layer && index === highlighted.index;
    context.globalAlpha = silent[cell] ? silentAlpha : 1;
    context.beginPath();
    context.roundRect(place.x, place.y, size, size, Math.min(thumbnailShape.cornerPx, 0.1 * size));
    context.save();
    context.clip();
    image.draw(context, place, part);
    context.restore();
    context.strokeStyle = isHighlighted ? theme.accent : theme.ink;
    context.lineWidth = isHighlighted ? 3 : Math.min(thumbnailShape.frameWidthPx, 0.08 * size);
    context.stroke();
  }
  context.imageSmoothingEnabled = true;
  context.globalAlpha = 1;
}

/** A point or a bias. */
export function drawMark(context: Context, mark: Mark, outline: string): void {
  const { x, y, radius, color, shape } = mark;
  context.beginPath();
  if (shape === 'disc') {
    context.arc(x, y, radius - 0.5, 0, 2 * Math.PI);
  } else if (shape === 'square') {
    const reach = squareShare * radius - 0.5;
    context.rect(x - reach, y - reach, 2 * reach, 2 * reach);
  } else {
    const reach = diamondShare * radius - Math.SQRT1_2;
    context.moveTo(x, y - reach);
    context.lineTo(x + reach, y);
    context.lineTo(x, y + reach);
    context.lineTo(x - reach, y);
    context.closePath();
  }
  context.fillStyle = toCss(color);
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = outline;
  context.stroke();
}

/** RGBA pixels that can be drawn at any size. */
export class PixelImage {
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
    const { x, y, ...part } = from ?? { x: 0, y: 0, width, height };
    context.drawImage(this.#canvas, x, y, part.width, part.height, to.x, to.y, to.width, to.height);
  }
}
