import 'pixi.js/unsafe-eval';
import { Ticker, WebGLRenderer, type Container } from 'pixi.js';
import type { SceneOptions } from './network-scene';

/** Edges of a canvas are on whole pixels, those of what it stands in may not be. */
const NEARLY_WHOLE = 0.99;
/** Bars of the page may stand over this much of the window's upper and lower edge. */
const BARS = '-68px 0px -44px';

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
    this.#sight.observe(canvas);
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
    this.#sight.disconnect();
    canvas.removeEventListener('webglcontextlost', this.#lose);
    canvas.removeEventListener('webglcontextrestored', this.#restore);
    this.#renderer.destroy({ removeView: true });
  }

  /**
   * Chromium without a graphics card takes what is out of sight of a canvas from its other end. A filter, even one that
   * changes nothing, gives it a surface of its own, where that is right; it costs time, so that a canvas that is wholly in
   * sight has none.
   */
  readonly #sight = new IntersectionObserver(
    (changes) => {
      const isWhole = changes[changes.length - 1].intersectionRatio >= NEARLY_WHOLE;
      this.#renderer.canvas.style.filter = isWhole ? 'none' : 'opacity(1)';
    },
    { threshold: NEARLY_WHOLE, rootMargin: BARS },
  );
  readonly #lose = (): void => this.#options.onLost();
  readonly #restore = (): void => {
    this.#options.onRestored();
    this.onRestored();
  };
}
