import type { Stage, StageName, TransformerShape } from '$lib/engine/words';
import { m } from '$lib/paraglide/messages.js';
import { inSentence } from '$lib/state/in-sentence';
import { stageName } from './stage-text';

/** What stands beside a stage on the drawing where its name can be shorter, since the place tells the rest. */
const names: Readonly<Partial<Record<StageName, () => string>>> = {
  position: m.words_draw_position,
  input: m.words_draw_input,
  norm1: m.words_draw_norm,
  query: m.words_draw_query,
  key: m.words_draw_key,
  value: m.words_draw_value,
  added1: m.words_draw_added,
  norm2: m.words_draw_norm,
  hidden: m.words_draw_hidden,
  contracted: m.words_draw_contracted,
  added2: m.words_draw_added,
  norm: m.words_draw_norm,
};
const activations = { relu: m.option_activation_relu, gelu: m.option_activation_gelu } as const;

export const drawnName = ({ name }: Stage, { activation }: TransformerShape) =>
  name === 'activated' ? activations[activation]() : (names[name]?.() ?? inSentence(stageName(name)));

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
