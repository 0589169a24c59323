import { CanvasSource, Container, Texture, UniformGroup } from 'pixi.js';
import type { NetworkLayout, Rect } from './layout';
import { createMesh, createShader, setQuads, type ScreenUniforms } from './mesh';
import type { SceneTheme } from './palette';
import { PictureMesh } from './picture-mesh';
import { createDrawing, drawSurroundings, surroundingsOf } from './surroundings';
import { drawTrueCurve } from './true-curve';

const vertex = `
in vec2 aCorner;
in vec4 aStrip;
uniform vec4 uArea;
out vec2 vTexture;
void main() {
  vec2 place = aStrip.xy + (0.5 + 0.5 * aCorner) * aStrip.zw;
  vTexture = (place - uArea.xy) / uArea.zw;
  gl_Position = toScreen(place);
}
`;

const fragment = `
in vec2 vTexture;
out vec4 finalColor;
uniform sampler2D uDrawing;
void main() {
  finalColor = texture(uDrawing, vTexture);
}
`;

/** The output over the plane, with its axes and its legend. The points are drawn above it by others. */
export class OutputMap {
  readonly view = new Container();
  readonly #picture: PictureMesh;
  readonly #area = new UniformGroup({ uArea: { value: new Float32Array(4), type: 'vec4<f32>' } });
  readonly #shader;
  readonly #surroundings;
  #drawing: CanvasSource | undefined;

  constructor(screen: ScreenUniforms) {
    this.#picture = new PictureMesh(screen, { frameWidthPx: 1, cornerPx: 0 });
    const resources = { screen, area: this.#area, uDrawing: Texture.EMPTY.source };
    this.#shader = createShader('surroundings', vertex, fragment, resources);
    this.#surroundings = createMesh(this.#shader);
    this.view.addChild(this.#picture.view, this.#surroundings);
  }

  show(map: { pixels: Uint8Array; width: number; height: number }): void {
    this.#picture.show({ ...map, perRow: 1, cellWidth: map.width, cellHeight: map.height });
  }

  /** Rebuilds everything but the map's own pixels. */
  build(
    layout: NetworkLayout,
    theme: SceneTheme,
    { isDiscrete, trueCurve }: { isDiscrete: boolean; trueCurve?: Float32Array },
    resolution: number,
  ): void {
    const { plot } = layout;
    this.view.visible = plot !== undefined;
    if (!plot) return;
    this.#picture.paint({ frame: theme.line, accent: theme.accent });
    this.#picture.place([
      { x: plot.x + plot.width / 2, y: plot.y + plot.height / 2, size: plot.width, cell: 0 },
    ]);
    const area = surroundingsOf(plot);
    const { canvas, context } = createDrawing(area, resolution);
    drawSurroundings(context, layout, theme, isDiscrete);
    if (trueCurve) drawTrueCurve(context, plot, trueCurve, theme);
    const previous = this.#drawing;
    this.#drawing = new CanvasSource({ resource: canvas, resolution });
    this.#shader.resources.uDrawing = this.#drawing;
    previous?.destroy();
    const [width, height] = [canvas.width / resolution, canvas.height / resolution];
    this.#area.uniforms.uArea = new Float32Array([area.x, area.y, width, height]);
    const parts = trueCurve ? [...around(plot, area), plot] : around(plot, area);
    const strips = parts.map((strip) => [strip.x, strip.y, strip.width, strip.height]);
    setQuads(this.#surroundings, strips, { aStrip: 4 });
  }

  destroy(): void {
    this.#picture.destroy();
    this.#surroundings.destroy();
    this.#shader.destroy();
    this.#drawing?.destroy();
  }
}

/** The part of the area left of the plot, below and right of it: nothing else has marks. */
function around(plot: Rect, area: Rect): Rect[] {
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  return [
    { x: area.x, y: area.y, width: plot.x - area.x, height: area.height },
    { x: plot.x, y: bottom, width: plot.width, height: area.y + area.height - bottom },
    { x: right, y: area.y, width: area.x + area.width - right, height: area.height },
  ];
}
