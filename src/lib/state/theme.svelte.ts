import { MediaQuery } from 'svelte/reactivity';
import { recall, remember } from './storage';

type Theme = 'light' | 'dark';

/** Light or dark: the system's choice until the visitor makes one. */
class ThemeState {
  #chosen = $state<Theme | undefined>(themeNamed(recall('theme')));
  readonly #systemIsDark = new MediaQuery('(prefers-color-scheme: dark)');

  get current(): Theme {
    return this.#chosen ?? (this.#systemIsDark.current ? 'dark' : 'light');
  }

  toggle(): void {
    this.#chosen = this.current === 'dark' ? 'light' : 'dark';
    remember('theme', this.#chosen);
  }
}

function themeNamed(name: string | null): Theme | undefined {
  return name === 'light' || name === 'dark' ? name : undefined;
}

export const theme = new ThemeState();
