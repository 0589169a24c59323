import { on } from 'svelte/events';

interface Turning {
  /** Angles in radians. */
  turn(yaw: number, pitch: number): void;
  reset(): void;
  /** A press without a turn; the place as shares of half the element's size from its middle. */
  press(x: number, y: number): void;
}

const RADIANS_PER_PX = 0.012;
const RADIANS_PER_KEY = Math.PI / 24;
/** A finger or a mouse trembles this far without meaning to turn. */
const TURN_FROM_PX = 3;

const keyTurns: Readonly<Record<string, readonly [yaw: number, pitch: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Attachment: the element is turned by dragging and by arrow keys; Home or a double click turns it back. */
export function turnsCube(cube: Turning) {
  return (element: HTMLElement) => {
    let pressed: { x: number; y: number; isTurning: boolean } | undefined;

    function begin({ button, isPrimary, pointerId, clientX, clientY }: PointerEvent): void {
      if (button !== 0 || !isPrimary) return;
      element.setPointerCapture(pointerId);
      pressed = { x: clientX, y: clientY, isTurning: false };
    }

    function move({ clientX, clientY }: PointerEvent): void {
      if (!pressed) return;
      const [byX, byY] = [clientX - pressed.x, clientY - pressed.y];
      if (!pressed.isTurning && Math.hypot(byX, byY) < TURN_FROM_PX) return;
      pressed = { x: clientX, y: clientY, isTurning: true };
      cube.turn(-byX * RADIANS_PER_PX, byY * RADIANS_PER_PX);
    }

    function end({ clientX, clientY }: PointerEvent): void {
      if (pressed && !pressed.isTurning) {
        const { left, top, width, height } = element.getBoundingClientRect();
        cube.press((2 * (clientX - left)) / width - 1, (2 * (clientY - top)) / height - 1);
      }
      pressed = undefined;
    }

    function pressKey(event: KeyboardEvent): void {
      const angles = keyTurns[event.key];
      if (!angles && event.key !== 'Home') return;
      event.preventDefault();
      if (angles) cube.turn(angles[0] * RADIANS_PER_KEY, angles[1] * RADIANS_PER_KEY);
      else cube.reset();
    }

    const stops = [
      on(element, 'pointerdown', begin),
      on(element, 'pointermove', move),
      on(element, 'pointerup', end),
      on(element, 'pointercancel', () => (pressed = undefined)),
      on(element, 'dblclick', () => cube.reset()),
      on(element, 'keydown', pressKey),
    ];
    return () => stops.forEach((stop) => stop());
  };
}
