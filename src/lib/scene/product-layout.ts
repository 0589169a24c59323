import { plotSize, type MatrixPlot } from './matrix-plot';

interface Size {
  readonly rows: number;
  readonly columns: number;
}

export interface ProductLayout {
  readonly plots: Readonly<Record<'left' | 'right' | 'result', MatrixPlot>>;
  /** What is seen of the left matrix, and of the two others, which stand upon each other. */
  readonly wide: { readonly left: number; readonly result: number };
  /** What is seen of the rows that left matrix and result share, and of the right matrix. */
  readonly high: { readonly rows: number; readonly right: number };
  /** Above the left matrix, for what is added up. */
  readonly wordsPx: number;
}

/** Cells of the three matrices: as wide as they fit, rows of tokens somewhat higher. */
const CELL_PX = { least: 5, most: 22, row: 16, leastRow: 5 };
const NAMES_PX = 44;
/** Between the matrices. */
export const PRODUCT_GAP_PX = 12;
/** Where there is room, beside a smaller left matrix. */
const WORDS_PX = 250;
const ROWS_PX = 200;
const RIGHT_PX = { usual: 260, narrow: 150 };
const NARROW_PX = 480;

/** Places left × right = result in a pane of this width. */
export function layoutProduct(width: number, left: Size, right: Size, result: Size): ProductLayout {
  const fit = Math.floor((width - NAMES_PX - PRODUCT_GAP_PX) / (left.columns + result.columns));
  const cellPx = Math.max(CELL_PX.least, Math.min(CELL_PX.most, fit));
  const row = Math.min(CELL_PX.row, Math.floor(ROWS_PX / left.rows));
  const rowPx = Math.max(CELL_PX.leastRow, row, cellPx);
  const plotOf = ({ rows, columns }: Size, namesPx: number, cellHeight: number): MatrixPlot => {
    return { rows, columns, left: namesPx, top: 0, cellWidth: cellPx, cellHeight };
  };
  const plots = {
    left: plotOf(left, NAMES_PX, rowPx),
    right: plotOf(right, 0, cellPx),
    result: plotOf(result, 0, rowPx),
  };
  const wide = shareWidth(width - PRODUCT_GAP_PX, plotSize(plots.left).width, plotSize(plots.result).width);
  return {
    plots,
    wide,
    high: {
      rows: Math.min(ROWS_PX, plotSize(plots.left).height),
      right: Math.min(width < NARROW_PX ? RIGHT_PX.narrow : RIGHT_PX.usual, plotSize(plots.right).height),
    },
    wordsPx: Math.max(wide.left, Math.min(WORDS_PX, width - PRODUCT_GAP_PX - wide.result)),
  };
}

/** The left matrix gets its share of the room, at least half, the result the rest. */
function shareWidth(room: number, left: number, result: number): ProductLayout['wide'] {
  if (left + result <= room) return { left, result };
  const leftShare = Math.min(left, Math.max(room / 2, room - result));
  return { left: leftShare, result: Math.min(result, room - leftShare) };
}
