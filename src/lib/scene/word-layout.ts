import type { Stage } from '$lib/engine/words';
import type { Rect } from './layout';
import { placeAttention, type AttentionPlace } from './attention-place';
import { gridOf, rowHeightPx, wordRows, type WordRow } from './word-rows';

export interface WordLayoutRequest {
  /** Of the shown sentence, in the order in which data flow. */
  readonly stages: readonly Stage[];
  /** Tokens of the sentence. */
  readonly tokens: number;
  /** What the widest of them takes at full size. */
  readonly tokenPx: number;
  /** Of the window that shows the drawing, or a part of it. */
  readonly width: number;
  readonly height: number;
  /** 1: fitted to the window as far as text stays legible. */
  readonly zoom: number;
}

/** One stage: the middle of its row, and the picture that each token has there. */
export interface StageRow {
  readonly stage: Stage;
  readonly y: number;
  readonly height: number;
  readonly picture: {
    readonly width: number;
    readonly height: number;
    readonly columns: number;
    readonly rows: number;
  };
}

/** A block in its frame, with its attention. */
export interface BlockPlace extends AttentionPlace {
  readonly block: number;
  readonly top: number;
  readonly bottom: number;
  readonly scores: Stage;
  readonly attention: Stage;
  /** Where arcs go from the tokens that look, above, to those looked at. */
  readonly arcs: { readonly top: number; readonly bottom: number };
}

/**
 * Where everything of a transformer stands. Columns move with the window in both directions; labels at the left, and
 * what stands right of the columns, only up and down.
 */
export interface WordLayout {
  /** Of the whole drawing. */
  readonly width: number;
  readonly height: number;
  readonly window: { readonly width: number; readonly height: number };
  readonly isNarrow: boolean;
  /** Where columns are seen, in the window. */
  readonly left: number;
  readonly right: number;
  /** From column to column. */
  readonly pitch: number;
  readonly tokens: number;
  readonly tokensY: number;
  readonly idsY: number;
  /** From bottom to top. */
  readonly rows: readonly StageRow[];
  readonly blocks: readonly BlockPlace[];
  /** Of each token's line through all stages. */
  readonly stream: { readonly top: number; readonly bottom: number };
  /** Of the next token. */
  readonly next: Rect;
}

/** What is seen of a drawing: its window's top left corner. */
export interface View {
  readonly x: number;
  readonly y: number;
}

/** Below this width the attention matrix has no room beside the columns. */
const NARROW_PX = 560;
const labelPx = { narrow: 104, wide: 142 } as const;
/** The part of the window right of the columns: its share, and its bounds. */
const side = { share: 0.21, least: 148, most: 232 } as const;
/** From column to column: the least, the most that a wide token may ask for, and the most there is. */
const pitchPx = { least: 24, asked: 44, most: 76, beside: 5 } as const;
const MARGIN_PX = { top: 32, bottom: 4, column: 9 } as const;
/**
 * Rows are made a little lower to fit all into the window, or higher to fill it; on a phone as high as a fingertip
 * needs.
 */
const scales = { least: 0.75, most: 1.4, narrow: 1 } as const;
/** The share of a row that its pictures take, and of a column. */
const pictureShare = { height: 0.76, width: 0.84 } as const;
/** For a token's name left of the attention matrix: one character, or most words. */
const [NAME_PX, LONGEST_NAME_PX] = [16, 72];
const nextPx = { width: 52, height: 34 } as const;

