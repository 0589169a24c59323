import type { Checkpoint } from '$lib/engine';
import type {
  NextRequest,
  Sampling,
  SpansChange,
  TextFault,
  WordData,
  WordExperiment,
  WordSnapshot,
  WrittenToken,
} from '$lib/engine/words';
import type { RunCommand, RunEvent } from './protocol';

/** A token to be written after others. */
export interface WriteRequest extends NextRequest {
  /** Number of the text that is being written: answers to an earlier one are dropped. */
  readonly writing: number;
}

/** What the page asks of the worker of the word machine. */
export type WordCommand =
  | RunCommand
  | { type: 'start'; run: number; experiment: WordExperiment; from?: Checkpoint }
  /** Asks whether something can be learned from the text of an experiment; leaves the run as it is; answered by `checked`. */
  | { type: 'check'; check: number; experiment: WordExperiment }
  /** Takes over the fields that take effect while a model trains. */
  | { type: 'tune'; experiment: WordExperiment }
  /** Cuts a text to be continued into tokens; answered by `prompted`. */
  | { type: 'prompt'; writing: number; text: string }
  /** Answered by `written`. */
  | ({ type: 'write' } & WriteRequest)
  | {
      type: 'requestSnapshot';
      /** What the model is looked at with: 1 … context tokens; the training text's opening when empty. */
      sentence: readonly number[];
      sampling: Sampling;
      wantsParameters: boolean;
      isPageLate: boolean;
    }
  /** Answered by `saved`. */
  | { type: 'save' };

/** What the worker of the word machine tells the page. */
export type WordEvent =
  | RunEvent<WordData, WordSnapshot>
  /**
   * The text that is continued, the training text's opening where none was given. `unknown`: characters that the
   * training text lacks; then there are no tokens.
   */
  | {
      type: 'prompted';
      run: number;
      writing: number;
      text: string;
      tokens: readonly number[];
      unknown: readonly string[];
    }
  /** How the spans change of all that was written, as the request says. */
  | ({ type: 'written'; run: number; writing: number; token: WrittenToken } & SpansChange)
  | { type: 'saved'; run: number; checkpoint: Checkpoint }
  /** A run was to start, but nothing can be learned from its text. */
  | { type: 'refused'; run: number; fault: TextFault }
  /** `fault`: why nothing can be learned from the text that was asked about. */
  | { type: 'checked'; check: number; fault?: TextFault };

/** Buffers that move to the page with an event instead of being copied. */
export function transferOfWords(event: WordEvent): ArrayBuffer[] {
  if (event.type === 'saved') {
    const { parameters, optimizer } = event.checkpoint;
    return [parameters, ...(optimizer ? [optimizer] : [])].map((array) => array.buffer as ArrayBuffer);
  }
  if (event.type !== 'snapshot') return [];
  const { trace, parameters } = event.snapshot;
  const arrays = parameters ? [trace.values, parameters] : [trace.values];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}
