import type { WordExperiment } from './spec';
import { parameterTensors, type TransformerShape } from './shape';
import { stagesOf, type Stage, type StageName } from './trace';

/** A matrix that takes part in an operation: some of a trace's numbers or of the parameters, by rows and columns. */
export interface MatrixView {
  /** Where its numbers are: in the trace of a stage, or among the parameters of a tensor. */
  readonly source: { readonly stage: Stage } | { readonly tensor: string };
  readonly rows: number;
  readonly columns: number;
  /** Of its first number in the trace or among the parameters. */
  readonly offset: number;
  /** From one row, or column, to the next. */
  readonly rowStride: number;
  readonly columnStride: number;
}

/** How a stage comes about from what stands before it. */
export type Operation =
  /** Each token takes the row of its id, or of its position. */
  | { readonly kind: 'lookup'; readonly by: 'token' | 'position'; readonly table: MatrixView }
  /** Sines in even, cosines in odd columns. */
  | { readonly kind: 'wave' }
  | { readonly kind: 'sum'; readonly addends: readonly MatrixView[] }
  /** left × right · scale + bias */
  | {
      readonly kind: 'product';
      readonly left: MatrixView;
      readonly right: MatrixView;
      readonly result: MatrixView;
      readonly scale: number;
      /** One row. */
      readonly bias?: MatrixView;
    }
  /** Along rows; a masked one only over what each token may see. */
  | { readonly kind: 'softmax'; readonly scores: MatrixView; readonly isMasked: boolean }
  /** Along rows, then times the weight plus the bias, one row each. */
  | {
      readonly kind: 'norm';
      readonly input: MatrixView;
      readonly weight: MatrixView;
      readonly bias: MatrixView;
    }
  | {
      readonly kind: 'activation';
      readonly name: WordExperiment['activation'];
      readonly input: MatrixView;
    };

/** What computes each stage of a transformer, for a sentence of some length. */
export class Operations {
  readonly shape: TransformerShape;
  readonly stages: readonly Stage[];
  readonly #tensors: ReadonlyMap<string, { shape: readonly number[]; offset: number }>;

  constructor(shape: TransformerShape, length: number) {
    this.shape = shape;
    this.stages = stagesOf(shape, length);
    this.#tensors = new Map(parameterTensors(shape).map((tensor) => [tensor.name, tensor]));
  }

  /**
   * The operation that gives a stage.
   * @param head of scores, attention, and what attention mixes
   */
  of(stage: Stage, head = 0): Operation {
    const { shape } = this;
    const { name, block } = stage;
    const D = shape.width / shape.heads;
    const inBlock = (other: StageName) => this.#view(other, block);
    const linear = (left: MatrixView, layer: string): Operation => {
      const right = transposed(this.#tensor(`${layer}.weight`));
      const bias = this.#tensor(`${layer}.bias`);
      return { kind: 'product', left, right, result: viewOf(stage), scale: 1, bias };
    };
    const norm = (input: MatrixView, layer: string): Operation => {
      return {
        kind: 'norm',
        input,
        weight: this.#tensor(`${layer}.weight`),
        bias: this.#tensor(`${layer}.bias`),
      };
    };
    const intoAttention = () => (shape.norm === 'before' ? inBlock('norm1') : this.#intoBlock(block!));
    switch (name) {
      case 'embedding':
        return { kind: 'lookup', by: 'token', table: this.#tensor('embedding.weight') };
      case 'position':
        if (shape.positions !== 'learned') return { kind: 'wave' };
        return { kind: 'lookup', by: 'position', table: this.#tensor('positions.weight') };
      case 'input': {
        const parts: StageName[] = shape.positions === 'none' ? ['embedding'] : ['embedding', 'position'];
        return { kind: 'sum', addends: parts.map((part) => this.#view(part)) };
      }
      case 'norm1': {
        const input = shape.norm === 'before' ? this.#intoBlock(block!) : inBlock('added1');
        return norm(input, `blocks.${block}.norm1`);
      }
      case 'query':
      case 'key':
      case 'value':
        return linear(intoAttention(), `blocks.${block}.attention.${name}`);
      case 'scores':
        return {
          kind: 'product',
          left: columnsOf(inBlock('query'), head * D, D),
          right: transposed(columnsOf(inBlock('key'), head * D, D)),
          result: viewOf(stage, head),
          scale: 1 / Math.sqrt(D),
        };
      case 'attention':
        return { kind: 'softmax', scores: this.#view('scores', block, head), isMasked: shape.mask };
      case 'mixed':
        return {
          kind: 'product',
          left: this.#view('attention', block, head),
          right: columnsOf(inBlock('value'), head * D, D),
          result: columnsOf(viewOf(stage), head * D, D),
          scale: 1,
        };
      case 'projection':
        return linear(inBlock('mixed'), `blocks.${block}.attention.projection`);
      case 'added1':
        return { kind: 'sum', addends: [this.#intoBlock(block!), inBlock('projection')] };
      case 'norm2':
        return norm(inBlock(shape.norm === 'before' ? 'added1' : 'added2'), `blocks.${block}.norm2`);
      case 'hidden': {
        const input = { before: 'norm2', after: 'norm1', none: 'added1' } as const;
        return linear(inBlock(input[shape.norm]), `blocks.${block}.feedForward.expand`);
      }
      case 'activated':
        return { kind: 'activation', name: shape.activation, input: inBlock('hidden') };
      case 'contracted':
        return linear(inBlock('activated'), `blocks.${block}.feedForward.contract`);
      case 'added2': {
        const kept = inBlock(shape.norm === 'after' ? 'norm1' : 'added1');
        return { kind: 'sum', addends: [kept, inBlock('contracted')] };
      }
      case 'norm':
        return norm(this.#intoBlock(shape.blocks), 'norm');
      case 'logits':
        return linear(shape.norm === 'before' ? this.#view('norm') : this.#intoBlock(shape.blocks), 'output');
      case 'probabilities':
        return { kind: 'softmax', scores: this.#view('logits'), isMasked: false };
      default:
        return name satisfies never;
    }
  }

  /** What a block takes in: what the one before it gave; after the last one, what all of them gave. */
  #intoBlock(block: number): MatrixView {
    if (block === 0) return this.#view('input');
    return viewOf(this.stages.findLast((stage) => stage.block === block - 1)!);
  }

  #view(name: StageName, block?: number, matrix = 0): MatrixView {
    return viewOf(
      this.stages.find((stage) => stage.name === name && stage.block === block)!,
      matrix,
    );
  }

  /** One row, where a tensor has one dimension. */
  #tensor(name: string): MatrixView {
    const { shape, offset } = this.#tensors.get(name)!;
    const columns = shape.at(-1)!;
    const rows = shape.length > 1 ? shape[0] : 1;
    return { source: { tensor: name }, rows, columns, offset, rowStride: columns, columnStride: 1 };
  }
}

/** A stage's matrix, of scores and attention that of one head. */
export function viewOf(stage: Stage, matrix = 0): MatrixView {
  const { rows, columns } = stage;
  const offset = stage.offset + (stage.matrices > 1 ? matrix * rows * columns : 0);
  return { source: { stage }, rows, columns, offset, rowStride: columns, columnStride: 1 };
}

const columnsOf = (view: MatrixView, from: number, columns: number): MatrixView => ({
  ...view,
  columns,
  offset: view.offset + from * view.columnStride,
});

const transposed = (view: MatrixView): MatrixView => ({
  ...view,
  rows: view.columns,
  columns: view.rows,
  rowStride: view.columnStride,
  columnStride: view.rowStride,
});
