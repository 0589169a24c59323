import { on } from 'svelte/events';

interface Panned {
  /** Zooms by a factor about a place of the element. */
  zoom(factor: number, x: number, y: number): void;
  fit(): void;
}

/** A finger or a mouse trembles this far without meaning to drag. */
const DRAG_FROM_PX = 4;
const ZOOM_PER_WHEEL_PX = 0.0022;
const ZOOM_PER_KEY = 1.25;
/** Of a line and of a page, in units that some wheels count by. */
const wheelUnitsPx = [1, 16, 400] as const;

/**
 * Attachment for an element that scrolls: dragging with a mouse scrolls it, Ctrl with the wheel or two fingers zoom, and so do
 * the keys +, − and 0. All other scrolling is the browser's.
 */
export function pansDrawing(drawing: Panned) {
  return (element: HTMLElement) => {
    const fingers = new Map<number, { x: number; y: number }>();
    let drag: { x: number; y: number; isMoving: boolean } | undefined;

    function turn(event: WheelEvent): void {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const pixels = event.deltaY * (wheelUnitsPx[event.deltaMode] ?? 1);
      drawing.zoom(Math.exp(-pixels * ZOOM_PER_WHEEL_PX), event.clientX - left, event.clientY - top);
    }

    function press({ pointerType, button, pointerId, clientX, clientY }: PointerEvent): void {
      if (pointerType === 'touch') fingers.set(pointerId, { x: clientX, y: clientY });
      else if (button === 0) drag = { x: clientX, y: clientY, isMoving: false };
    }

    function move({ pointerId, clientX, clientY }: PointerEvent): void {
      if (fingers.has(pointerId)) return pinch(pointerId, clientX, clientY);
      if (!drag) return;
      const [byX, byY] = [clientX - drag.x, clientY - drag.y];
      if (!drag.isMoving && Math.hypot(byX, byY) < DRAG_FROM_PX) return;
      // From here on what is pressed is the drawing, not a button on it.
      if (!drag.isMoving) element.setPointerCapture(pointerId);
      element.scrollBy(-byX, -byY);
      drag = { x: clientX, y: clientY, isMoving: true };
    }

    function pinch(id: number, x: number, y: number): void {
      const before = spread();
      fingers.set(id, { x, y });
      const after = spread();
      if (!before || !after) return;
      const { left, top } = element.getBoundingClientRect();
      drawing.zoom(after.distance / before.distance, after.x - left, after.y - top);
    }

    function spread(): { distance: number; x: number; y: number } | undefined {
      const [one, other] = fingers.values();
      if (!one || !other) return undefined;
      const distance = Math.max(Math.hypot(one.x - other.x, one.y - other.y), 1);
      return { distance, x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    }

    function release({ pointerId }: PointerEvent): void {
      fingers.delete(pointerId);
      drag = undefined;
    }

    function pressKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { clientWidth, clientHeight } = element;
      const factor = { '+': ZOOM_PER_KEY, '=': ZOOM_PER_KEY, '-': 1 / ZOOM_PER_KEY }[event.key];
      if (factor !== undefined) drawing.zoom(factor, clientWidth / 2, clientHeight / 2);
      else if (event.key === '0') drawing.fit();
      // The browser scrolls by arrow keys; the page's shortcuts must not take them.
      if (event.target === element && event.key.startsWith('Arrow')) event.stopPropagation();
    }

    const stops = [
      on(element, 'wheel', turn, { passive: false }),
      on(element, 'pointerdown', press),
      on(element, 'pointermove', move),
      on(element, 'pointerup', release),
      on(element, 'pointercancel', release),
      on(element, 'keydown', pressKey),
    ];
    return () => stops.forEach((stop) => stop());
  };
}
