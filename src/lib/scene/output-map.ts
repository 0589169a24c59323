import { BufferImageSource, Container, Sprite, Text, Texture } from 'pixi.js';
import type { ScreenUniforms } from './instanced-mesh';
import type { NetworkLayout, Rect } from './layout';
import { divergingTable, legibleColor, type SceneTheme } from './palette';
import { PictureMesh } from './picture-mesh';
import { mapLabels, type MapLabel } from './plot';
import { labelFont, labelHaloPx } from './style';

const tickPx = 4;

/** The output over the plane, with its axes and its legend. The points are drawn above it by others. */
export class OutputMap {
  readonly view = new Container();
  readonly #picture: PictureMesh;
  readonly #surroundings = new Container();
  #legendTexture: Texture | undefined;

  constructor(screen: ScreenUniforms) {
    this.#picture = new PictureMesh(screen, { frameWidthPx: 1, cornerPx: 0 });
    this.view.addChild(this.#picture.view, this.#surroundings);
  }

  show(map: { pixels: Uint8Array; width: number; height: number }): void {
    this.#picture.show({ ...map, perRow: 1, cellWidth: map.width, cellHeight: map.height });
  }

  /** Rebuilds everything but the map's own pixels. */
  build(layout: NetworkLayout, theme: SceneTheme, isDiscrete: boolean): void {
    const { plot, legend } = layout;
    this.#clear();
    this.view.visible = plot !== undefined && legend !== undefined;
    if (!plot || !legend) return;
    this.#picture.paint({ frame: theme.line, accent: theme.accent });
    this.#picture.place([
      { x: plot.x + plot.width / 2, y: plot.y + plot.height / 2, size: plot.width, cell: 0 },
    ]);
    this.#addLegend(legend, divergingTable(theme, { discretize: isDiscrete }));
    const [red, green, blue] = legibleColor(theme, theme.muted);
    for (const label of mapLabels(layout)) {
      this.#addLabel(label, { r: red, g: green, b: blue }, theme.paper);
      if (label.tick) this.#addTick(label.tick, theme.line);
    }
  }

  destroy(): void {
    this.#clear();
    this.#picture.destroy();
  }

  #addLabel(
    { text, x, y, alignX, alignY }: MapLabel,
    fill: { r: number; g: number; b: number },
    halo: string,
  ): void {
    const label = new Text({
      text,
      style: { ...labelFont, fill, stroke: { color: halo, width: labelHaloPx, join: 'round' } },
      anchor: { x: alignX, y: alignY },
    });
    label.roundPixels = true;
    label.position.set(x, y);
    this.#surroundings.addChild(label);
  }

  #addTick({ x, y, isUpright }: NonNullable<MapLabel['tick']>, color: string): void {
    const tick = new Sprite({ texture: Texture.WHITE, tint: color, roundPixels: true });
    tick.setSize(isUpright ? 1 : tickPx, isUpright ? tickPx : 1);
    tick.position.set(isUpright ? x - 0.5 : x - tickPx, isUpright ? y : y - 0.5);
    this.#surroundings.addChild(tick);
  }

  #addLegend({ x, y, width, height }: Rect, table: Uint32Array): void {
    const source = new BufferImageSource({
      resource: new Uint8Array(table.slice().reverse().buffer),
      width: 1,
      height: table.length,
      format: 'rgba8unorm',
    });
    this.#legendTexture = new Texture({ source });
    const bar = new Sprite(this.#legendTexture);
    bar.position.set(x, y);
    bar.setSize(width, height);
    this.#surroundings.addChild(bar);
  }

  #clear(): void {
    for (const child of this.#surroundings.removeChildren()) child.destroy();
    this.#legendTexture?.destroy(true);
    this.#legendTexture = undefined;
  }
}
