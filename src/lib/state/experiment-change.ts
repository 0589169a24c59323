import {
  activeFeatures,
  experimentFields,
  fieldKeys,
  isMovie,
  topologyOf,
  type Experiment,
  type FieldKey,
} from '$lib/engine';
import { movieSettings, planeSettings } from './first-experiment';
import { followingActivations } from './layer-activations';
import { isSame } from './link-values';

/**
 * An experiment after a visitor's change, with what has to follow: settings that suit the movie crowd or the plane,
 * activations of layers that have none of their own, an input where none is left, first weights set by hand only while they fit and nobody asks for others.
 */
export function changedExperiment(experiment: Experiment, patch: Partial<Experiment>): Experiment {
  let next: Experiment = { ...experiment, ...patch };
  if (isMovie(next) !== isMovie(experiment)) {
    next = { ...next, ...(isMovie(next) ? movieSettings : planeSettings), ...patch };
  }
  if (next.activation !== experiment.activation && !patch.layerActivations) {
    next = { ...next, layerActivations: followingActivations(experiment, next.activation) };
  }
  if (next.init !== experiment.init && !patch.start) next = { ...next, start: [] };
  if (activeFeatures(next).length === 0) next = { ...next, x: true };
  const isUnfit = next.start.length > 0 && next.start.length !== topologyOf(next).parameterCount;
  return isUnfit ? { ...next, start: [] } : next;
}

export const changedKeys = (before: Experiment, after: Experiment): FieldKey[] =>
  fieldKeys.filter((key) => before[key] !== after[key] && !isSame(before[key], after[key]));

/** What a run does when these fields have changed: start anew, or take them over while it trains. */
export const effectOf = (keys: readonly FieldKey[]): 'restart' | 'live' =>
  keys.every((key) => experimentFields[key].effect === 'live') ? 'live' : 'restart';
