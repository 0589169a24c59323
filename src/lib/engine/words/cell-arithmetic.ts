import { activations } from '../activations';
import { exponentialsOf, momentsOf } from './normalizations';
import { type Operations, type MatrixView } from './operation';
import { NORM_EPSILON } from './shape';
import { sinusoidOf, sinusoids } from './sinusoids';
import type { WordExperiment } from './spec';
import type { Stage, Trace } from './trace';

/** One number of a stage. */
export interface Cell {
  /** Of scores and attention; counted from 0. */
  readonly head: number;
  readonly row: number;
  readonly column: number;
}

/** How one number came about; each kind's `result` follows from what stands beside it. */
export type CellArithmetic =
  | {
      readonly kind: 'lookup';
      readonly by: 'token' | 'position';
      /** The token's id, or the position. */
      readonly index: number;
      readonly result: number;
    }
  /** sine or cosine of position / divisor */
  | {
      readonly kind: 'wave';
      readonly wave: 'sine' | 'cosine';
      readonly position: number;
      readonly divisor: number;
      /** Positions from one crest to the next. */
      readonly wavelength: number;
      readonly result: number;
    }
  | { readonly kind: 'sum'; readonly terms: readonly number[]; readonly result: number }
  /** Σ left · right, times the scale, plus the bias */
  | {
      readonly kind: 'product';
      readonly pairs: readonly (readonly [left: number, right: number])[];
      readonly scale: number;
      readonly bias?: number;
      readonly result: number;
    }
  /** exp(own − largest) / sum of exponentials; 0 where the mask leaves it out. */
  | {
      readonly kind: 'softmax';
      /** Those that the mask leaves. */
      readonly scores: readonly number[];
      readonly exponentials: readonly number[];
      readonly own: number;
      readonly largest: number;
      readonly sum: number;
      readonly isLeftOut: boolean;
      readonly result: number;
    }
  /** (value − mean) / √(variance + epsilon) · weight + bias */
  | {
      readonly kind: 'norm';
      readonly values: readonly number[];
      readonly value: number;
      readonly mean: number;
      readonly variance: number;
      readonly epsilon: number;
      readonly weight: number;
      readonly bias: number;
      readonly result: number;
    }
  | {
      readonly kind: 'activation';
      readonly name: WordExperiment['activation'];
      readonly value: number;
      readonly result: number;
    };

/** What adds a position to the embedding, for every position a transformer has: [context][width]. */
export function positionField(operations: Operations, parameters: Float32Array): Float32Array {
  const { context, width } = operations.shape;
  const stage = operations.stages.find(({ name }) => name === 'position');
  const operation = stage && operations.of(stage);
  if (operation?.kind === 'lookup') {
    return parameters.slice(operation.table.offset, operation.table.offset + context * width);
  }
  return sinusoids(context, width);
}

/** Where a matrix's numbers are found. */
export interface Numbers {
  readonly trace: Trace;
  /** In the order of `parameterTensors`. */
  readonly parameters: Float32Array;
}

/** One number of a matrix. */
export function numberAt({ trace, parameters }: Numbers, view: MatrixView, row: number, column: number) {
  const values = 'stage' in view.source ? trace.values : parameters;
  return values[view.offset + row * view.rowStride + column * view.columnStride];
}

/** How a stage's number came about, with today's numbers. */
export function cellArithmetic(
  operations: Operations,
  numbers: Numbers,
  stage: Stage,
  { head, row, column }: Cell,
): CellArithmetic {
  const { shape } = operations;
  const at = (view: MatrixView, y: number, x: number) => numberAt(numbers, view, y, x);
  const rowOf = (view: MatrixView) => Array.from({ length: view.columns }, (_, x) => at(view, row, x));
  const D = shape.width / shape.heads;
  const isMixed = stage.name === 'mixed';
  const operation = operations.of(stage, isMixed ? Math.floor(column / D) : head);
  switch (operation.kind) {
    case 'lookup': {
      const { by, table } = operation;
      const index = by === 'token' ? numbers.trace.tokens[row] : row;
      return { kind: 'lookup', by, index, result: at(table, index, column) };
    }
    case 'wave': {
      const { wave, divisor, at: valueAt } = sinusoidOf(column, shape.width);
      const wavelength = 2 * Math.PI * divisor;
      return { kind: 'wave', wave, position: row, divisor, wavelength, result: valueAt(row) };
    }
    case 'sum': {
      const terms = operation.addends.map((addend) => at(addend, row, column));
      return { kind: 'sum', terms, result: sumOf(terms) };
    }
    case 'product': {
      const { left, right, scale } = operation;
      const x = isMixed ? column % D : column;
      const pairs = rowOf(left).map((value, k) => [value, at(right, k, x)] as const);
      const bias = operation.bias && at(operation.bias, 0, x);
      const result = scale * sumOf(pairs.map(([one, other]) => one * other)) + (bias ?? 0);
      return { kind: 'product', pairs, scale, bias, result };
    }
    case 'softmax': {
      const own = at(operation.scores, row, column);
      const all = rowOf(operation.scores);
      const scores = operation.isMasked ? all.slice(0, row + 1) : all;
      const { largest, exponentials, sum } = exponentialsOf(scores);
      const isLeftOut = column >= scores.length;
      const result = isLeftOut ? 0 : exponentials[column] / sum;
      return { kind: 'softmax', scores, exponentials, own, largest, sum, isLeftOut, result };
    }
    case 'norm': {
      const values = rowOf(operation.input);
      const { mean, variance } = momentsOf(values);
      const value = values[column];
      const [weight, bias] = [operation.weight, operation.bias].map((view) => at(view, 0, column));
      const result = ((value - mean) / Math.sqrt(variance + NORM_EPSILON)) * weight + bias;
      return { kind: 'norm', values, value, mean, variance, epsilon: NORM_EPSILON, weight, bias, result };
    }
    case 'activation': {
      const { name, input } = operation;
      const value = at(input, row, column);
      return { kind: 'activation', name, value, result: activations[name].value(value) };
    }
    default:
      return operation satisfies never;
  }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
