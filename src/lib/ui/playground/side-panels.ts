import { m } from '$lib/paraglide/messages.js';
import type { Playground } from '$lib/state/playground.svelte';

/** What stands below the figures; the curves where nothing else was asked for. */
export type SidePanel = 'curves' | 'metrics' | 'weights';

interface PanelLink {
  readonly name: Exclude<SidePanel, 'curves'>;
  readonly label: () => string;
  readonly hint: () => string;
  readonly isKnown: (playground: Playground) => boolean;
}

const panels: readonly PanelLink[] = [
  {
    name: 'metrics',
    label: m.metrics,
    hint: m.metrics_hint,
    isKnown: ({ experiment }) => experiment.problem === 'classification',
  },
  { name: 'weights', label: m.weights, hint: m.weights_hint, isKnown: () => true },
];

/** The panels that can take the curves' place. */
export const sidePanels = (playground: Playground): PanelLink[] =>
  panels.filter(({ name, isKnown }) => isKnown(playground) && !playground.view.hidden.has(name));

/** What is shown of what was asked for. */
export const shownPanel = (panel: SidePanel, playground: Playground): SidePanel =>
  sidePanels(playground).some(({ name }) => name === panel) ? panel : 'curves';
