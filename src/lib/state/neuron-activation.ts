import { networkEndOf, type Experiment } from '$lib/engine';

/** What the neurons of a layer make of their sums; layers count from 1, the output is the last. */
export function activationOf(experiment: Experiment, layer: number) {
  const { activation, layerActivations, networkShape } = experiment;
  if (layer > networkShape.length) return networkEndOf(experiment).output;
  return layerActivations.at(layer - 1) ?? activation;
}
