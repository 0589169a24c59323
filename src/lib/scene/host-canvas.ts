import type { SceneOptions } from './network-scene';

/**
 * Puts a canvas into the host. Throws where the browser has none.
 * @param redraw draws again what was on a canvas that was lost
 */
export function hostCanvas(
  host: HTMLElement,
  options: SceneOptions,
  redraw: () => void,
): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('scene: this browser offers neither WebGL nor a canvas to draw on');
  canvas.style.display = 'block';
  canvas.setAttribute('aria-hidden', 'true');
  canvas.addEventListener('contextlost', () => options.onLost());
  canvas.addEventListener('contextrestored', () => {
    options.onRestored();
    redraw();
  });
  host.append(canvas);
  return context;
}

/** Empties the canvas, giving it its size if that has changed; from then on it is drawn on in CSS pixels. */
export function clearCanvas(
  context: CanvasRenderingContext2D,
  { widthPx, heightPx, resolution }: { widthPx: number; heightPx: number; resolution: number },
): void {
  const { canvas } = context;
  const [width, height] = [Math.round(widthPx * resolution), Math.round(heightPx * resolution)];
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, { width, height });
    Object.assign(canvas.style, { width: `${widthPx}px`, height: `${heightPx}px` });
  }
  context.setTransform(resolution, 0, 0, resolution, 0, 0);
  context.clearRect(0, 0, widthPx, heightPx);
}
