import { overwriteGetLocale, type Locale } from '$lib/paraglide/runtime.js';

/** The language of the page; messages read it, so that every visible string follows. */
class LocaleState {
  current = $state<Locale>('en');

  constructor() {
    overwriteGetLocale(() => this.current);
  }

  /** @param wish what the link asks for; 'auto' takes the first of the browser's languages that is spoken here */
  choose(wish: Locale | 'auto', browserLanguages: readonly string[]): void {
    this.current = wish === 'auto' ? preferred(browserLanguages) : wish;
  }
}

function preferred(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (language.toLowerCase().startsWith('zh')) return 'zh-Hans';
    if (language.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

export const locale = new LocaleState();
