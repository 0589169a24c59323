import { firstExperiment, firstView } from './first-experiment';
import { readLink, type ReadLink } from './share-link';

/** What the hash part of an address opens; nothing in it opens the first experiment. */
export function openLink(hash: string, draw = drawSeed): ReadLink {
  if (hash.replace(/^#/, '') !== '') return readLink(hash, draw);
  return { experiment: firstExperiment, view: firstView, problems: [] };
}

/** Another seed each time. */
export function drawSeed(): string {
  return Math.random().toFixed(5);
}
