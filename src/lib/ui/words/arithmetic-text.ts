import type { CellArithmetic } from '$lib/engine/words';
import { m } from '$lib/paraglide/messages.js';

const DIGITS = 3;
/** Of numbers in a table, whose sums can be checked. */
const TABLE_DIGITS = 5;
/** Terms that are written out at the beginning of a line. */
const FIRST_TERMS = 3;

/** A number with a few digits and a real minus. */
export function numberText(value: number, digits = DIGITS): string {
  if (!Number.isFinite(value)) return String(value).replace('-', '−');
  return String(Number(value.toPrecision(digits))).replace('-', '−');
}

/** A number that stands after a sign. */
const operandText = (value: number) => (value < 0 ? `(${numberText(value)})` : numberText(value));

/** A number in a table. */
const entryText = (value: number) => numberText(value, TABLE_DIGITS);

/** Two numbers that are multiplied. */
export const pairText = ([left, right]: readonly [number, number]) =>
  `${operandText(left)} · ${operandText(right)}`;

/** Sums of many terms by their first and last ones. */
function sumText(terms: readonly string[]): string {
  if (terms.length <= FIRST_TERMS + 2) return terms.join(' + ');
  return [...terms.slice(0, FIRST_TERMS), '…', terms.at(-1)].join(' + ');
}

/** The line that says how a number came about. */
export function arithmeticText(
  arithmetic: CellArithmetic,
  place: { readonly token: string; readonly column: number },
): string {
  const result = numberText(arithmetic.result);
  switch (arithmetic.kind) {
    case 'lookup': {
      const { by, index } = arithmetic;
      const where =
        by === 'token'
          ? m.words_cell_row_of_token({ index, ...place })
          : m.words_cell_row_of_position({ index, column: place.column });
      return `${where} = ${result}`;
    }
    case 'wave': {
      const { wave, position, divisor, wavelength } = arithmetic;
      const name = wave === 'sine' ? 'sin' : 'cos';
      const length = m.words_cell_wavelength({ length: numberText(wavelength) });
      return `${name}(${position} / ${numberText(divisor)}) = ${name}(${numberText(position / divisor)}) = ${result}. ${length}`;
    }
    case 'sum':
      return `${arithmetic.terms.map(operandText).join(' + ')} = ${result}`;
    case 'product': {
      const { pairs, scale, bias } = arithmetic;
      const sum = sumText(pairs.map(pairText));
      if (bias !== undefined) return `${sum} + ${operandText(bias)} = ${result}`;
      return scale === 1 ? `${sum} = ${result}` : `(${sum}) / √${pairs.length} = ${result}`;
    }
    case 'softmax': {
      const { isLeftOut, scores, own } = arithmetic;
      if (isLeftOut) return `${m.words_cell_left_out()}: ${result}`;
      const sum = sumText(scores.map((score) => `e^${operandText(score)}`));
      return `e^${operandText(own)} / (${sum}) = ${result}`;
    }
    case 'norm': {
      const { value, mean, variance, epsilon, weight, bias } = arithmetic;
      const deviation = `(${numberText(value)} − ${operandText(mean)})`;
      const root = `√(${numberText(variance)} + ${numberText(epsilon)})`;
      return `${deviation} / ${root} · ${operandText(weight)} + ${operandText(bias)} = ${result}`;
    }
    case 'activation': {
      const value = arithmetic.value;
      if (arithmetic.name === 'relu') return `max(0, ${numberText(value)}) = ${result}`;
      return `${operandText(value)} · Φ(${numberText(value)}) = ${result}`;
    }
    default:
      return arithmetic satisfies never;
  }
}

/** All terms of a number as a table; undefined where the line says everything. */
export interface TermTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note?: string;
  /** The row of the number itself. */
  readonly own?: number;
}

/** @param columnOf what a term of a softmax is called */
export function termTable(
  arithmetic: CellArithmetic,
  column: number,
  columnOf: (index: number) => string,
): TermTable | undefined {
  switch (arithmetic.kind) {
    case 'product': {
      let sum = 0;
      const rows = arithmetic.pairs.map(([left, right], k) => {
        sum += left * right;
        return [String(k), ...[left, right, left * right, sum].map(entryText)];
      });
      const heads = [
        m.words_cell_column_index(),
        m.words_cell_column_left(),
        m.words_cell_column_right(),
        m.words_cell_column_product(),
        m.words_cell_column_sum(),
      ];
      return { heads, rows };
    }
    case 'softmax': {
      const { scores, exponentials, sum } = arithmetic;
      const rows = scores.map((score, k) => [
        columnOf(k),
        ...[score, exponentials[k], exponentials[k] / sum].map(entryText),
      ]);
      const heads = [
        m.words_cell_column_index(),
        m.words_cell_column_score(),
        m.words_cell_column_exponential(),
        m.words_cell_column_share(),
      ];
      return { heads, rows, own: column };
    }
    case 'norm': {
      const { values, mean, variance } = arithmetic;
      const rows = values.map((value, k) => [String(k), ...[value, value - mean].map(entryText)]);
      const heads = [
        m.words_cell_column_index(),
        m.words_cell_column_value(),
        m.words_cell_column_deviation(),
      ];
      const note = m.words_cell_moments({ mean: numberText(mean), variance: numberText(variance) });
      return { heads, rows, note, own: column };
    }
    default:
      return undefined;
  }
}
