import type { Moment } from '../moment';
import type { LossCurve } from './loss-history';
import type { Candidate } from './sampling';
import type { Merge } from './tokenizer';
import type { Trace } from './trace';

/** A span of a written text, in characters (code points), that stands so in the training text, or does not. */
export interface WrittenSpan {
  readonly text: string;
  readonly isCopied: boolean;
}

/** What has become of a text's spans with its latest token. */
export interface SpansChange {
  /** So many of the first stay. */
  readonly kept: number;
  /** All after them. */
  readonly spans: readonly WrittenSpan[];
}

/** What the model wrote by itself after a certain step. */
export interface Sample {
  readonly step: number;
  readonly spans: readonly WrittenSpan[];
}

/** What stands in the training text after a context, by count: the longest end of the context that occurs there. */
export interface CountedContinuations {
  /** The tokens of the context's end that were looked up. */
  readonly context: readonly number[];
  /** How often it occurs with a token after it. */
  readonly total: number;
  /** The most frequent first. */
  readonly continuations: readonly { readonly token: number; readonly count: number }[];
}

/** How far one tensor moved in the latest step, and what there is of it. */
export interface TensorMotion {
  readonly name: string;
  /**
   * Root mean squares: of the parameters, of the gradient of the latest step (at rest: of the step to come), and of how
   * far they went per step since last looked at; 0 where the run has gone back.
   */
  readonly size: number;
  readonly gradient: number;
  readonly step: number;
}

/** What the views show of a word run at one moment; its epochs are steps. */
export interface WordSnapshot extends Moment {
  /** Mean cross-entropy of the latest steps' windows, nats per token; before any step that of the first windows. */
  readonly loss: number;
  readonly bitsPerCharacter: number;
  readonly learningRate: number;
  /** What is computed for the shown sentence. */
  readonly trace: Trace;
  /** After the shown sentence, the likeliest first. */
  readonly candidates: readonly Candidate[];
  readonly counted: CountedContinuations;
  /** In the order of `parameterTensors`. */
  readonly motion: readonly TensorMotion[];
  /** The loss of all steps of the run, also of those ahead of this moment. */
  readonly curve: LossCurve;
  /** Present when they have been asked for: all parameters. */
  readonly parameters?: Float32Array;
  /** Present when there are new ones: all of the run up to this moment. */
  readonly samples?: readonly Sample[];
}

/** What a word run consists of. */
export interface WordData {
  readonly text: string;
  readonly textBytes: number;
  readonly characterCount: number;
  readonly tokenCount: number;
  /** What each token stands for. */
  readonly pieces: readonly string[];
  readonly merges: readonly Merge[];
  readonly parameterCount: number;
  readonly parameterBytes: number;
  /** All memory that training takes. */
  readonly memoryBytes: number;
  /** Bits per character of guessing by counts of single characters, and of pairs. */
  readonly baselines: { readonly single: number; readonly pairs: number };
}
