import { devicePixelRatio } from 'svelte/reactivity/window';

interface Drawing {
  /** Of the canvas, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Draws on an empty canvas, in CSS pixels. */
  draw(context: CanvasRenderingContext2D): void;
}

/** Attachment: draws on a canvas, once a frame at most, and anew whenever what `read` has read changes. */
export function draws(read: () => Drawing | undefined) {
  return (canvas: HTMLCanvasElement): (() => void) | undefined => {
    const drawing = read();
    const scale = devicePixelRatio.current ?? 1;
    if (!drawing) return;
    const { width, height } = drawing;
    const [wide, high] = [width, height].map((length) => Math.round(length * scale));
    if (wide <= 0 || high <= 0) return;
    const frame = requestAnimationFrame(() => {
      const context = canvas.getContext('2d');
      if (!context) return;
      if (canvas.width !== wide) canvas.width = wide;
      if (canvas.height !== high) canvas.height = high;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.clearRect(0, 0, width, height);
      drawing.draw(context);
    });
    return () => cancelAnimationFrame(frame);
  };
}
