/** Weaker attention is not drawn: there are too many of it. */
export const leastShare = 0.02;
const widestPx = 9;
const besideChosenAlpha = 0.12;

/** How wide a strand of attention is between columns of this pitch. */
export const strandWidthPx = (share: number, pitch: number) => 0.5 + Math.min(widestPx, pitch / 2) * share;

/** Strands beside those of a chosen token are faint. */
export const strandAlpha = (share: number, isBesideChosen: boolean) =>
  (0.25 + 0.75 * share) * (isBesideChosen ? besideChosenAlpha : 1);
