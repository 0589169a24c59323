import type { KernelBuild } from '../backend/kernels';
import type { TransformerShape } from './shape';
import type { StageLayouts } from './trace';

/** What one step of AdamW goes by. */
export interface StepRule {
  readonly learningRate: number;
  /** This share of each parameter, times the learning rate, goes at each step. */
  readonly weightDecay: number;
  /** Largest norm of the whole gradient; 0 for no limit. */
  readonly clipNorm: number;
}

/**
 * A decoder-only transformer with its gradients and its optimizer (AdamW as torch.optim documents it, betas 0.9 and
 * 0.999, epsilon 1e-8). Windows are [count][length + 1] token ids, 2 ≤ length + 1 ≤ context + 1: each but the last is
 * an input, each but the first the target of the one before it.
 */
export interface TransformerModel {
  readonly shape: TransformerShape;
  /** Where everything stands in a trace. */
  readonly layouts: StageLayouts;
  /** Undefined for loops that are not compiled. */
  readonly build?: KernelBuild;
  /** Bytes it takes, caches and scratch memory included. */
  readonly byteLength: number;
  /** A copy, in the order of `parameterTensors`. */
  readParameters(): Float32Array;
  /** @throws {RangeError} where their number is another */
  writeParameters(values: Float32Array): void;
  /** A copy of the gradient that `gradient` or `train` found last, before any clipping. */
  readGradients(): Float32Array;
  /** AdamW's running numbers, as this kind of model keeps them; undefined begins anew. */
  optimizerState: Uint8Array | undefined;
  /** Mean cross-entropy, nats per token, of `count` windows; leaves its gradient. */
  gradient(windows: Int32Array, count: number): number;
  /** One step; the loss is the one before it. */
  train(windows: Int32Array, count: number, rule: StepRule): number;
  /**
   * Everything on the way of 1 … context tokens, as `layouts` has it, into `values`. Leaves a text that is being
   * written as it is, as `gradient` does.
   */
  trace(tokens: readonly number[], values: Float32Array): void;
  /** Begins a text to be written: forgets the tokens that came before. */
  begin(): void;
  /**
   * Takes the next token and gives the logits of the one after it, [vocabulary], valid until the next call. Keys and
   * values of earlier tokens are kept; without a mask everything is computed anew.
   * @throws {RangeError} beyond the context
   */
  append(token: number): Float32Array;
}

/** @param capacity the most windows that `gradient` and `train` are given at once */
export type CreateTransformer = (shape: TransformerShape, capacity: number) => TransformerModel;
