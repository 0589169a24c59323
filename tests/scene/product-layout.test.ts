import { describe, expect, it } from 'vitest';
import { plotSize } from '$lib/scene/matrix-plot';
import { layoutProduct, PRODUCT_GAP_PX } from '$lib/scene/product-layout';

const product = (width: number, rows: number, inner: number, columns: number) =>
  layoutProduct(width, { rows, columns: inner }, { rows: inner, columns }, { rows, columns });

describe('a product of matrices in its pane', () => {
  it('lets a row of the left matrix and a column of the right one meet in the result', () => {
    const { plots } = product(600, 5, 64, 16);
    expect(plots.result.cellHeight).toBe(plots.left.cellHeight);
    expect(plots.result.cellWidth).toBe(plots.right.cellWidth);
  });

  it('shows all of small matrices, with cells no larger than need be', () => {
    const { plots, wide, high } = product(900, 4, 8, 8);
    expect(plots.left.cellWidth).toBe(22);
    expect(wide).toEqual({ left: plotSize(plots.left).width, result: plotSize(plots.result).width });
    expect(high).toEqual({ rows: plotSize(plots.left).height, right: plotSize(plots.right).height });
  });

  it.each([280, 436, 700])('keeps what is seen of large matrices inside of %i px', (width) => {
    for (const [rows, inner, columns] of [
      [16, 64, 529],
      [64, 256, 64],
      [5, 64, 256],
    ]) {
      const { wide, wordsPx } = product(width, rows, inner, columns);
      expect(wide.left + PRODUCT_GAP_PX + wide.result).toBeLessThanOrEqual(width);
      expect(wordsPx + PRODUCT_GAP_PX + wide.result).toBeLessThanOrEqual(width);
      expect(Math.min(wide.left, wide.result)).toBeGreaterThanOrEqual(width / 4);
    }
  });
});
