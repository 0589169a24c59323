import { createCanvasScene } from './canvas-scene';
import type { NetworkLayout } from './layout';
import type { SceneTheme } from './palette';
import type { Atlas } from './picture-mesh';

/** What changes while the network trains. The arrays stay the scene's, unchanged, until the next frame is set. */
export interface SceneFrame {
  parameters: Float32Array;
  /** Thumbnails: inputs first, then every neuron layer by layer, the output last. */
  atlas: Atlas;
  /** The output over the plane, or the picture of a curve, RGBA; the first row is the top (x2 = +6). */
  map: { pixels: Uint8Array; width: number; height: number };
}

/**
 * The data on the output map, x2 of a curve on the same scale as the plane's. The first trainCount points train,
 * the next validationCount validate, the rest tests.
 */
export interface ScenePoints {
  x1: Float32Array;
  x2: Float32Array;
  label: Float32Array;
  /** More than two: labels are numbers of classes, from 0 on. */
  classCount: number;
  trainCount: number;
  validationCount: number;
  /** Whether points that do not train are drawn. */
  showTest: boolean;
  /** What a curve is without noise, from left to right over the plot; drawn if it is there. */
  trueCurve?: Float32Array;
}

export interface SceneHighlight {
  node?: { layer: number; index: number };
  /** The parameter of a weight. */
  link?: number;
}

export interface NetworkScene {
  resize(widthPx: number, heightPx: number, resolution: number): void;
  /** Geometry is rebuilt here only. */
  setLayout(layout: NetworkLayout): void;
  /** With discretize, the legend shows two colours, as the maps do. */
  setTheme(theme: SceneTheme, options?: { discretize: boolean }): void;
  setPoints(points: ScenePoints | undefined): void;
  /** Only restyles; it is drawn with the next animation frame. */
  setFrame(frame: SceneFrame): void;
  setHighlight(highlight: SceneHighlight): void;
  destroy(): void;
}

export interface SceneOptions {
  /** The drawing is gone; the scene restores it by itself once the browser allows, if it ever does. */
  onLost(): void;
  onRestored(): void;
}

/**
 * Puts a canvas into the host and draws on it: with WebGL, or plainly where that is missing.
 * Rejects when the browser offers neither. Whoever was removed meanwhile destroys what it gets.
 */
export async function createNetworkScene(host: HTMLElement, options: SceneOptions): Promise<NetworkScene> {
  try {
    const { createPixiScene } = await import('./pixi-scene');
    return await createPixiScene(host, options);
  } catch {
    return createCanvasScene(host, options);
  }
}
