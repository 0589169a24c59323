import 'pixi.js/unsafe-eval';
import { Ticker, WebGLRenderer, type Container } from 'pixi.js';
import type { SceneOptions } from './network-scene';

/** Pixi's renderer with its canvas in the host, which draws only when it is told to. */
export class HostRenderer {
  readonly #renderer: WebGLRenderer<HTMLCanvasElement>;
  readonly #options: SceneOptions;
  /** Draws again what was on a canvas that was lost. */
  onRestored = (): void => {};

  private constructor(renderer: WebGLRenderer<HTMLCanvasElement>, host: HTMLElement, options: SceneOptions) {
    this.#renderer = renderer;
    this.#options = options;
    const { canvas } = renderer;
    canvas.style.display = 'block';
    canvas.setAttribute('aria-hidden', 'true');
    canvas.addEventListener('webglcontextlost', this.#lose);
    canvas.addEventListener('webglcontextrestored', this.#restore);
    host.append(canvas);
  }

  /** Rejects where there is no WebGL. */
  static async create(host: HTMLElement, options: SceneOptions): Promise<HostRenderer> {
    // Nothing here moves by itself: without this, Pixi's own clock would wake up with every frame.
    Ticker.system.autoStart = false;
    Ticker.system.stop();
    const renderer = new WebGLRenderer<HTMLCanvasElement>();
    await renderer.init({
      antialias: false,
      autoDensity: true,
      backgroundAlpha: 0,
      gcActive: false,
      manageImports: false,
    });
    if (renderer.context.webGLVersion < 2) {
      renderer.destroy();
      throw new Error('scene: the shaders need WebGL 2');
    }
    return new HostRenderer(renderer, host, options);
  }

  get isLost(): boolean {
    return this.#renderer.context.isLost;
  }

  resize({ widthPx, heightPx, resolution }: { widthPx: number; heightPx: number; resolution: number }): void {
    this.#renderer.resize(widthPx, heightPx, resolution);
  }

  render(container: Container): void {
    this.#renderer.render({ container });
  }

  /** After everything that was drawn. */
  destroy(): void {
    const { canvas } = this.#renderer;
    canvas.removeEventListener('webglcontextlost', this.#lose);
    canvas.removeEventListener('webglcontextrestored', this.#restore);
    this.#renderer.destroy({ removeView: true });
  }

  readonly #lose = (): void => this.#options.onLost();
  readonly #restore = (): void => {
    this.#options.onRestored();
    this.onRestored();
  };
}
