import { NORM_EPSILON } from './shape';

/** Mean and variance (of all there are, not of a sample), as torch.nn.LayerNorm takes them. */
export function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}

/** Exponentials of the distances below the largest value, so that none overflows, and their sum. */
export function exponentialsOf(values: readonly number[]): {
  readonly largest: number;
  readonly exponentials: readonly number[];
  readonly sum: number;
} {
  const largest = Math.max(...values);
  const exponentials = values.map((value) => Math.exp(value - largest));
  return { largest, exponentials, sum: exponentials.reduce((sum, value) => sum + value, 0) };
}

/** Three ways to bring numbers to a common measure. */
export const normalizations = {
  /** The smallest becomes 0, the largest 1; all 0 where they are equal. */
  minMax(values) {
    const smallest = Math.min(...values);
    const range = Math.max(...values) - smallest;
    return values.map((value) => (range === 0 ? 0 : (value - smallest) / range));
  },
  /** All above 0, and together 1. */
  softmax(values) {
    const { exponentials, sum } = exponentialsOf(values);
    return exponentials.map((value) => value / sum);
  },
  /** Mean 0 and variance 1, before any weight and bias. */
  layerNorm(values) {
    const { mean, variance } = momentsOf(values);
    return values.map((value) => (value - mean) / Math.sqrt(variance + NORM_EPSILON));
  },
} as const satisfies Record<string, (values: readonly number[]) => readonly number[]>;
