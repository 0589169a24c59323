import { on } from 'svelte/events';

export interface DraggedNumber {
  readonly value: number;
  readonly step: number;
  /** How far the pointer goes for one step; asked when it is pressed. */
  readonly pixelsPerStep: number;
  /** Whether moving up counts as moving to the right does. */
  readonly isVerticalToo?: boolean;
  onchange(value: number): void;
}

/** A finger or a mouse trembles this far without meaning to drag. */
const DRAG_FROM_PX = 3;
const FINER = 0.1;

/**
 * Attachment: dragging the element changes a number in steps, finer ones with Shift; a press without dragging
 * goes to the number field in it, as if that had been pressed.
 */
export function dragsNumber(number: () => DraggedNumber) {
  return (element: HTMLElement) => {
    const field = element.querySelector('input');
    const isTyping = () => field !== null && field === document.activeElement;
    let stopDragging = () => {};

    function press(event: PointerEvent): void {
      if (event.button !== 0 || !event.isPrimary || (isTyping() && event.target === field)) return;
      const { pixelsPerStep, isVerticalToo } = number();
      let { value } = number();
      let [lastX, lastY] = [event.clientX, event.clientY];
      let pendingPx = 0;
      let isDragging = false;

      function move({ clientX, clientY, shiftKey }: PointerEvent): void {
        pendingPx += clientX - lastX - (isVerticalToo ? clientY - lastY : 0);
        [lastX, lastY] = [clientX, clientY];
        if (!isDragging && Math.abs(pendingPx) < DRAG_FROM_PX) return;
        isDragging = true;
        const steps = Math.trunc(pendingPx / pixelsPerStep);
        if (steps === 0) return;
        pendingPx -= steps * pixelsPerStep;
        value = stepped(value, steps, number().step * (shiftKey ? FINER : 1));
        number().onchange(value);
      }

      function release(): void {
        stopDragging();
        if (!isDragging) field?.select();
      }

      stopDragging();
      element.setPointerCapture(event.pointerId);
      const stops = [
        on(element, 'pointermove', move),
        on(element, 'pointerup', release),
        on(element, 'pointercancel', () => stopDragging()),
      ];
      stopDragging = () => stops.forEach((stop) => stop());
    }

    /** Pressing must neither select text nor take the focus from where it is before it is known what it means. */
    const keepFocus = (event: MouseEvent) => {
      if (!isTyping() || event.target !== field) event.preventDefault();
    };
    const stops = [on(element, 'pointerdown', press), on(element, 'mousedown', keepFocus)];
    return () => {
      stopDragging();
      stops.forEach((stop) => stop());
    };
  };
}

/** Steps end on whole multiples of the step, wherever they begin. */
function stepped(value: number, steps: number, step: number): number {
  const from = steps > 0 ? Math.floor(value / step + 1e-6) : Math.ceil(value / step - 1e-6);
  return Number(((from + steps) * step).toPrecision(12));
}
