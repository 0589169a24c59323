import { untrack } from 'svelte';
import { on } from 'svelte/events';
import { afterNavigate, replaceState } from '$app/navigation';

/** What a page's address says. */
interface Addressed {
  /** The hash part that means what the page holds. */
  readonly hash: string;
  /** Whether it holds what a bare address opens. */
  readonly isFirst: boolean;
  open(hash: string): void;
}

/**
 * Browsers allow few address changes a second: of changes in quick succession the first and the last are written. The
 * first at once, since a page that is loaded again opens what its address said when that was asked for.
 */
const ADDRESS_MS = 200;

/** Opens what the address says, lets the address follow the page, and the page a new address. */
export function keepAddress(page: Addressed): { follow(): void } {
  let isReady = $state(false);
  page.open(location.hash);
  let written = location.hash;
  let changedMs = -Infinity;

  /** A bare address stays bare until something is changed. */
  const isUntouched = () => written === '' && page.isFirst;
  const write = () => {
    // A link that has just come wins over what is about to be written.
    if (location.hash !== written || page.hash === written || isUntouched()) return;
    replaceState(page.hash, {});
    written = location.hash;
  };

  afterNavigate(() => (isReady = true));
  $effect(() => {
    const { hash } = page;
    if (!isReady || hash === written || isUntouched()) return;
    const sinceMs = performance.now() - changedMs;
    changedMs = performance.now();
    if (sinceMs >= ADDRESS_MS) return untrack(write);
    const timer = setTimeout(write, ADDRESS_MS);
    return () => clearTimeout(timer);
  });
  $effect(() => {
    const unlisten = [on(window, 'pagehide', write), on(document, 'visibilitychange', write)];
    return () => unlisten.forEach((end) => end());
  });
  return {
    follow: () => {
      if (location.hash === written) return;
      written = location.hash;
      page.open(location.hash);
    },
  };
}
