import { createRandom, hashedUniforms } from '../random';
import { agreeIn, type Checkpoint, type Recordable, type RecordedLosses } from '../recordable';
import { learningRateAt } from '../schedules';
import { bitsPerCharacter } from './bits-per-character';
import type { NumberedCharacters } from './code-points';
import { CopyMarker } from './copied';
import { initialTransformer } from './initial-parameters';
import { LossHistory } from './loss-history';
import type { CreateTransformer, TransformerModel } from './model';
import { parameterCountOf, shapeOf, type TransformerShape } from './shape';
import { isSampleStep, SampleBook } from './samples';
import { checkWordExperiment, liveWordKeys, wordFields, type WordExperiment } from './spec';
import { tokenTextOf, type TokenText } from './token-text';
import type { Tokenizer } from './tokenizer';

/** The shown loss is the mean of so many steps. */
const MEAN_STEPS = 16;
const MOST_WINDOWS = wordFields.batchSize.max;

/**
 * One transformer, its text and where its training stands. A function of the experiment and its seed; one step is an
 * epoch of its own, since windows of the text are drawn anew for each.
 */
export class WordTrainer implements Recordable<WordExperiment> {
  readonly text: string;
  readonly tokenizer: Tokenizer;
  readonly tokens: Int32Array;
  readonly characters: NumberedCharacters;
  readonly characterCount: number;
  readonly shape: TransformerShape;
  readonly model: TransformerModel;
  readonly parameterCount: number;
  readonly marker: CopyMarker;
  readonly history = new LossHistory();
  readonly samples: SampleBook;
  readonly trainCount = 1;
  readonly batchesPerEpoch = 1;
  readonly batchesLeft = 1;
  readonly position = 0;
  readonly mostRecordBytes = 128 * 2 ** 20;
  /** Copying parameters and the optimizer's numbers takes about this share of a step. */
  readonly epochsPerFrame = 0.2;
  epoch = 0;
  /** Another number whenever the model's parameters may be others, or it has been used to write a sample. */
  changes = 0;
  #experiment: WordExperiment;
  #windows = new Int32Array(0);
  /** Where windows stand in the text, as shares of it. */
  readonly #places: (index: number) => number;
  readonly #first: Float32Array;

  /**
   * @param cut gives the text of an experiment in its tokens
   * @throws {FieldError} when a field of the experiment is out of range
   * @throws {TextProblem} when nothing can be learned from its text
   */
  constructor(
    createTransformer: CreateTransformer,
    candidate: WordExperiment,
    cut: (experiment: WordExperiment) => TokenText = tokenTextOf,
  ) {
    const experiment = checkWordExperiment(candidate);
    this.#experiment = experiment;
    const { text, characters, tokenizer, tokens } = cut(experiment);
    this.text = text;
    this.tokenizer = tokenizer;
    this.tokens = tokens;
    this.characters = characters;
    this.characterCount = characters.numbers.length;
    this.shape = shapeOf(experiment, this.tokenizer.pieces.length);
    this.parameterCount = parameterCountOf(this.shape);
    this.model = createTransformer(this.shape, MOST_WINDOWS);
    this.marker = new CopyMarker(characters);
    this.samples = new SampleBook(this);
    this.#places = hashedUniforms(`${experiment.seed} windows`);
    this.#first = initialTransformer(this.shape, createRandom(experiment.seed));
    this.reset();
  }

  get experiment(): WordExperiment {
    return this.#experiment;
  }

  get learningRate(): number {
    return learningRateAt(this.epoch, this.#experiment);
  }

  /** Nats per token: the mean of the latest steps; before any, of the windows of the step to come. */
  get loss(): number {
    const mean = this.history.meanBefore(this.epoch, MEAN_STEPS);
    if (!Number.isNaN(mean)) return mean;
    return this.lossAhead();
  }

  /** The loss of the step to come, nats per token; leaves its gradient. */
  lossAhead(): number {
    return this.model.gradient(this.#windowsOf(this.epoch), this.#experiment.batchSize);
  }

  /** What a loss in nats per token is in bits per character of the text. */
  bitsPerCharacter(loss: number): number {
    return bitsPerCharacter(loss, { tokenCount: this.tokens.length, characterCount: this.characterCount });
  }

  trainBatches(count: number): void {
    for (let left = count; left > 0; left--) {
      const { batchSize, weightDecay, clipNorm } = this.#experiment;
      if (isSampleStep(this.epoch)) this.samples.write();
      const rule = { learningRate: this.learningRate, weightDecay, clipNorm };
      this.history.set(this.epoch, this.model.train(this.#windowsOf(this.epoch), batchSize, rule));
      this.epoch++;
      this.changes++;
    }
  }

  /**
   * Takes over the fields that take effect while a model trains; the others stay.
   * @throws {FieldError} when a field is out of range.
   */
  tune(candidate: WordExperiment): void {
    const next = checkWordExperiment(candidate);
    const changed = Object.fromEntries(liveWordKeys.map((key) => [key, next[key]]));
    this.#experiment = { ...this.#experiment, ...changed };
  }

  isAlike(one: WordExperiment, other: WordExperiment): boolean {
    return agreeIn(liveWordKeys, one, other);
  }

  reset(): void {
    this.restore({ epoch: 0, position: 0, parameters: this.#first });
  }

  checkpoint(): Checkpoint {
    const { epoch, position, model } = this;
    return { epoch, position, parameters: model.readParameters(), optimizer: model.optimizerState };
  }

  restore({ epoch, parameters, optimizer }: Checkpoint): void {
    this.model.writeParameters(parameters);
    this.model.optimizerState = optimizer;
    this.epoch = epoch;
    this.changes++;
  }

  recordedLosses(): RecordedLosses {
    return { train: this.history.isLost(this.epoch) ? Infinity : this.loss, penalty: 0 };
  }

  hasFiniteParameters(): boolean {
    return this.history.meanBefore(this.epoch, 1) !== Infinity;
  }

  /** The windows that a step learns from: [batch][context + 1], at places of the text that the seed draws. */
  #windowsOf(step: number): Int32Array {
    const { batchSize, context } = this.#experiment;
    const length = context + 1;
    if (this.#windows.length !== batchSize * length) this.#windows = new Int32Array(batchSize * length);
    const places = this.tokens.length - length + 1;
    for (let window = 0; window < batchSize; window++) {
      const start = Math.floor(places * this.#places(step * MOST_WINDOWS + window));
      this.#windows.set(this.tokens.subarray(start, start + length), window * length);
    }
    return this.#windows;
  }
}
