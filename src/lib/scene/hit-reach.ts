/** A button of a column of buttons: the middle of it, and its height. */
export interface StackedButton {
  readonly y: number;
  readonly height: number;
}

/** What a pointer needs to meet a button: WCAG 2.2, 2.5.8. */
const LEAST_HIT_PX = 24;

/**
 * How far each button's hit area reaches above and below it to be high enough, as far as the next ones leave room.
 * Takes and gives them from bottom to top.
 */
export function hitReach(buttons: readonly StackedButton[]): { above: number; below: number }[] {
  /** Half of the room between a button and the one above it. */
  const roomAbove = buttons.map(({ y, height }, k) => {
    const next = buttons[k + 1];
    return next ? Math.max((y - height / 2 - (next.y + next.height / 2)) / 2, 0) : Infinity;
  });
  return buttons.map(({ height }, k) => {
    const missing = Math.max(LEAST_HIT_PX - height, 0);
    const below = Math.min(roomAbove[k - 1] ?? Infinity, missing / 2);
    const above = Math.min(roomAbove[k], missing - below);
    return { above, below: Math.min(roomAbove[k - 1] ?? Infinity, missing - above) };
  });
}
