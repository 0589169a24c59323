import type { RunControls } from '$lib/state/run-controls';

/** The page's keys. Keys that a focused control needs itself stay the control's. */
export function handleShortcut(event: KeyboardEvent, controls: RunControls, openHelp: () => void): void {
  if (event.altKey || event.defaultPrevented) return;
  const { target } = event;
  const isAt = (selector: string) => target instanceof Element && target.closest(selector) !== null;
  if (isAt('input:not([type=checkbox], [type=radio], [type=range]), textarea, dialog')) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    return event.shiftKey ? controls.redo() : controls.undo();
  }
  if (event.key === ' ' && isAt('button, input, select')) return;
  if (event.key.startsWith('Arrow') && isAt('input, select')) return;
  if (isAt('select')) return;

  const actions: Record<string, () => void> = {
    ' ': () => controls.togglePlay(),
    ArrowRight: () => controls.step(),
    ArrowLeft: () => controls.stepBack(),
    r: () => controls.reset(),
    n: () => controls.newSeed(),
    '?': openHelp,
  };
  const action = actions[event.key] ?? actions[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
}
