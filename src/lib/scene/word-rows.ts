import type { Stage, StageName } from '$lib/engine/words';

/** A row of the drawing before it has a place, from the sentence's tokens up. */
export type WordRow =
  | { readonly kind: 'tokens' | 'ids' | 'next' }
  /** A small picture of every token's numbers. */
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** Attention as arcs between the columns. */
  | { readonly kind: 'arcs'; readonly scores: Stage; readonly attention: Stage }
  /** Room that a narrow drawing gives the attention matrix, which otherwise stands at the right. */
  | { readonly kind: 'matrix'; readonly attention: Stage }
  /** A block's frame begins or ends. */
  | { readonly kind: 'frame'; readonly block: number };

/** How high rows are where nothing is scaled, in CSS pixels. */
const heights = { tokens: 26, ids: 16, next: 40, arcs: 92, matrix: 186, frame: 13 } as const;
/** Of stages: with as many numbers as the width, with more, and with one for each token there is. */
const stageHeights = { ordinary: 20, wide: 25, vocabulary: 28 } as const;
/** These rows hold what does not grow with the others. */
const unscaled: ReadonlySet<WordRow['kind']> = new Set(['matrix', 'next', 'frame']);

const overVocabulary: ReadonlySet<StageName> = new Set(['logits', 'probabilities']);
const wide: ReadonlySet<StageName> = new Set(['hidden', 'activated']);

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
    rows.push({ kind: 'arcs', scores: stage, attention });
    if (isNarrow) rows.push({ kind: 'matrix', attention });
  });
  if (isNarrow) rows.push({ kind: 'next' });
  return rows;
}

export function rowHeightPx(row: WordRow, scale: number): number {
  const height = row.kind === 'stage' ? stageHeightPx(row.stage) : heights[row.kind];
  return unscaled.has(row.kind) ? height : height * scale;
}

function stageHeightPx({ name }: Stage): number {
  if (overVocabulary.has(name)) return stageHeights.vocabulary;
  return wide.has(name) ? stageHeights.wide : stageHeights.ordinary;
}

/** The cells in which so many numbers of one token stand, row by row. */
export function gridOf(numbers: number): { columns: number; rows: number } {
  const columns = numbers <= 16 ? 8 : numbers <= 128 ? 16 : 32;
  return { columns, rows: Math.ceil(numbers / columns) };
}
