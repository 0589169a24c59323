import type { Experiment } from '$lib/engine';
import { drawSeed, openLink } from '$lib/state/open-link';
import type { LinkProblem } from '$lib/state/share-link';

export interface OpenedAddress {
  readonly experiment: Experiment;
  /** What could not be taken as it came, and a seed that it does not name: one line each. */
  readonly notices: readonly string[];
}

/**
 * The experiment that the page opens for a whole address, or for its hash part with or without the sign.
 * @param usualSeed taken when the address names none; without it one is drawn
 */
export function openAddress(address: string, usualSeed?: string): OpenedAddress {
  const withoutSeed: string[] = [];
  const { experiment, problems } = openLink(hashOf(address), () => {
    const seed = usualSeed ?? drawSeed();
    withoutSeed.push(`seed: none given, ${usualSeed === undefined ? 'drew' : 'using'} ${seed}`);
    return seed;
  });
  return { experiment, notices: [...problems.map(noticeOf), ...withoutSeed].map(inOneLine) };
}

function hashOf(address: string): string {
  const start = address.indexOf('#');
  if (start >= 0) return address.slice(start);
  return /^[a-z]+:\/\//i.test(address) ? '' : address;
}

function noticeOf({ key, came, kind, used, expected }: LinkProblem): string {
  const parts = [
    `${key}: ${kind.replaceAll('-', ' ')}`,
    `got ${JSON.stringify(came)}`,
    expected && `expected ${expected}`,
    used && `using ${used}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** Links come from anywhere: what would break a line or command a terminal becomes a space. */
const inOneLine = (text: string) => text.replace(/\p{C}/gu, ' ');
