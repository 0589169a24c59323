import type { Stage, StageName, TransformerShape } from '$lib/engine/words';
import { m } from '$lib/paraglide/messages.js';

/** What stands beside a stage on the drawing: short, since the place tells the rest. */
const names: Readonly<Record<Exclude<StageName, 'activated'>, () => string>> = {
  embedding: m.words_draw_embedding,
  position: m.words_draw_position,
  input: m.words_draw_input,
  norm1: m.words_draw_norm,
  query: m.words_draw_query,
  key: m.words_draw_key,
  value: m.words_draw_value,
  scores: m.words_draw_scores,
  attention: m.words_draw_attention,
  mixed: m.words_draw_mixed,
  projection: m.words_draw_projection,
  added1: m.words_draw_added,
  norm2: m.words_draw_norm,
  hidden: m.words_draw_hidden,
  contracted: m.words_draw_contracted,
  added2: m.words_draw_added,
  norm: m.words_draw_norm,
  logits: m.words_draw_logits,
  probabilities: m.words_draw_probabilities,
};
const activations = { relu: m.words_draw_relu, gelu: m.words_draw_gelu } as const;

export const drawnName = ({ name }: Stage, { activation }: TransformerShape) =>
  name === 'activated' ? activations[activation]() : names[name]();

/** Stages that a linear layer makes of others of another size. */
const sizesBefore: Partial<Record<StageName, (shape: TransformerShape, columns: number) => number>> = {
  query: ({ width }) => width,
  key: ({ width }) => width,
  value: ({ width }) => width,
  projection: ({ width }) => width,
  hidden: ({ width }) => width,
  contracted: (_, columns) => 4 * columns,
  logits: ({ width }) => width,
};

/** Rows of the embedding as 8 × 64; 64 → 256 where a layer has made so many numbers of each token's. */
export function drawnSize({ name, rows, columns }: Stage, shape: TransformerShape): string {
  const before = sizesBefore[name]?.(shape, columns);
  return before === undefined ? `${rows} × ${columns}` : `${before} → ${columns}`;
}

/** Whether a stage is of another size than the one below it, or comes out of a layer's weights. */
export const hasOwnSize = ({ name }: Stage) => name === 'embedding' || name in sizesBefore;

export function openName(stage: Stage, shape: TransformerShape): string {
  const name = drawnName(stage, shape);
  return stage.block === undefined
    ? m.words_draw_open({ stage: name })
    : m.words_draw_open_block({ stage: name, block: stage.block + 1 });
}
