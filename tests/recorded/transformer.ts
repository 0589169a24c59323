import type { StepRule } from '$lib/engine/words/model';
import type { TransformerShape } from '$lib/engine/words/shape';
import transformer from './transformer.json';

interface RecordedTransformer {
  name: string;
  shape: TransformerShape;
  /** Names and sizes of the parameters, in their order. */
  tensors: [string, number[]][];
  /** Windows of each step. */
  count: number;
  rule: StepRule;
  /** Of ten steps: [count][length + 1] tokens each. */
  windows: number[][];
  /** The first parameters, each a multiple of 1/64. */
  sixtyFourths: number[];
  /** After each token of the first window but its last, before any step. */
  logits: number[];
  /** Of the first step. */
  gradients: number[];
  /** Before each step. */
  losses: number[];
  /** After the last step. */
  last: number[];
}

/** What transformer.py writes. */
export const recordedTransformers = transformer.cases as RecordedTransformer[];
