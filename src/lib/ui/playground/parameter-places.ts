import type { NodeId } from '$lib/engine';
import { nearestLink, pointOnLink, type LinkPlace, type NetworkLayout } from '$lib/scene/layout';

/** A weight or bias on the drawing: its index among the parameters, where it is, and what it belongs to. */
export interface ParameterPlace {
  readonly parameter: number;
  readonly x: number;
  readonly y: number;
  readonly target: NodeId;
  /** Index of the weight's source in the layer before; none for a bias. */
  readonly source?: number;
}

/** The bias or else the weight under the pointer, if one is near enough; of the weights, one that is shown. */
export function parameterAt(
  { biases }: NetworkLayout,
  links: readonly LinkPlace[],
  x: number,
  y: number,
  withinPx: number,
): ParameterPlace | undefined {
  const bias = biases.find((place) => Math.hypot(place.x - x, place.y - y) < withinPx);
  if (bias) return { ...bias, target: bias };
  const link = nearestLink(links, x, y, withinPx);
  if (!link) return undefined;
  const { parameter, layer, to, from } = link;
  return { parameter, ...pointOnLink(link, 0.5), target: { layer, index: to }, source: from };
}
