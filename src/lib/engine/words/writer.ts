import { hashedUniform } from '../random';
import type { TransformerModel } from './model';
import { candidatesOf, type Sampling, type WrittenToken } from './sampling';

/** Candidates that are told beside the chosen one. */
const MOST_CANDIDATES = 12;

/** Writes on after a text, token by token. */
export class Writer {
  readonly #model: TransformerModel;
  /** What the model has read since it began. */
  #read: readonly number[] = [];
  #logits: Float32Array | undefined;

  constructor(model: TransformerModel) {
    this.#model = model;
  }

  /** Reads everything anew next time: the model's parameters have changed, or it has been used otherwise. */
  forget(): void {
    this.#logits = undefined;
  }

  /**
   * The next token after a text, of which the model sees the latest tokens.
   * @param text one token at least
   * @param key and how many tokens were written before decide what is drawn
   * @param chosen by hand, where it is
   */
  next(
    text: readonly number[],
    sampling: Sampling,
    key: string,
    index: number,
    chosen?: number,
  ): WrittenToken {
    const all = candidatesOf(this.#logitsAfter(text), sampling);
    const draw = sampling.greedy || chosen !== undefined ? undefined : hashedUniform(key, index);
    const candidates = all.slice(0, MOST_CANDIDATES);
    const token = chosen ?? drawn(all, draw ?? 0);
    if (!candidates.some((candidate) => candidate.token === token)) {
      candidates.push(...all.filter((candidate) => candidate.token === token));
    }
    return { token, candidates, ...(draw !== undefined && { draw }) };
  }

  /** The logits after a text; what was read before is read again only where the text does not go on from it. */
  #logitsAfter(text: readonly number[]): Float32Array {
    const sentence = text.slice(-this.#model.shape.context);
    const goesOn =
      this.#logits !== undefined &&
      sentence.length > this.#read.length &&
      this.#read.every((token, place) => token === sentence[place]);
    if (!goesOn) this.#model.begin();
    for (const token of goesOn ? sentence.slice(this.#read.length) : sentence) {
      this.#logits = this.#model.append(token).slice();
    }
    this.#read = sentence;
    return this.#logits ?? new Float32Array(this.#model.shape.vocabulary);
  }
}

/** The first candidate whose chance, with those before it, exceeds the draw. */
function drawn(candidates: ReturnType<typeof candidatesOf>, draw: number): number {
  let sum = 0;
  const found = candidates.find(({ chance }) => (sum += chance) > draw);
  return (found ?? candidates[0]).token;
}
