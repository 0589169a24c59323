import type { Side } from '$lib/state/side';
import type { WeekendSum } from '$lib/state/weekend-sum';
import { weightText } from '../text';

/** Three weights and the bias, where the network is one perceptron; a snapshot of another one may still be there. */
export function perceptronParameters({ topology, run }: Side): Float32Array | undefined {
  const parameters = run.snapshot?.parameters;
  return topology.layers.length === 1 && parameters?.length === 4 ? parameters : undefined;
}

/** For example "12 > 8". */
export function sumText({ sum, threshold }: WeekendSum): string {
  return `${weightText(sum)} ${sum > threshold ? '>' : '≤'} ${weightText(threshold)}`;
}
