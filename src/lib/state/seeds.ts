import { experimentFields } from '$lib/engine';

/** Seeds for as many runs: the first is the experiment's own, so that the run that its link opens is among them. */
export function seedsFrom(own: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const ending = index === 0 ? '' : `-${index + 1}`;
    return own.slice(0, experimentFields.seed.maxLength - ending.length) + ending;
  });
}
