import Columns from '@lucide/svelte/icons/columns-2';
import Grid from '@lucide/svelte/icons/grid-3x3';
import Mountain from '@lucide/svelte/icons/mountain';
import type { Component } from 'svelte';
import { m } from '$lib/paraglide/messages.js';
import type { ViewOptions } from '$lib/state/view-options';

/** What can be put over the drawing of the network by a button below it, in the order of the buttons. */
export interface StageTool {
  readonly name: Exclude<ViewOptions['tool'], 'none'>;
  readonly Icon: Component<{ size: number }>;
  readonly title: () => string;
  readonly hint: () => string;
}

export const stageTools: readonly StageTool[] = [
  { name: 'compare', Icon: Columns, title: m.compare, hint: m.compare_hint },
  { name: 'settings', Icon: Grid, title: m.settings_map, hint: m.settings_map_hint },
  { name: 'landscape', Icon: Mountain, title: m.landscape, hint: m.landscape_hint },
];
