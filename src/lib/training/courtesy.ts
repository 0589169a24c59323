const MOST_SHARE = 0.35;
const MORE_WHEN_LATE = 0.04;
const LESS_WHEN_IN_TIME = 0.01;
/** Browsers do not rest a worker for less. */
const SHORTEST_REST_MS = 4;

/**
 * What share of its time the training leaves to the page, learned from whether the page's frames are late:
 * where drawing and training compete for few cores, the picture shall not stutter.
 */
export class Courtesy {
  #share = 0;
  #owedMs = 0;

  noteFrame(isLate: boolean): void {
    this.#share = isLate
      ? Math.min(MOST_SHARE, this.#share + MORE_WHEN_LATE)
      : Math.max(0, this.#share - LESS_WHEN_IN_TIME);
  }

  /** Milliseconds to rest now that training has gone on for `workMs`; 0 when it may go on at once. */
  restAfter(workMs: number): number {
    this.#owedMs += (workMs * this.#share) / (1 - this.#share);
    if (this.#owedMs < SHORTEST_REST_MS) return 0;
    const restMs = this.#owedMs;
    this.#owedMs = 0;
    return restMs;
  }
}
