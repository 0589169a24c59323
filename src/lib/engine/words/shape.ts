import type { WordExperiment } from './spec';

/** The sizes and switches that say what a transformer computes. */
export interface TransformerShape {
  /** V, tokens there are. */
  readonly vocabulary: number;
  /** T, tokens it sees at once, at most. */
  readonly context: number;
  /** C, numbers per token; a multiple of `heads`. */
  readonly width: number;
  /** H; each has width / heads numbers per token. */
  readonly heads: number;
  readonly blocks: number;
  readonly positions: WordExperiment['positions'];
  readonly mask: boolean;
  readonly feedForward: boolean;
  readonly activation: WordExperiment['activation'];
  readonly norm: WordExperiment['norm'];
}

/** Hidden numbers of the feed-forward layer for each number of the width. */
export const EXPANSION = 4;
/** Added to the variance that a norm divides by, as torch.nn.LayerNorm has it. */
export const NORM_EPSILON = 1e-5;

/** One tensor among the parameters, as torch.nn.Module's state_dict would name and shape it. */
export interface ParameterTensor {
  readonly name: string;
  /** Linear layers: [outputs, inputs]. */
  readonly shape: readonly number[];
  /** Of its first number among all parameters. */
  readonly offset: number;
  readonly length: number;
}

/** All parameters of a transformer in their one order: tensors follow each other without gaps. */
export function parameterTensors(shape: TransformerShape): readonly ParameterTensor[] {
  const { vocabulary: V, context: T, width: C, blocks, positions, feedForward, norm } = shape;
  const F = EXPANSION * C;
  const tensors: ParameterTensor[] = [];
  let offset = 0;
  const add = (name: string, ...sizes: number[]) => {
    const length = sizes.reduce((product, size) => product * size, 1);
    tensors.push({ name, shape: sizes, offset, length });
    offset += length;
  };
  const addLinear = (name: string, outputs: number, inputs: number) => {
    add(`${name}.weight`, outputs, inputs);
    add(`${name}.bias`, outputs);
  };
  const addNorm = (name: string) => {
    add(`${name}.weight`, C);
    add(`${name}.bias`, C);
  };
  add('embedding.weight', V, C);
  if (positions === 'learned') add('positions.weight', T, C);
  for (let b = 0; b < blocks; b++) {
    const block = `blocks.${b}`;
    if (norm !== 'none') addNorm(`${block}.norm1`);
    for (const part of ['query', 'key', 'value', 'projection']) addLinear(`${block}.attention.${part}`, C, C);
    if (!feedForward) continue;
    if (norm !== 'none') addNorm(`${block}.norm2`);
    addLinear(`${block}.feedForward.expand`, F, C);
    addLinear(`${block}.feedForward.contract`, C, F);
  }
  if (norm === 'before') addNorm('norm');
  addLinear('output', V, C);
  return tensors;
}

/** How many numbers a transformer learns. */
export function parameterCountOf(shape: TransformerShape): number {
  return parameterTensors(shape).reduce((sum, { length }) => sum + length, 0);
}

/** The transformer that an experiment asks for, once its text's vocabulary is known. */
export function shapeOf(experiment: WordExperiment, vocabulary: number): TransformerShape {
  const { context, width, heads, blocks, positions, mask, feedForward, activation, norm } = experiment;
  return { vocabulary, context, width, heads, blocks, positions, mask, feedForward, activation, norm };
}
