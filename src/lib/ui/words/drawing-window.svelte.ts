import { tick, untrack } from 'svelte';
import { firstView, type View, type WordLayout } from '$lib/scene/word-layout';

const zooms = { least: 0.35, most: 5 } as const;
/** A window this near to its first place stands there. */
const NEAR_PX = 2;

/** The window on the drawing: its size, how far it is zoomed, and where it stands. */
export class DrawingWindow {
  width = $state(0);
  height = $state(0);
  zoom = $state(1);
  view = $state.raw<View>({ x: 0, y: 0 });
  /** What scrolls, and so moves the window. */
  element = $state<HTMLElement>();
  /** As long as the visitor has not moved it, it stays at the latest tokens while a sentence grows. */
  #isAtFirst = true;
  readonly #layout: () => WordLayout | undefined;

  constructor(layout: () => WordLayout | undefined) {
    this.#layout = layout;
    $effect(() => {
      const layout = this.#layout();
      if (!layout || !this.element) return;
      untrack(() => {
        if (this.#isAtFirst) void this.#show(firstView(layout));
        else this.#follow();
      });
    });
  }

  readonly scrolled = (): void => {
    this.#follow();
    const layout = this.#layout();
    if (!layout) return;
    const { x, y } = firstView(layout);
    this.#isAtFirst = Math.abs(x - this.view.x) < NEAR_PX && Math.abs(y - this.view.y) < NEAR_PX;
  };

  /** Zooms by a factor; what is at this place of the window, or else in its middle, stays there. */
  zoomBy(factor: number, x = this.width / 2, y = this.height / 2): void {
    const before = this.#layout();
    this.zoom = Math.min(Math.max(this.zoom * factor, zooms.least), zooms.most);
    const layout = this.#layout();
    if (!before || !layout) return;
    const wide = (layout.pitch / before.pitch) * (this.view.x + x - before.left);
    const high = (layout.height / before.height) * (this.view.y + y);
    // The visitor has chosen a place, even where the first one is: the new layout must not lead back there.
    this.#isAtFirst = false;
    void this.#show({ x: wide + layout.left - x, y: high - y });
  }

  fit(): void {
    this.zoom = 1;
    this.#isAtFirst = true;
    const layout = this.#layout();
    if (layout) void this.#show(firstView(layout));
  }

  /** Once the drawing has its new size. */
  async #show({ x, y }: View): Promise<void> {
    await tick();
    this.element?.scrollTo(x, y);
    this.#follow();
  }

  #follow(): void {
    if (this.element) this.view = { x: this.element.scrollLeft, y: this.element.scrollTop };
  }
}
