import type { Curve } from './curves';
import { leastShare, strandAlpha, strandWidthPx } from './strand-style';
import type { Shown } from './word-cells';
import { columnX, type WordLayout } from './word-layout';

/** How much one token looks at another, as a curve from the one that looks, above. */
export interface Arc extends Curve {
  readonly widthPx: number;
  readonly alpha: number;
}

/** The arcs of one head that a window shows, in the drawing's own places. */
export function arcsOf(
  layout: WordLayout,
  { first, end, blocks }: Shown,
  values: Float32Array,
  head: number,
  chosen: number | undefined,
): Arc[] {
  const arcs: Arc[] = [];
  for (const { attention, arcs: span } of blocks) {
    const { rows, columns, offset } = attention;
    const half = (span.top + span.bottom) / 2;
    for (let row = 0; row < rows; row++) {
      const start = offset + (head * rows + row) * columns;
      for (let column = 0; column < columns; column++) {
        const share = values[start + column];
        if (!(share >= leastShare)) continue;
        // Neither end is seen, nor anything between.
        if (Math.max(row, column) < first || Math.min(row, column) >= end) continue;
        const [x0, x1] = [columnX(layout, row), columnX(layout, column)];
        arcs.push({
          x0,
          y0: span.top,
          controlX0: x0,
          controlY0: half,
          controlX1: x1,
          controlY1: half,
          x1,
          y1: span.bottom,
          widthPx: strandWidthPx(share, layout.pitch),
          alpha: strandAlpha(share, chosen !== undefined && chosen !== row),
        });
      }
    }
  }
  return arcs;
}
