import type { LinkPlace, NetworkLayout } from './layout';

/** What a weight of the largest size is drawn as, at most. */
const widestPx = 10;
const hairline = { widthPx: 0.5, alpha: 0.18 };

/** The weight that is drawn widest: the frame's largest, but at least 4, so that small weights look small. */
export function weightScale(parameters: Float32Array, links: readonly LinkPlace[]): number {
  let largest = 4;
  for (const { parameter } of links) {
    const size = Math.abs(parameters[parameter]);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

/** The widest link that suits the layout: small or crowded neurons get finer links. */
export function widestLinkPx({ nodes }: NetworkLayout): number {
  const room = nodes.map(({ layer, y, size }, k) => {
    const next = nodes.at(k + 1);
    return next?.layer === layer ? Math.min(size, next.y - y) : size;
  });
  return Math.min(widestPx, Math.max(0.4 * Math.min(...room), 2));
}

/** 1 px (less in a crowd) … `widest` by size; exactly 0, or no number, is a hairline. */
export function linkWidthPx(weight: number, scale: number, widest: number): number {
  const share = shareOf(weight, scale);
  const thinnest = Math.min(1, widest / 6);
  return share === 0 ? hairline.widthPx : thinnest + (widest - thinnest) * share;
}

/** Weak links are fainter, the more so where links are fine because there are many. */
export function linkAlpha(weight: number, scale: number, widest: number): number {
  const share = shareOf(weight, scale);
  const faintest = 0.45 * Math.min(widest / widestPx, 1);
  return share === 0 ? hairline.alpha : faintest + (0.92 - faintest) * Math.sqrt(share);
}

/** The disc of a bias: six tenths of its place's radius at 0, all of it from 1 on. */
export function biasRadiusPx(bias: number, largest: number): number {
  return largest * (0.6 + 0.4 * shareOf(bias, 1));
}

/** A point's radius on a map of the given side, its outline included. */
export function pointRadiusPx(plotSidePx: number): number {
  return Math.min(Math.max(plotSidePx / 72, 2.5), 4);
}

/** A label as a signed strength within −1 … 1; no number is 0. */
export function labelStrength(label: number): number {
  return Number.isNaN(label) ? 0 : Math.min(Math.max(label, -1), 1);
}

function shareOf(value: number, scale: number): number {
  return Number.isFinite(value) ? Math.min(Math.abs(value) / scale, 1) : 0;
}

/** The share of their strength that other links keep in a crowd while one neuron is looked at. */
export const besideFocusAlpha = 0.2;

/** The accent on each side of a highlighted link. */
export const casingPx = 1.5;

export const thumbnailShape = { frameWidthPx: 1.25, cornerPx: 4 };

/** Below this cell width a picture's pixels are meant to be seen as squares. */
export const smoothFromCellWidth = 8;

/** Half a square mark's side as a share of a disc's radius: so both look equally large. */
export const squareShare = 0.88;
/** Half a diamond's diagonal, as such a share. */
export const diamondShare = 1.25;
