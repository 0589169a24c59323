import type { SceneTheme } from './palette';
import type { SceneOptions } from './network-scene';
import type { View, WordLayout } from './word-layout';

/** What changes while the transformer trains. The array stays the scene's, unchanged, until the next frame is set. */
export interface WordFrame {
  /** The trace of the stages that were laid out. */
  readonly values: Float32Array;
  /** The head whose attention is drawn. */
  readonly head: number;
  /** Whether attention is hidden from what comes later. */
  readonly mask: boolean;
}

export interface WordHighlight {
  /** The token whose arcs stand out. */
  readonly token?: number;
}

/** The moving part of the drawing of a transformer: cells, lines and arcs. Text and buttons stand over it. */
export interface WordScene {
  resize(widthPx: number, heightPx: number, resolution: number): void;
  setLayout(layout: WordLayout): void;
  setTheme(theme: SceneTheme): void;
  /** Drawn with the next animation frame, where it is of the layout's stages. */
  setFrame(frame: WordFrame): void;
  setHighlight(highlight: WordHighlight): void;
  /** Where the window stands on the drawing. */
  setView(view: View): void;
  destroy(): void;
}

/** Puts a canvas into the host and draws with WebGL, or plainly where that is missing. */
export async function createWordScene(host: HTMLElement, options: SceneOptions): Promise<WordScene> {
  try {
    const { createPixiWordScene } = await import('./pixi-word-scene');
    return await createPixiWordScene(host, options);
  } catch {
    const { createCanvasWordScene } = await import('./canvas-word-scene');
    return createCanvasWordScene(host, options);
  }
}
