export interface WeekendSum {
  /** What each factor adds: its value (0 or 1) times its weight. */
  readonly parts: readonly number[];
  readonly sum: number;
  readonly threshold: number;
}

/**
 * A perceptron's sum for one weekend against its threshold, which is the bias with the other sign.
 * @param parameters three weights and the bias
 */
export function weekendSum(parameters: Float32Array, weekend: readonly number[]): WeekendSum {
  const parts = weekend.map((factor, index) => factor * parameters[index]);
  return { parts, sum: parts.reduce((total, part) => total + part, 0), threshold: -parameters[3] };
}
