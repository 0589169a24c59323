import { Container } from 'pixi.js';
import { FrameRequest } from './frame-request';
import { HostRenderer } from './host-renderer';
import { createScreenUniforms } from './mesh';
import type { NetworkLayout } from './layout';
import { LinkMesh } from './link-mesh';
import { MarkMesh } from './mark-mesh';
import type { NetworkScene, SceneFrame, SceneHighlight, SceneOptions, ScenePoints } from './network-scene';
import { OutputMap } from './output-map';
import type { SceneTheme } from './palette';
import { PictureMesh } from './picture-mesh';
import { biasMark, discOutline, drawnThumbnails, pointMarks } from './placing';
import { silentNodes } from './silent-nodes';
import { thumbnailShape } from './style';

/** Draws with WebGL; rejects where there is none. */
export async function createPixiScene(host: HTMLElement, options: SceneOptions): Promise<NetworkScene> {
  return new PixiScene(await HostRenderer.create(host, options));
}

class PixiScene implements NetworkScene {
  readonly #renderer: HostRenderer;
  readonly #drawing = new FrameRequest(() => this.#draw());
  readonly #root = new Container();
  readonly #screen = createScreenUniforms();
  readonly #links = new LinkMesh(this.#screen);
  readonly #thumbnails = new PictureMesh(this.#screen, thumbnailShape);
  readonly #biases = new MarkMesh(this.#screen);
  readonly #map = new OutputMap(this.#screen);
  readonly #points = new MarkMesh(this.#screen);

  #size = { widthPx: 1, heightPx: 1, resolution: 1 };
  #layout: NetworkLayout | undefined;
  #theme: SceneTheme | undefined;
  #isDiscrete = false;
  #pointData: ScenePoints | undefined;
  #frame: SceneFrame | undefined;
  #highlight: SceneHighlight = {};
  #hasNewFrame = false;
  #isMapStale = true;
  #arePointsStale = true;
  #areBiasesStale = true;

  constructor(renderer: HostRenderer) {
    this.#renderer = renderer;
    renderer.onRestored = () => this.#drawing.ask();
    const parts = [this.#links, this.#map, this.#thumbnails, this.#biases, this.#points];
    this.#root.addChild(...parts.map((part) => part.view));
  }

  /** The canvas takes its new size together with the next drawing, so that it never stands empty. */
  resize(widthPx: number, heightPx: number, resolution: number): void {
    this.#isMapStale ||= resolution !== this.#size.resolution;
    this.#size = { widthPx: Math.max(widthPx, 1), heightPx: Math.max(heightPx, 1), resolution };
    this.#drawing.ask();
  }

  setLayout(layout: NetworkLayout): void {
    this.#layout = layout;
    this.#links.place(layout);
    this.#thumbnails.place(drawnThumbnails(layout));
    this.#isMapStale = true;
    this.#arePointsStale = true;
    this.#areBiasesStale = true;
    this.setHighlight(this.#highlight);
  }

  setTheme(theme: SceneTheme, options = { discretize: false }): void {
    this.#theme = theme;
    this.#isDiscrete = options.discretize;
    this.#links.paint(theme);
    this.#thumbnails.paint({ frame: theme.ink, accent: theme.accent });
    this.#biases.paint(theme, theme.stage);
    this.#hasNewFrame = this.#frame !== undefined;
    this.#isMapStale = true;
    this.#arePointsStale = true;
    this.#drawing.ask();
  }

  setPoints(points: ScenePoints | undefined): void {
    this.#isMapStale ||= points?.trueCurve !== this.#pointData?.trueCurve;
    this.#pointData = points;
    this.#arePointsStale = true;
    this.#drawing.ask();
  }

  setFrame(frame: SceneFrame): void {
    this.#frame = frame;
    this.#hasNewFrame = true;
    this.#drawing.ask();
  }

  setHighlight(highlight: SceneHighlight): void {
    this.#highlight = highlight;
    const { node, link } = highlight;
    const cell = this.#layout?.nodes.findIndex(
      ({ layer, index }) => layer === node?.layer && index === node.index,
    );
    this.#thumbnails.highlight(cell);
    this.#links.highlight(link);
    this.#hasNewFrame = this.#frame !== undefined;
    this.#drawing.ask();
  }

  destroy(): void {
    this.#drawing.cancel();
    this.#map.destroy();
    this.#thumbnails.destroy();
    this.#links.destroy();
    this.#root.destroy({ children: true });
    this.#renderer.destroy();
  }

  #placePoints(layout: NetworkLayout, theme: SceneTheme): void {
    this.#points.paint(theme, discOutline(theme, layout));
    this.#points.place(this.#pointData ? pointMarks(layout, this.#pointData, theme) : []);
    this.#arePointsStale = false;
  }

  #restyle({ parameters, atlas, map }: SceneFrame, layout: NetworkLayout, theme: SceneTheme): void {
    const { biases, plot } = layout;
    this.#links.restyle(parameters, this.#highlight.node);
    const markOf = (k: number) => biasMark(biases[k], parameters[biases[k].parameter], theme);
    if (this.#areBiasesStale) this.#biases.place(biases.map((_, k) => markOf(k)));
    else this.#biases.restyle(markOf);
    this.#areBiasesStale = false;
    this.#thumbnails.fade(silentNodes(layout, parameters));
    this.#thumbnails.show(atlas);
    if (plot) this.#map.show(map);
  }

  #draw(): void {
    if (this.#renderer.isLost || !this.#theme || !this.#layout) return;
    const { resolution } = this.#size;
    this.#renderer.resize(this.#size);
    this.#screen.uniforms.uPixel = 1 / resolution;
    if (this.#isMapStale) {
      const { trueCurve } = this.#pointData ?? {};
      this.#map.build(this.#layout, this.#theme, { isDiscrete: this.#isDiscrete, trueCurve }, resolution);
    }
    this.#isMapStale = false;
    if (this.#arePointsStale) this.#placePoints(this.#layout, this.#theme);
    if (this.#frame && this.#hasNewFrame) this.#restyle(this.#frame, this.#layout, this.#theme);
    this.#hasNewFrame = false;
    this.#renderer.render(this.#root);
  }
}
