/** More than any count or place of a pair: both fit into one number of 52 bits. */
const PLACES = 2 ** 26;

/** Of pairs with a count and a first place in the text: the one with the highest count, of equals the foremost. */
export class PairQueue {
  /** A binary heap: no parent is less urgent than its children at 2 k + 1 and 2 k + 2. */
  readonly #urgencies: number[] = [];
  readonly #pairs: number[] = [];

  add(pair: number, count: number, place: number): void {
    const urgency = urgencyOf(count, place);
    let at = this.#pairs.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#urgencies[parent] >= urgency) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, pair, urgency);
  }

  /** The foremost pair, −1 when there is none. */
  get first(): number {
    return this.#pairs[0] ?? -1;
  }

  /** Whether the foremost pair was put in with this count and place. */
  isFirstAt(count: number, place: number): boolean {
    return this.#urgencies[0] === urgencyOf(count, place);
  }

  /** Takes out the foremost pair. */
  drop(): void {
    const urgency = this.#urgencies.pop();
    const pair = this.#pairs.pop();
    if (urgency === undefined || pair === undefined || this.#pairs.length === 0) return;
    const { length } = this.#pairs;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && this.#urgencies[child + 1] > this.#urgencies[child]) child++;
      if (this.#urgencies[child] <= urgency) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, pair, urgency);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#pairs[from], this.#urgencies[from]);
  }

  #put(at: number, pair: number, urgency: number): void {
    this.#pairs[at] = pair;
    this.#urgencies[at] = urgency;
  }
}

const urgencyOf = (count: number, place: number) => count * PLACES + (PLACES - 1 - place);
