import { ContinuationIndex, countedBaselines } from './counts';
import { candidatesOf, type Sampling, type WrittenToken } from './sampling';
import type { CountedContinuations, SpansChange, TensorMotion, WordData, WordSnapshot } from './snapshot';
import type { LossCurve } from './loss-history';
import { MotionWatch } from './tensor-motion';
import { traceLength } from './trace';
import type { WordTrainer } from './trainer';
import { Writer } from './writer';
import { WrittenMarks } from './written-marks';

/** What is to be looked at. */
export interface LookRequest {
  /** 1 … context tokens; the training text's opening when empty. */
  readonly sentence: readonly number[];
  readonly sampling: Sampling;
  readonly wantsParameters: boolean;
}

/** What is to be written next. */
export interface NextRequest {
  readonly prompt: readonly number[];
  readonly written: readonly number[];
  readonly sampling: Sampling;
  readonly seed: string;
  /** A token that was chosen by hand. */
  readonly chosen?: number;
}

const MOST_CANDIDATES = 12;
const FEWEST_OPENING = 4;
const MOST_CONTINUATIONS = 6;
const CURVE_POINTS = 300;
/** Between two looks at what is costly and changes slowly, while the run trains: all parameters, all losses. */
const LOOK_MS = 200;

/** Looks at a word trainer and lets it write, without changing anything of its training. */
export class WordView {
  /** The tokens with which the training text begins: what is continued when nothing else is asked for. */
  readonly opening: readonly number[];
  readonly #trainer: WordTrainer;
  readonly #counts: ContinuationIndex;
  readonly #motion: MotionWatch;
  readonly #writer: Writer;
  readonly #marks: WrittenMarks;
  /** The trainer's changes after which the writer began to remember keys and values. */
  #writerChanges = -1;
  #lookMs = -Infinity;
  #latest: { readonly motion: readonly TensorMotion[]; readonly curve: LossCurve } | undefined;
  #sentence = '';
  #counted: CountedContinuations | undefined;
  #samplesSent = '';

  constructor(trainer: WordTrainer) {
    this.#trainer = trainer;
    this.opening = openingOf(trainer);
    this.#counts = new ContinuationIndex(trainer.tokens);
    this.#motion = new MotionWatch(trainer);
    this.#writer = new Writer(trainer.model);
    this.#marks = new WrittenMarks(trainer.tokenizer, trainer.marker);
  }

  /** What the run consists of. */
  data(): WordData {
    const { text, tokens, characters, characterCount, tokenizer, parameterCount, model } = this.#trainer;
    return {
      text,
      textBytes: new TextEncoder().encode(text).length,
      characterCount,
      tokenCount: tokens.length,
      pieces: tokenizer.pieces,
      merges: tokenizer.merges,
      parameterCount,
      parameterBytes: parameterCount * Float32Array.BYTES_PER_ELEMENT,
      memoryBytes: model.byteLength,
      baselines: countedBaselines(characters),
    };
  }

  /**
   * The picture of the present moment.
   * @param end the furthest step of the run
   * @param nowMs by which costly looks are spaced while it trains
   */
  snapshot(request: LookRequest, end: number, nowMs: number, isTraining: boolean): WordSnapshot {
    const trainer = this.#trainer;
    const { context } = trainer.shape;
    const { epoch, position, loss, samples } = trainer;
    const tokens = this.#sentenceOf(request.sentence).slice(-context);
    const stages = trainer.model.layouts.of(tokens.length);
    const values = new Float32Array(traceLength(stages));
    trainer.model.trace(tokens, values);
    const logits = stages.find(({ name }) => name === 'logits')!;
    const last = logits.offset + (logits.rows - 1) * logits.columns;
    const shownSamples = samples.upTo(Math.max(end, epoch));
    const samplesNow = `${samples.version} ${shownSamples.length}`;
    const hasNewSamples = this.#samplesSent !== samplesNow;
    this.#samplesSent = samplesNow;
    return {
      epoch,
      position,
      loss,
      bitsPerCharacter: trainer.bitsPerCharacter(loss),
      learningRate: trainer.learningRate,
      trace: { tokens, values },
      candidates: candidatesOf(
        values.subarray(last, last + logits.columns),
        request.sampling,
        MOST_CANDIDATES,
      ),
      counted: this.#countedAfter(tokens),
      ...this.#lookedAt(nowMs, isTraining, Math.max(end, epoch)),
      ...(request.wantsParameters && { parameters: trainer.model.readParameters() }),
      ...(hasNewSamples && { samples: shownSamples }),
    };
  }

  /**
   * The next token of a text, and how it changes which parts of all that was written were copied from the training
   * text.
   */
  write({ prompt, written, sampling, seed, chosen }: NextRequest): { token: WrittenToken } & SpansChange {
    const { changes } = this.#trainer;
    if (this.#writerChanges !== changes) this.#writer.forget();
    this.#writerChanges = changes;
    const before = [...this.#sentenceOf(prompt), ...written];
    const token = this.#writer.next(before, sampling, seed, written.length, chosen);
    // Another text may have been marked last.
    this.#marks.mark(written);
    return { token, ...this.#marks.mark([...written, token.token]) };
  }

  #sentenceOf(tokens: readonly number[]): readonly number[] {
    return tokens.length > 0 ? tokens : this.opening;
  }

  #countedAfter(tokens: readonly number[]): CountedContinuations {
    const sentence = tokens.join();
    if (this.#counted && this.#sentence === sentence) return this.#counted;
    const counted = this.#counts.after(tokens, MOST_CONTINUATIONS);
    this.#sentence = sentence;
    this.#counted = counted;
    return counted;
  }

  #lookedAt(nowMs: number, isTraining: boolean, end: number) {
    if (this.#latest && isTraining && nowMs - this.#lookMs < LOOK_MS) return this.#latest;
    this.#lookMs = nowMs;
    const motion = this.#motion.look(isTraining);
    this.#latest = { motion, curve: this.#trainer.history.curve(end, CURVE_POINTS) };
    return this.#latest;
  }
}

/** A few whole characters: up to the first mark or space after a few tokens, as far as the model can see. */
function openingOf({ text, tokens, tokenizer, shape }: WordTrainer): number[] {
  const sight = [...tokens.subarray(0, shape.context)];
  const openings = sight.map((_, place) => sight.slice(0, place + 1)).slice(FEWEST_OPENING - 1);
  // A token of bytes may end within a character.
  const whole = openings.filter((opening) => text.startsWith(tokenizer.decode(opening)));
  return whole.find((opening) => /[\p{P}\s]$/u.test(tokenizer.decode(opening))) ?? whole[0] ?? openings[0];
}
