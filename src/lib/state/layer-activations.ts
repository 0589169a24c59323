import type { Experiment } from '$lib/engine';

type ActivationName = Experiment['activation'];
type Activations = Pick<Experiment, 'activation' | 'layerActivations'>;

/**
 * What a hidden layer, counted from 0, has by itself; undefined where it has the activation of all.
 * Naming the activation of all for one layer means the same as naming none.
 */
export function ownActivation(
  { activation, layerActivations }: Activations,
  layer: number,
): ActivationName | undefined {
  const own = layerActivations.at(layer);
  return own === activation ? undefined : own;
}

/** The list in which one layer has an activation by itself, or with undefined that of all. */
export function withOwnActivation(
  { activation, layerActivations }: Activations,
  layer: number,
  own: ActivationName | undefined,
): ActivationName[] {
  const length = Math.max(layerActivations.length, layer + 1);
  const names = Array.from({ length }, (_, place) => layerActivations.at(place) ?? activation);
  names[layer] = own ?? activation;
  return withoutTail(names, activation);
}

/** The list after the activation of all has changed: layers without one of their own follow. */
export function followingActivations(
  { activation, layerActivations }: Activations,
  next: ActivationName,
): readonly ActivationName[] {
  if (layerActivations.length === 0) return layerActivations;
  return withoutTail(
    layerActivations.map((name) => (name === activation ? next : name)),
    next,
  );
}

function withoutTail(names: ActivationName[], activation: ActivationName): ActivationName[] {
  const last = names.findLastIndex((name) => name !== activation);
  return names.slice(0, last + 1);
}
