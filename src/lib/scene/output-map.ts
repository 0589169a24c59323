import { CanvasSource, Container, Sprite, Texture } from 'pixi.js';
import type { NetworkLayout } from './layout';
import type { ScreenUniforms } from './mesh';
import type { SceneTheme } from './palette';
import { PictureMesh } from './picture-mesh';
import { createDrawing, drawSurroundings, surroundingsOf } from './surroundings';

/** The output over the plane, with its axes and its legend. The points are drawn above it by others. */
export class OutputMap {
  readonly view = new Container();
  readonly #picture: PictureMesh;
  #surroundings: Sprite | undefined;

  constructor(screen: ScreenUniforms) {
    this.#picture = new PictureMesh(screen, { frameWidthPx: 1, cornerPx: 0 });
    this.view.addChild(this.#picture.view);
  }

  show(map: { pixels: Uint8Array; width: number; height: number }): void {
    this.#picture.show({ ...map, perRow: 1, cellWidth: map.width, cellHeight: map.height });
  }

  /** Rebuilds everything but the map's own pixels. */
  build(layout: NetworkLayout, theme: SceneTheme, isDiscrete: boolean, resolution: number): void {
    const { plot } = layout;
    this.#clear();
    this.view.visible = plot !== undefined;
    if (!plot) return;
    this.#picture.paint({ frame: theme.line, accent: theme.accent });
    this.#picture.place([
      { x: plot.x + plot.width / 2, y: plot.y + plot.height / 2, size: plot.width, cell: 0 },
    ]);
    const area = surroundingsOf(plot);
    const { canvas, context } = createDrawing(area, resolution);
    drawSurroundings(context, layout, theme, isDiscrete);
    const source = new CanvasSource({ resource: canvas, resolution });
    this.#surroundings = new Sprite(new Texture({ source }));
    this.#surroundings.position.set(area.x, area.y);
    this.view.addChild(this.#surroundings);
  }

  destroy(): void {
    this.#clear();
    this.#picture.destroy();
  }

  #clear(): void {
    this.#surroundings?.destroy({ texture: true, textureSource: true });
    this.#surroundings = undefined;
  }
}
