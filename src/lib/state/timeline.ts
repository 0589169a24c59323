import type { Curves } from '$lib/engine';

/** The recorded epoch that is nearest to another. */
export function nearestEpoch(epochs: Float64Array, epoch: number): number {
  let low = 0;
  let high = epochs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (epochs[middle] < epoch) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [epochs[Math.max(low - 1, 0)] ?? 0, epochs[low] ?? 0];
  return Math.floor(epoch - before < after - epoch ? before : after);
}

/** Losses far above the rest of a run would press the rest flat. */
const TOP_QUANTILE = 0.98;

/**
 * The test loss, where nothing tests the training loss, over epochs as the path of an SVG of 100 × 100, from epoch 0 at the left to `end` at the right, 0 at
 * the bottom.
 */
export function sparkline({ epochs, train, test }: Curves, end: number): string {
  const losses = test.length > 0 ? test : train;
  const finite = Float64Array.from(losses.filter(Number.isFinite)).sort();
  const top = finite[Math.floor(TOP_QUANTILE * (finite.length - 1))] || 1;
  const points: string[] = [];
  losses.forEach((loss, place) => {
    if (!Number.isFinite(loss)) return;
    const x = (100 * epochs[place]) / end;
    const y = 100 - 100 * Math.min(loss / top, 1);
    points.push(`${x.toFixed(2)} ${y.toFixed(1)}`);
  });
  return points.length > 1 ? `M${points.join('L')}` : '';
}
