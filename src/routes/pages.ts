import { resolve } from '$app/paths';
import { m } from '$lib/paraglide/messages.js';

type PageName = 'playground' | 'words';

/** The pages there are, seen from one of them, with addresses that hold in any folder of a server. */
export const pagesFrom = (current: PageName) => [
  { href: resolve('/'), name: m.pages_playground(), isCurrent: current === 'playground' },
  { href: resolve('/words'), name: m.pages_words(), isCurrent: current === 'words' },
];
