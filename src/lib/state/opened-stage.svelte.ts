import {
  cellArithmetic,
  Operations,
  parameterCountOf,
  positionField,
  traceLength,
  viewOf,
  type CellArithmetic,
  type MatrixView,
  type Numbers,
  type Operation,
  type Stage,
} from '$lib/engine/words';
import type { WordMachine } from './word-machine.svelte';

/** One number of the matrix on view. */
export interface MatrixCell {
  readonly row: number;
  readonly column: number;
}

/** The stage that is open: its matrix, the cell that is looked at, and how that came about. */
export class OpenedStage {
  readonly #machine: () => WordMachine;
  /** By click, touch or key; what has not been chosen is the last token's first number. */
  chosen = $state.raw<MatrixCell>();
  /** Under the pointer. */
  pointed = $state.raw<MatrixCell>();
  readonly #snapshot = $derived.by(() => this.#machine().run.snapshot);
  readonly #length = $derived(this.#snapshot?.trace.tokens.length ?? 0);
  readonly operations: Operations | undefined = $derived.by(() => {
    const { shape } = this.#machine();
    return shape && this.#length > 0 ? new Operations(shape, this.#length) : undefined;
  });
  /** Today's numbers; nothing until the worker has sent all there are. */
  readonly numbers: Numbers | undefined = $derived.by(() => {
    const { operations } = this;
    const snapshot = this.#snapshot;
    if (!operations || !snapshot?.parameters) return undefined;
    // A new run's shape is known before its first numbers come.
    const { trace, parameters } = snapshot;
    const fits =
      trace.values.length === traceLength(operations.stages) &&
      parameters.length === parameterCountOf(operations.shape);
    return fits ? { trace, parameters } : undefined;
  });
  /** Undefined where this transformer has no such stage. */
  readonly stage: Stage | undefined = $derived.by(() => {
    const { view } = this.#machine();
    const { operations } = this;
    const block = Math.min(view.block, (operations?.shape.blocks ?? 1) - 1);
    return operations?.stages.find(
      (stage) => stage.name === view.stage && (stage.block === undefined || stage.block === block),
    );
  });
  readonly head = $derived.by(() =>
    Math.min(this.#machine().view.head, (this.operations?.shape.heads ?? 1) - 1),
  );
  /** Positions are on view for all places there are, not for those of the sentence alone. */
  readonly size = $derived.by(() => {
    const { stage, operations } = this;
    if (!stage || !operations) return undefined;
    const rows = stage.name === 'position' ? operations.shape.context : stage.rows;
    return { rows, columns: stage.columns };
  });
  readonly cell: MatrixCell = $derived.by(() => {
    const { rows, columns } = this.size ?? { rows: 1, columns: 1 };
    const { row, column } = this.pointed ?? this.chosen ?? { row: (this.stage?.rows ?? 1) - 1, column: 0 };
    return { row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) };
  });
  /** Of what gives the cell that is looked at. */
  readonly operation: Operation | undefined = $derived.by(() => {
    const { operations, stage } = this;
    return stage && operations?.of(stage, this.#operationHead);
  });
  readonly #field = $derived.by(() => {
    const { operations, numbers, stage } = this;
    if (stage?.name !== 'position' || !operations || !numbers) return undefined;
    return positionField(operations, numbers.parameters);
  });

  constructor(machine: () => WordMachine) {
    this.#machine = machine;
  }

  /** The number of a cell of the matrix on view. */
  get at(): (row: number, column: number) => number {
    const { stage, numbers } = this;
    const field = this.#field;
    if (field && stage) return (row, column) => field[row * stage.columns + column];
    if (!stage || !numbers) return () => NaN;
    const { offset, rowStride } = viewOf(stage, this.head);
    return (row, column) => numbers.trace.values[offset + row * rowStride + column];
  }

  /** Whether the mask leaves a cell out. */
  get isLeftOut(): ((row: number, column: number) => boolean) | undefined {
    const { operations, stage } = this;
    const isMasked = operations?.shape.mask && (stage?.name === 'scores' || stage?.name === 'attention');
    return isMasked ? (row, column) => column > row : undefined;
  }

  get arithmetic(): CellArithmetic | undefined {
    const { operations, numbers, stage } = this;
    if (!operations || !numbers || !stage) return undefined;
    return cellArithmetic(operations, numbers, stage, { head: this.head, ...this.cell });
  }

  choose(cell: MatrixCell): void {
    this.chosen = cell;
    this.pointed = undefined;
  }

  /** The product that gives the cell, the head's alone where each head has its own. */
  get product(): Extract<Operation, { kind: 'product' }> | undefined {
    return this.operation?.kind === 'product' ? this.operation : undefined;
  }

  /** Column of the matrix on view at which the product's result begins. */
  get productFrom(): number {
    return this.stage?.name === 'mixed' ? this.#operationHead * this.#headSize : 0;
  }

  get #headSize(): number {
    const { width, heads } = this.operations!.shape;
    return width / heads;
  }

  /** What attention mixes has its heads beside each other. */
  get #operationHead(): number {
    if (this.stage?.name !== 'mixed') return this.head;
    return Math.floor(this.cell.column / this.#headSize);
  }

  /** The stage so many further on in the order of the data; undefined beyond the first and last. */
  neighbour(by: number): Stage | undefined {
    const { operations, stage } = this;
    const stages = operations?.stages ?? [];
    return stage && stages[stages.findIndex(({ offset }) => offset === stage.offset) + by];
  }

  open({ name, block }: Stage): void {
    this.pointed = undefined;
    this.#machine().changeView(block === undefined ? { stage: name } : { stage: name, block });
  }

  close(): void {
    this.#machine().changeView({ stage: 'none' });
  }

  get tokens(): readonly number[] {
    return this.#snapshot?.trace.tokens ?? [];
  }

  /** The attention of the head on view, whatever of it is open. */
  get attention(): ((row: number, column: number) => number) | undefined {
    const { operations, numbers, stage } = this;
    const attention = operations?.stages.find(
      ({ name, block }) => name === 'attention' && block === stage?.block,
    );
    if (!attention || !numbers) return undefined;
    const { offset, rowStride }: MatrixView = viewOf(attention, this.head);
    return (row, column) => numbers.trace.values[offset + row * rowStride + column];
  }
}