/** Places everything from sizes alone. */
export function layoutWords(request: WordLayoutRequest): WordLayout {
  const { stages, tokens, tokenPx, width, height, zoom } = request;
  const isNarrow = width < NARROW_PX;
  const left = isNarrow ? labelPx.narrow : labelPx.wide;
  const namesPx = Math.min(Math.max(tokenPx, NAME_PX), LONGEST_NAME_PX);
  const sideShare = Math.min(Math.max(side.share * width, side.least), side.most);
  const sidePx = isNarrow ? 0 : sideShare + namesPx - NAME_PX;
  const right = width - sidePx;
  const room = right - left - 2 * MARGIN_PX.column;
  const least = Math.max(pitchPx.least, Math.min(tokenPx + pitchPx.beside, pitchPx.asked));
  const rows = wordRows(stages, isNarrow);
  const fitting = isNarrow ? scales.narrow : fittingScale(rows, height);
  const pitch = zoom * Math.min(Math.max(room / tokens, least), pitchPx.most * (isNarrow ? 1 : fitting));
  const scale = zoom * fitting;
  const tops = topsOf(rows, scale);
  const contentHeight = tops.height + MARGIN_PX.top + MARGIN_PX.bottom;
  // What is lower than its window stands in the middle of it.
  const above = MARGIN_PX.top + Math.max(0, height - contentHeight) / 2;
  const placed = rows.map((row, k) => ({ row, top: above + tops.tops[k], height: rowHeightPx(row, scale) }));
  const middleOf = (kind: WordRow['kind']) => {
    const place = placed.find(({ row }) => row.kind === kind);
    return place && place.top + place.height / 2;
  };

  const stageRows = placed.flatMap(({ row, top, height }): StageRow[] => {
    if (row.kind !== 'stage') return [];
    const { stage } = row;
    const picture = {
      width: Math.max(Math.round(pictureShare.width * pitch), 1),
      height: Math.max(Math.round(pictureShare.height * height), 1),
      ...gridOf(stage.columns),
    };
    return [{ stage, y: top + height / 2, height, picture }];
  });
  const highest = stageRows[stageRows.length - 1];
  const [lowest] = stageRows;
  return {
    width: Math.max(width, width - room + tokens * pitch),
    height: Math.max(height, contentHeight),
    window: { width, height },
    isNarrow,
    left,
    right,
    pitch,
    tokens,
    tokensY: middleOf('tokens') ?? 0,
    idsY: middleOf('ids') ?? 0,
    rows: stageRows,
    blocks: blocksOf(placed, {
      left,
      right,
      width,
      tokens,
      namesPx,
    }),
    stream: { top: highest.y, bottom: lowest.y + lowest.height / 2 },
    next: {
      ...nextPx,
      x: isNarrow ? width - nextPx.width - MARGIN_PX.column - 48 : right + 8,
      y: Math.max((middleOf('next') ?? highest.y) - nextPx.height / 2, MARGIN_PX.top - 2),
    },
  };
}

/** The middle of a token's column, in the drawing. */
export const columnX = ({ left, pitch }: WordLayout, token: number) =>
  left + MARGIN_PX.column + (token + 0.5) * pitch;

/** The token whose column is at this place of the drawing, if any is. */
export function tokenAt({ left, pitch, tokens }: WordLayout, x: number): number | undefined {
  const token = Math.floor((x - left - MARGIN_PX.column) / pitch);
  return token >= 0 && token < tokens ? token : undefined;
}

/** The tokens whose columns are seen, from `first` up to `end`. */
export function shownTokens(layout: WordLayout, view: View): { first: number; end: number } {
  const { left, right, pitch, tokens } = layout;
  const first = Math.floor((view.x - MARGIN_PX.column) / pitch);
  const end = Math.ceil((view.x + right - left - MARGIN_PX.column) / pitch);
  return { first: Math.min(Math.max(first, 0), tokens), end: Math.min(Math.max(end, 0), tokens) };
}

/** Where the window is at first: at the latest tokens, and at the sentence below everything. */
export const firstView = ({ width, height, window }: WordLayout): View => ({
  x: width - window.width,
  y: height - window.height,
});

function fittingScale(rows: readonly WordRow[], height: number): number {
  const room = height - MARGIN_PX.top - MARGIN_PX.bottom;
  const fixed = topsOf(rows, 0).height;
  const scale = (room - fixed) / (topsOf(rows, 1).height - fixed);
  return scale < scales.least ? 1 : Math.min(scale, scales.most);
}

/** Where rows begin that stand upon each other, the last one highest. */
function topsOf(rows: readonly WordRow[], scale: number): { tops: readonly number[]; height: number } {
  const heights = rows.map((row) => rowHeightPx(row, scale));
  const height = heights.reduce((sum, each) => sum + each, 0);
  let below = height;
  return { tops: heights.map((each) => (below -= each)), height };
}

interface PlacedRow {
  readonly row: WordRow;
  readonly top: number;
  readonly height: number;
}

function blocksOf(
  placed: readonly PlacedRow[],
  sizes: { left: number; right: number; width: number; tokens: number; namesPx: number },
): BlockPlace[] {
  return placed.flatMap(({ row, top, height }, k): BlockPlace[] => {
    if (row.kind !== 'arcs') return [];
    const { scores, attention } = row;
    const block = attention.block ?? 0;
    const frames = placed.filter(({ row }) => row.kind === 'frame' && row.block === block);
    const arcs = { top, bottom: top + height };
    const frame = { top: frames[1].top + frames[1].height / 2, bottom: frames[0].top + frames[0].height / 2 };
    const above = placed[k + 1];
    const place = placeAttention({
      ...sizes,
      heads: attention.matrices,
      own: above.row.kind === 'matrix' ? { top: above.top, bottom: above.top + above.height } : undefined,
      frame,
      arcs,
    });
    return [{ block, ...frame, scores, attention, arcs, ...place }];
  });
}
