import type { Rect } from './layout';

/** A block's attention matrix, and small ones of all its heads. */
export interface AttentionPlace {
  readonly matrix: Rect;
  /** Room for tokens' names left of it. */
  readonly namesPx: number;
  /** The middle of the formula's line. */
  readonly formulaY: number;
  readonly heads: readonly Rect[];
}

interface Span {
  readonly top: number;
  readonly bottom: number;
}

interface AttentionRequest {
  readonly heads: number;
  readonly tokens: number;
  /** For tokens' names, left of the matrix. */
  readonly namesPx: number;
  /** Where columns begin and end in the window, and its width. */
  readonly left: number;
  readonly right: number;
  readonly width: number;
  /** The room of its own that it has where it does not stand beside the columns. */
  readonly own: Span | undefined;
  readonly frame: Span;
  readonly arcs: Span;
}

/** For tokens' names above the matrix. */
export const NAMES_ABOVE_PX = 16;
const MARGIN_PX = 12;
const FORMULA_PX = 18;
const GAP_PX = 4;
const HEADS_PER_ROW = 4;
const LARGEST_CELL_PX = 26;
const OWN_SIDE_PX = 136;
/** The most that a small matrix takes of its block's height. */
const HEAD_OF_FRAME = 0.14;

/** Beside the columns, as near as can be to the middle of the arcs; or in a room of its own. */
export function placeAttention(request: AttentionRequest): AttentionPlace {
  const { heads, tokens, namesPx, left, right, width, own, frame, arcs } = request;
  const rows = Math.ceil(heads / HEADS_PER_ROW);
  if (own) {
    const matrix = square(left + namesPx + GAP_PX, own.top + NAMES_ABOVE_PX + GAP_PX, OWN_SIDE_PX);
    const x = matrix.x + OWN_SIDE_PX + MARGIN_PX;
    const perRow = Math.min(heads, HEADS_PER_ROW / 2);
    const size = Math.min((width - x - MARGIN_PX - (perRow - 1) * GAP_PX) / perRow, 36);
    const formulaY = matrix.y + OWN_SIDE_PX + FORMULA_PX / 2 + 1;
    return { matrix, namesPx, formulaY, heads: grid(heads, perRow, x, matrix.y, size) };
  }
  const room = width - right - namesPx - 2 * MARGIN_PX;
  const size = Math.min(
    (room - (HEADS_PER_ROW - 1) * GAP_PX) / HEADS_PER_ROW,
    HEAD_OF_FRAME * (frame.bottom - frame.top),
  );
  const below = FORMULA_PX + rows * (size + GAP_PX);
  const high = frame.bottom - frame.top - 2 * MARGIN_PX - NAMES_ABOVE_PX - below;
  const sidePx = Math.max(Math.min(room, high, tokens * LARGEST_CELL_PX), 1);
  const total = NAMES_ABOVE_PX + sidePx + below;
  const wished = (arcs.top + arcs.bottom - total) / 2;
  const top = Math.min(Math.max(wished, frame.top + MARGIN_PX), frame.bottom - MARGIN_PX - total);
  const matrix = square(right + MARGIN_PX + namesPx, top + NAMES_ABOVE_PX, sidePx);
  const formulaY = matrix.y + sidePx + FORMULA_PX / 2;
  return {
    matrix,
    namesPx,
    formulaY,
    heads: grid(heads, HEADS_PER_ROW, matrix.x, matrix.y + sidePx + FORMULA_PX, size),
  };
}

const square = (x: number, y: number, size: number): Rect => ({ x, y, width: size, height: size });

const grid = (count: number, perRow: number, x: number, y: number, size: number): Rect[] =>
  Array.from({ length: count }, (_, k) =>
    square(x + (k % perRow) * (size + GAP_PX), y + Math.floor(k / perRow) * (size + GAP_PX), size),
  );
