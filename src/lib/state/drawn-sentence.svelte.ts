import { untrack } from 'svelte';
import {
  stagesOf,
  traceLength,
  type Stage,
  type TensorMotion,
  type TransformerShape,
} from '$lib/engine/words';
import type { WordMachine } from './word-machine.svelte';

/** The sentence that is drawn, with everything that is computed for it. */
export class DrawnSentence {
  readonly #machine: () => WordMachine;
  readonly #snapshot = $derived.by(() => this.#machine().run.snapshot);
  readonly #shapeText = $derived.by(() => JSON.stringify(this.#machine().shape));
  /** The same as long as nothing of it changes. */
  readonly shape: TransformerShape | undefined = $derived.by(() => {
    void this.#shapeText;
    return untrack(() => this.#machine().shape);
  });
  readonly #tokenText = $derived.by(() => this.#snapshot?.trace.tokens.join());
  readonly tokens: readonly number[] = $derived.by(() => {
    void this.#tokenText;
    return untrack(() => this.#snapshot?.trace.tokens ?? []);
  });
  readonly stages: readonly Stage[] = $derived.by(() => {
    const { shape, tokens } = this;
    return shape && tokens.length > 0 && tokens.length <= shape.context ? stagesOf(shape, tokens.length) : [];
  });
  /** Of all stages; nothing while a new run's shape is known but not its first numbers. */
  readonly values: Float32Array | undefined = $derived.by(() => {
    const values = this.#snapshot?.trace.values;
    return values?.length === traceLength(this.stages) ? values : undefined;
  });
  readonly head = $derived.by(() => Math.min(this.#machine().view.head, (this.shape?.heads ?? 1) - 1));

  constructor(machine: () => WordMachine) {
    this.#machine = machine;
  }
}

/** How much one token looks at each other, in one head: shares of 1. */
export const attentionOf = (
  { offset, rows, columns }: Stage,
  values: Float32Array,
  head: number,
  row: number,
): Float32Array => {
  const start = offset + (head * rows + row) * columns;
  return values.subarray(start, start + columns);
};

/** The layer whose parameters make a stage, as their names begin; undefined where it has none. */
function layerOf({ name, block }: Stage): string | undefined {
  switch (name) {
    case 'embedding':
      return 'embedding.';
    case 'position':
      return 'positions.';
    case 'norm':
      return 'norm.';
    case 'logits':
      return 'output.';
    case 'norm1':
    case 'norm2':
      return `blocks.${block}.${name}.`;
    case 'query':
    case 'key':
    case 'value':
    case 'projection':
      return `blocks.${block}.attention.${name}.`;
    case 'hidden':
      return `blocks.${block}.feedForward.expand.`;
    case 'contracted':
      return `blocks.${block}.feedForward.contract.`;
    default:
      return undefined;
  }
}

/** How the weights move that make a stage; undefined where there are none. */
export function motionOf(stage: Stage, motion: readonly TensorMotion[]): TensorMotion | undefined {
  const layer = layerOf(stage);
  return layer === undefined ? undefined : motion.find(({ name }) => name === `${layer}weight`);
}
