import { describe, expect, it } from 'vitest';
import { createRandom } from '$lib/engine/random';
import {
  cellArithmetic,
  Operations,
  parameterCountOf,
  positionField,
  referenceTransformer,
  stagesOf,
  traceLength,
  type CellArithmetic,
  type Numbers,
  type TransformerShape,
} from '$lib/engine/words';

const base: TransformerShape = {
  vocabulary: 7,
  context: 6,
  width: 8,
  heads: 2,
  blocks: 2,
  positions: 'sinusoidal',
  mask: true,
  feedForward: true,
  activation: 'gelu',
  norm: 'before',
};
const shapes: readonly (readonly [string, Partial<TransformerShape>])[] = [
  ['as it is', {}],
  ['with learned positions', { positions: 'learned' }],
  ['without positions', { positions: 'none' }],
  ['without a mask', { mask: false }],
  ['with four heads and one block', { heads: 4, blocks: 1 }],
  ['without feed-forward', { feedForward: false }],
  ['with ReLU', { activation: 'relu' }],
  ['with norm after', { norm: 'after' }],
  ['without norm', { norm: 'none' }],
  ['with norm after, without feed-forward', { norm: 'after', feedForward: false }],
];
const tokens = [1, 4, 0, 6, 4];

function numbersOf(shape: TransformerShape): Numbers {
  const random = createRandom('arithmetic');
  const parameters = Float32Array.from({ length: parameterCountOf(shape) }, () => 2 * random() - 1);
  const model = referenceTransformer(shape, 1);
  model.writeParameters(parameters);
  const values = new Float32Array(traceLength(stagesOf(shape, tokens.length)));
  model.trace(tokens, values);
  return { trace: { tokens, values }, parameters };
}

/** The number that what is written down about a cell makes, by pocket calculator. */
function recomputed(of: CellArithmetic): number {
  switch (of.kind) {
    case 'lookup':
      return of.result;
    case 'wave':
      return Math.sin(of.position / of.divisor + (of.wave === 'cosine' ? Math.PI / 2 : 0));
    case 'sum':
      return of.terms.reduce((sum, term) => sum + term, 0);
    case 'product': {
      let sum = 0;
      for (const [left, right] of of.pairs) sum += left * right;
      return sum * of.scale + (of.bias ?? 0);
    }
    case 'softmax': {
      let sum = 0;
      for (const score of of.scores) sum += Math.exp(score);
      return of.isLeftOut ? 0 : Math.exp(of.own) / sum;
    }
    case 'norm': {
      const n = of.values.length;
      const mean = of.values.reduce((sum, value) => sum + value) / n;
      const variance = of.values.reduce((sum, value) => sum + value * value, 0) / n - mean * mean;
      return ((of.value - mean) / Math.sqrt(variance + of.epsilon)) * of.weight + of.bias;
    }
    case 'activation': {
      if (of.name === 'relu') return Math.max(0, of.value);
      // Φ by the trapezoidal rule from −8.
      const step = (of.value + 8) / 4000;
      const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      let area = -0.5 * (density(-8) + density(of.value)) * step;
      for (let k = 0; k <= 4000; k++) area += density(-8 + k * step) * step;
      return of.value * area;
    }
    default:
      return of satisfies never;
  }
}

describe('how a number came about', () => {
  it.each(shapes)('tells every number of the trace, %s', (_, change) => {
    const shape = { ...base, ...change };
    const operations = new Operations(shape, tokens.length);
    const numbers = numbersOf(shape);
    let worst = 0;
    for (const stage of operations.stages) {
      const { matrices, rows, columns, offset } = stage;
      for (let k = 0; k < matrices * rows * columns; k++) {
        const head = Math.floor(k / (rows * columns));
        const cell = { head, row: Math.floor(k / columns) % rows, column: k % columns };
        const arithmetic = cellArithmetic(operations, numbers, stage, cell);
        const expected = numbers.trace.values[offset + k];
        for (const value of [arithmetic.result, recomputed(arithmetic)]) {
          const excess = Math.abs(value - expected) / (1 + Math.abs(expected));
          if (!(excess <= worst)) worst = excess;
        }
        if (worst > 1e-4) expect.fail(`${stage.name} ${JSON.stringify(cell)}: ${JSON.stringify(arithmetic)}`);
      }
    }
    expect(worst).toBeLessThan(1e-5);
  });

  it('says what the mask leaves out, and nothing of what comes after', () => {
    const operations = new Operations(base, tokens.length);
    const numbers = numbersOf(base);
    const attention = operations.stages.find(({ name }) => name === 'attention')!;
    const later = cellArithmetic(operations, numbers, attention, { head: 1, row: 2, column: 3 });
    expect(later).toMatchObject({ kind: 'softmax', isLeftOut: true, result: 0 });
    expect(later.kind === 'softmax' && later.scores).toHaveLength(3);
  });

  it.each(['sinusoidal', 'learned'] as const)('has a row for every %s position there is', (positions) => {
    const shape = { ...base, positions };
    const operations = new Operations(shape, tokens.length);
    const numbers = numbersOf(shape);
    const field = positionField(operations, numbers.parameters);
    expect(field).toHaveLength(shape.context * shape.width);
    const stage = operations.stages.find(({ name }) => name === 'position')!;
    const known = numbers.trace.values.subarray(stage.offset, stage.offset + tokens.length * shape.width);
    expect(field.slice(0, known.length)).toEqual(known.slice());
    const last = { head: 0, row: shape.context - 1, column: 3 };
    const { result } = cellArithmetic(operations, numbers, stage, last);
    expect(result).toBeCloseTo(field[last.row * shape.width + last.column], 6);
  });
});
