import { Container } from 'pixi.js';
import { ArcMesh } from './arc-mesh';
import { CellMesh } from './cell-mesh';
import { DrawnWords, type DrawnFrame } from './drawn-words';
import { HostRenderer } from './host-renderer';
import { createScreenUniforms } from './mesh';
import type { SceneOptions } from './network-scene';
import type { SceneTheme } from './palette';
import { createWindowUniforms } from './window-uniforms';
import type { WordScene } from './word-scene';

/** Draws with WebGL; rejects where there is none. */
export async function createPixiWordScene(host: HTMLElement, options: SceneOptions): Promise<WordScene> {
  return new PixiWords(await HostRenderer.create(host, options));
}

class PixiWords extends DrawnWords {
  readonly #renderer: HostRenderer;
  readonly #root = new Container();
  readonly #screen = createScreenUniforms();
  readonly #window = createWindowUniforms();
  readonly #cells = new CellMesh(this.#screen, this.#window);
  readonly #arcs = new ArcMesh(this.#screen, this.#window);
  #theme: SceneTheme | undefined;

  constructor(renderer: HostRenderer) {
    super();
    this.#renderer = renderer;
    renderer.onRestored = () => this.drawing.ask();
    this.#root.addChild(this.#cells.view, this.#arcs.view);
  }

  destroy(): void {
    this.drawing.cancel();
    this.#cells.destroy();
    this.#arcs.destroy();
    this.#root.destroy({ children: true });
    this.#renderer.destroy();
  }

  protected get isLost(): boolean {
    return this.#renderer.isLost;
  }

  protected show({ layout, view, theme, cells, areCellsNew, arcs }: DrawnFrame): void {
    if (theme !== this.#theme) {
      this.#theme = theme;
      this.#cells.paint(theme);
      this.#arcs.paint(theme);
    }
    this.#renderer.resize(this.size);
    this.#screen.uniforms.uPixel = 1 / this.size.resolution;
    this.#window.uniforms.uView = new Float32Array([view.x, view.y]);
    this.#window.uniforms.uColumns = new Float32Array([layout.left, layout.right]);
    if (areCellsNew) this.#cells.place(cells);
    else this.#cells.update();
    this.#arcs.show(arcs);
    this.#renderer.render(this.#root);
  }
}
