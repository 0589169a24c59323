import type { StepRule, TransformerShape } from '$lib/engine/words';
import transformer from './transformer.json';

/** Ten steps of one transformer on the same windows. */
export interface RecordedTransformer {
  name: string;
  shape: TransformerShape;
  /** Of the first parameters. */
  seed: number;
  windows: number[][];
  rule: StepRule;
  /** Before any step, of the first window: [token][vocabulary]. */
  logits: number[];
  /** Of the last block, for the first window: [head][token that looks][token looked at]. */
  attention: number[];
  /** Before any step. */
  gradients: number[];
  /** Before each step. */
  losses: number[];
  /** Parameters after all steps. */
  final: number[];
}

/** What transformer.py writes. */
export const recordedTransformers = transformer.cases as RecordedTransformer[];
