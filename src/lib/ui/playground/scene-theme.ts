import type { MapColors } from '$lib/engine';
import { classTable, divergingTable, type SceneTheme } from '$lib/scene/palette';

const tokens = [
  'paper',
  'stage',
  'ink',
  'muted',
  'line',
  'accent',
  'negative',
  'middle',
  'positive',
] as const;

/**
 * The colours of app.css as the scene wants them.
 * @param _theme the theme in force; named so that whoever calls this reads it again when it changes
 */
export function sceneTheme(_theme: 'light' | 'dark'): SceneTheme {
  const style = getComputedStyle(document.documentElement);
  const colorOf = (token: keyof SceneTheme) => style.getPropertyValue(`--${token}`).trim();
  return Object.fromEntries(tokens.map((token) => [token, colorOf(token)])) as Record<
    keyof SceneTheme,
    string
  >;
}

/** What the worker paints maps with. */
export const mapColors = (theme: SceneTheme, discretize: boolean): MapColors => ({
  table: divergingTable(theme, { discretize }),
  classes: classTable(theme),
  middle: divergingTable(theme, { discretize: false })[128],
});
