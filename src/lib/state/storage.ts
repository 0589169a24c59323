import { createStore, del, entries, get, set } from 'idb-keyval';
import type { Moment } from '$lib/engine';

/** What the browser keeps between visits; nothing breaks where it keeps nothing. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A private window or a full disk: the choice holds until the page is closed.
  }
}

/** Where a tab's run stands: written at once when the tab is left. */
export interface TabState {
  /** The whole experiment, as the hash part of an address. */
  readonly hash: string;
  readonly moment: Moment;
}

const TAB_KEY = 'matinee-tab';
const STATE_KEY = 'matinee-run';

/** What this tab held before it was loaded again. */
export function recallTab(): TabState | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(STATE_KEY) ?? 'null') as TabState | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function rememberTab(state: TabState): void {
  try {
    sessionStorage.setItem(STATE_KEY, JSON.stringify(state));
  } catch {
    // As above.
  }
}

/** A shelf for each kind of run, of which every tab has a place of its own. */
export type Shelf = 'runs' | 'words';

interface Stored<Kept> {
  readonly version: typeof VERSION;
  readonly savedAt: number;
  readonly record: Kept;
}

const VERSION = 1;
/** Records of other tabs are kept for a while: a tab may come back. */
const MOST_TABS = 4;

/** A database holds one store. */
const storeOf = (shelf: Shelf) => createStore(shelf === 'runs' ? 'matinee' : `matinee-${shelf}`, shelf);

function tabName(): string {
  const name = sessionStorage.getItem(TAB_KEY) ?? crypto.randomUUID();
  sessionStorage.setItem(TAB_KEY, name);
  return name;
}

/** Keeps what this tab's run is to go on from, where the browser does. */
export async function storeRecord<Kept>(shelf: Shelf, record: Kept): Promise<void> {
  try {
    const stored: Stored<Kept> = { version: VERSION, savedAt: Date.now(), record };
    await set(tabName(), stored, storeOf(shelf));
  } catch {
    // As above.
  }
}

/** What was kept of this tab's run; of other tabs no more than a few stay. */
export async function loadRecord<Kept>(shelf: Shelf): Promise<Kept | undefined> {
  try {
    const all = await entries<string, Stored<Kept>>(storeOf(shelf));
    const latest = all.toSorted(([, a], [, b]) => b.savedAt - a.savedAt);
    for (const [name] of latest.slice(MOST_TABS)) await del(name, storeOf(shelf));
    const stored = await get<Stored<Kept>>(tabName(), storeOf(shelf));
    return stored?.version === VERSION ? stored.record : undefined;
  } catch {
    return undefined;
  }
}
