import type { NetworkLayout } from './layout';

/** How much of its picture a neuron keeps that has no say. */
export const silentAlpha = 0.25;

/**
 * Which nodes, by their places, have no say in any output: all their weights to neurons that have one are exactly 0.
 */
export function silentNodes({ nodes, links }: NetworkLayout, parameters: Float32Array): boolean[] {
  if (links.every(({ parameter }) => parameters[parameter] !== 0)) return nodes.map(() => false);
  const placeOf = new Map(nodes.map(({ layer, index }, place) => [nodeKey(layer, index), place]));
  const last = links[links.length - 1].layer;
  const hasSay = nodes.map(({ layer }) => layer === last);
  // Links stand layer by layer: from the last one back, targets are known before their sources.
  for (let k = links.length - 1; k >= 0; k--) {
    const { layer, from, to, parameter } = links[k];
    const target = placeOf.get(nodeKey(layer, to));
    const isHeard = target === undefined || hasSay[target];
    const source = placeOf.get(nodeKey(layer - 1, from));
    if (source !== undefined && isHeard && parameters[parameter] !== 0) hasSay[source] = true;
  }
  return hasSay.map((says) => !says);
}

const nodeKey = (layer: number, index: number) => layer * 1024 + index;
