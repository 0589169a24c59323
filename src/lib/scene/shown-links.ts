import type { LinkPlace, NetworkLayout } from './layout';

/** More links than this hide each other. */
const crowd = 600;
/** Of a crowd, so many of the strongest links into each neuron are shown. */
const shownPerTarget = 3;

export type FocusedNode = { layer: number; index: number } | undefined;

export const isCrowd = ({ links }: NetworkLayout) => links.length > crowd;

/** Whether a link leaves or enters a node. */
export function touches({ layer, from, to }: LinkPlace, node: FocusedNode): boolean {
  if (!node) return false;
  return (layer === node.layer && to === node.index) || (layer - 1 === node.layer && from === node.index);
}

/**
 * Positions of the links to draw: all, or of a crowd each neuron's strongest and all of the one looked at. A weight
 * that is exactly 0 connects nothing, and is drawn only where its neuron is looked at.
 */
export function shownLinks(layout: NetworkLayout, parameters: Float32Array, node: FocusedNode): number[] {
  const { links } = layout;
  const shown: number[] = [];
  if (!isCrowd(layout)) {
    links.forEach((link, k) => {
      if (parameters[link.parameter] !== 0 || touches(link, node)) shown.push(k);
    });
    return shown;
  }
  for (let first = 0; first < links.length;) {
    const end = endOfTarget(links, first);
    const weakest = weakestShown(links, parameters, first, end);
    for (let k = first; k < end; k++) {
      if (sizeOf(parameters[links[k].parameter]) >= weakest || touches(links[k], node)) shown.push(k);
    }
    first = end;
  }
  return shown;
}

/** Links into one neuron stand side by side. */
function endOfTarget(links: readonly LinkPlace[], first: number): number {
  const { layer, to } = links[first];
  let end = first;
  while (end < links.length && links[end].layer === layer && links[end].to === to) end++;
  return end;
}

/** The size of the weakest of the strongest links from `first` to `end`. */
function weakestShown(
  links: readonly LinkPlace[],
  parameters: Float32Array,
  first: number,
  end: number,
): number {
  strongest.fill(0);
  for (let k = first; k < end; k++) {
    const size = sizeOf(parameters[links[k].parameter]);
    let rank = shownPerTarget;
    for (; rank > 0 && size > strongest[rank - 1]; rank--) strongest[rank] = strongest[rank - 1];
    strongest[rank] = size;
  }
  return Math.max(strongest[shownPerTarget - 1], Number.MIN_VALUE);
}

const strongest = new Float64Array(shownPerTarget + 1);

const sizeOf = (weight: number) => (Number.isFinite(weight) ? Math.abs(weight) : 0);
