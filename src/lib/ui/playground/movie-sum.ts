import type { Playground } from '$lib/state/playground.svelte';
import { weightText } from '../text';

export interface WeekendSum {
  /** What each factor adds: its value (0 or 1) times its weight. */
  readonly parts: readonly number[];
  readonly sum: number;
  readonly threshold: number;
}

/** Three weights and the bias, where the network is one perceptron; a snapshot of another one may still be there. */
export function perceptronParameters({ topology, run }: Playground): Float32Array | undefined {
  const parameters = run.snapshot?.parameters;
  return topology.layers.length === 1 && parameters?.length === 4 ? parameters : undefined;
}

/**
 * A perceptron's sum for one weekend against its threshold, which is the bias with the other sign.
 * @param parameters three weights and the bias
 */
export function weekendSum(parameters: Float32Array, weekend: readonly number[]): WeekendSum {
  const parts = weekend.map((factor, index) => factor * parameters[index]);
  return { parts, sum: parts.reduce((total, part) => total + part, 0), threshold: -parameters[3] };
}

/** For example "12 > 8". */
export function sumText({ sum, threshold }: WeekendSum): string {
  return `${weightText(sum)} ${sum > threshold ? '>' : '≤'} ${weightText(threshold)}`;
}
