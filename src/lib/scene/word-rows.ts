import type { Stage } from '$lib/engine/words';

/** A row of the drawing before it has a place, from the sentence's tokens up. */
export type WordRow =
  | { readonly kind: 'tokens' | 'ids' | 'next' }
  /** A small picture of every token's numbers. */
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** Attention as arcs between the columns. */
  | { readonly kind: 'arcs'; readonly scores: Stage; readonly attention: Stage; readonly heightPx: number }
  /** Room that a narrow drawing gives the attention matrix, which otherwise stands at the right. */
  | { readonly kind: 'matrix'; readonly attention: Stage }
  /** A block's frame begins or ends. */
  | { readonly kind: 'frame'; readonly block: number };

/** How high rows are where nothing is scaled, in CSS pixels. */
const heights = { tokens: 26, ids: 15, next: 40, matrix: 186, frame: 12 } as const;
/** Of arcs, which have more room where the matrix does not stand beside them. */
const arcsHeights = { beside: 78, apart: 104 } as const;
/** Of a stage: what a fingertip needs of its button. */
const STAGE_PX = 24;
/** These rows hold what does not grow with the others. */
const unscaled: ReadonlySet<WordRow['kind']> = new Set(['matrix', 'next', 'frame']);

/** The rows of these stages, from bottom to top. */
export function wordRows(stages: readonly Stage[], isNarrow: boolean): readonly WordRow[] {
  const rows: WordRow[] = [{ kind: 'tokens' }, { kind: 'ids' }];
  let block: number | undefined;
  stages.forEach((stage, position) => {
    if (stage.block !== block) {
      if (block !== undefined) rows.push({ kind: 'frame', block });
      if (stage.block !== undefined) rows.push({ kind: 'frame', block: stage.block });
      block = stage.block;
    }
    // Scores and attention, which follow each other, are one row.
    if (stage.name === 'attention') return;
    if (stage.name !== 'scores') return rows.push({ kind: 'stage', stage });
    const attention = stages[position + 1];
    const heightPx = isNarrow ? arcsHeights.apart : arcsHeights.beside;
    rows.push({ kind: 'arcs', scores: stage, attention, heightPx });
    if (isNarrow) rows.push({ kind: 'matrix', attention });
  });
  if (isNarrow) rows.push({ kind: 'next' });
  return rows;
}

export function rowHeightPx(row: WordRow, scale: number): number {
  const height = row.kind === 'stage' ? STAGE_PX : row.kind === 'arcs' ? row.heightPx : heights[row.kind];
  return unscaled.has(row.kind) ? height : height * scale;
}

/** The cells in which so many numbers of one token stand, row by row. */
export function gridOf(numbers: number): { columns: number; rows: number } {
  const columns = numbers <= 16 ? 8 : numbers <= 128 ? 16 : 32;
  return { columns, rows: Math.ceil(numbers / columns) };
}
