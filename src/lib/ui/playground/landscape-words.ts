import type { Landscape } from '$lib/engine';
import { m } from '$lib/paraglide/messages.js';
import { signed } from '$lib/scene/plot';
import { lossText, percentText, splitName } from '../text';

/** A place on a plane as text, as exact as can be told apart on it. */
export function placeText(place: { x: number; y: number }, halfWidth: number): { x: string; y: string } {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(halfWidth)));
  const text = (value: number) => signed(Number(value.toFixed(digits)));
  return { x: text(place.x), y: text(place.y) };
}

/** The whole map in words. */
export function landscapeSummary(landscape: Landscape | undefined): string {
  if (!landscape) return '';
  const { losses, presentLoss, path, set } = landscape;
  const finite = losses.filter(Number.isFinite);
  return m.landscape_summary({
    set: splitName(set),
    present: lossText(presentLoss),
    lowest: lossText(Math.min(...finite)),
    highest: lossText(Math.max(...finite)),
    moments: path.length / 2,
  });
}

/** What stands along the axes. */
export function axesText({ plane, shares, path }: Landscape): string {
  if (plane === 'random') return m.landscape_axes_random();
  if (!shares || path.length < 4) return m.landscape_axes_still();
  return m.landscape_axes_principal({ x: percentText(shares[0]), y: percentText(shares[1]) });
}
