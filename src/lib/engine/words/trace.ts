import { EXPANSION, type TransformerShape } from './shape';

/** What a transformer computes on its way from tokens to probabilities, one matrix after another. */
export type StageName =
  /** Rows of the embedding matrix, [token][width]. */
  | 'embedding'
  /** Sines and cosines, or learned rows; absent without positions. */
  | 'position'
  /** Their sum. */
  | 'input'
  | 'norm1'
  | 'query'
  | 'key'
  | 'value'
  /** q · k / √(width / heads) for each head, before the mask: [head][token that looks][token looked at]. */
  | 'scores'
  /** Their softmax over what the mask leaves; 0 beyond. */
  | 'attention'
  /** Sums of values weighted by attention, the heads beside each other. */
  | 'mixed'
  | 'projection'
  /** What went into the block and the projection. */
  | 'added1'
  | 'norm2'
  /** Before the activation, [token][4 · width]. */
  | 'hidden'
  | 'activated'
  | 'contracted'
  /** `added1` (with norm after: `norm1`) and `contracted`. */
  | 'added2'
  | 'norm'
  /** [token][vocabulary] */
  | 'logits'
  | 'probabilities';

export interface Stage {
  readonly name: StageName;
  /** Counted from 0; undefined outside blocks. */
  readonly block?: number;
  /** 1 except of scores and attention. */
  readonly matrices: number;
  readonly rows: number;
  readonly columns: number;
  /** Of its first number in a trace. */
  readonly offset: number;
}

/**
 * The stages of a transformer for a sentence of `length` tokens, in the order in which data flow, and where each
 * stands in a trace. Norms are before or after their layer as the shape says; absent parts have no stage.
 */
export function stagesOf(shape: TransformerShape, length: number): readonly Stage[] {
  const { vocabulary, width, heads, blocks, positions, feedForward, norm } = shape;
  const stages: Stage[] = [];
  let offset = 0;
  const add = (name: StageName, block: number | undefined, columns = width, matrices = 1) => {
    stages.push({ name, block, matrices, rows: length, columns, offset });
    offset += matrices * length * columns;
  };
  add('embedding', undefined);
  if (positions !== 'none') add('position', undefined);
  add('input', undefined);
  for (let block = 0; block < blocks; block++) {
    if (norm === 'before') add('norm1', block);
    for (const name of ['query', 'key', 'value'] as const) add(name, block);
    for (const name of ['scores', 'attention'] as const) add(name, block, length, heads);
    for (const name of ['mixed', 'projection', 'added1'] as const) add(name, block);
    if (norm === 'after') add('norm1', block);
    if (!feedForward) continue;
    if (norm === 'before') add('norm2', block);
    for (const name of ['hidden', 'activated'] as const) add(name, block, EXPANSION * width);
    for (const name of ['contracted', 'added2'] as const) add(name, block);
    if (norm === 'after') add('norm2', block);
  }
  if (norm === 'before') add('norm', undefined);
  for (const name of ['logits', 'probabilities'] as const) add(name, undefined, vocabulary);
  return stages;
}

/** Numbers in a trace of these stages. */
export function traceLength(stages: readonly Stage[]): number {
  return stages.reduce((sum, { matrices, rows, columns }) => sum + matrices * rows * columns, 0);
}

/** The stages of one transformer, laid out once for each length of a sentence. */
export class StageLayouts {
  readonly #shape: TransformerShape;
  /** By the length of the sentence. */
  readonly #layouts: (readonly Stage[])[] = [];

  constructor(shape: TransformerShape) {
    this.#shape = shape;
  }

  of(length: number): readonly Stage[] {
    return (this.#layouts[length] ??= stagesOf(this.#shape, length));
  }
}

/** All that was computed for one sentence, as `stagesOf` lays it out. */
export interface Trace {
  readonly tokens: readonly number[];
  readonly values: Float32Array;
}
