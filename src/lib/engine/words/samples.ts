import type { Sample } from './snapshot';
import type { WordTrainer } from './trainer';
import { Writer } from './writer';

/** From here on a sample is written at every power of two. */
const FIRST = 8;
const SAMPLING = { temperature: 0.8, topK: 0, topP: 1, greedy: false };
/** Characters of a sample: fewer of a script that says more with each. */
const LETTERS = 56;
const SIGNS = 24;

/** Whether the model writes something by itself before this step. */
export function isSampleStep(step: number): boolean {
  return step === 0 || (step >= FIRST && (step & (step - 1)) === 0);
}

/** What a model wrote by itself on its way, from noise to words: a function of the run and the step alone. */
export class SampleBook {
  readonly #trainer: WordTrainer;
  readonly #samples = new Map<number, Sample>();
  readonly #length: number;
  /** Changes whenever a sample does. */
  version = 0;

  constructor(trainer: WordTrainer) {
    this.#trainer = trainer;
    const { tokens, characterCount, marker } = trainer;
    const length = marker.isInSigns ? SIGNS : LETTERS;
    this.#length = Math.ceil((length * tokens.length) / characterCount);
  }

  /** Writes the sample of the trainer's present step. */
  write(): void {
    const { model, tokens, tokenizer, marker, epoch, experiment } = this.#trainer;
    const writer = new Writer(model);
    const written = [tokens[0]];
    for (let index = 0; index < this.#length; index++) {
      written.push(writer.next(written, SAMPLING, `${experiment.seed} sample ${epoch}`, index).token);
    }
    this.#samples.set(epoch, { step: epoch, spans: marker.mark(tokenizer.decode(written)) });
    this.version++;
  }

  /** Those of the way up to a step. */
  upTo(step: number): Sample[] {
    return [...this.#samples.values()]
      .filter((sample) => sample.step <= step)
      .sort((a, b) => a.step - b.step);
  }
}
