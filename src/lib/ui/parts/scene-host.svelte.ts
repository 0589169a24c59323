import type { SceneOptions } from '$lib/scene';
import { m } from '$lib/paraglide/messages.js';
import { notices } from './notices.svelte';

/** A graphics context that is not given back within this time is done without. */
const PATIENCE_MS = 5000;

interface Scene {
  destroy(): void;
}

type CreateScene<Drawing extends Scene> = (host: HTMLElement, options: SceneOptions) => Promise<Drawing>;

/** Keeps a scene in an element, and a plainer one where its graphics are lost for good. */
export class SceneHost<Drawing extends Scene> {
  current = $state.raw<Drawing>();
  readonly #create: CreateScene<Drawing>;
  readonly #createPlain: CreateScene<Drawing>;

  constructor(create: CreateScene<Drawing>, createPlain: CreateScene<Drawing>) {
    this.#create = create;
    this.#createPlain = createPlain;
  }

  /** Attachment: the element that holds the canvas. The scene's code is loaded here, after the first paint. */
  readonly attach = (host: HTMLElement): (() => void) => {
    let isGone = false;
    const putUp = (next: Drawing) => {
      this.current?.destroy();
      this.current = isGone ? undefined : next;
      if (isGone) next.destroy();
    };
    const fail = (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      notices.warn(m.trouble_no_graphics({ reason }));
    };
    const loss = watchLoss(() => {
      notices.warn(m.trouble_graphics_replaced());
      this.#createPlain(host, watchLoss()).then(putUp, fail);
    });
    this.#create(host, loss).then(putUp, fail);
    return () => {
      isGone = true;
      loss.onRestored();
      this.current?.destroy();
      this.current = undefined;
    };
  };
}

/** Says that the drawing is lost until it is there again, or has stayed away too long. */
function watchLoss(replace?: () => void): SceneOptions {
  let notice: number | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const onRestored = () => {
    clearTimeout(patience);
    if (notice !== undefined) notices.dismiss(notice);
    notice = undefined;
  };
  const giveUp = () => {
    onRestored();
    replace?.();
  };
  const onLost = () => {
    onRestored();
    notice = notices.warn(m.trouble_graphics_lost());
    if (replace) patience = setTimeout(giveUp, PATIENCE_MS);
  };
  return { onLost, onRestored };
}
