import { m } from '$lib/paraglide/messages.js';
import { notices } from './parts/notices.svelte';

/** Copies the address of this page with another hash part, and says so. */
export async function copyLink(hash: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(new URL(hash, location.href).href);
    notices.inform(m.copied_link());
  } catch {
    notices.warn(m.copy_failed());
  }
}
