/** Storing may take this share of the time. */
const MOST_SHARE = 0.02;
/** What was asked for comes within this time, or its run is over. */
const PATIENCE_MS = 3000;

/** When the state of a tab's run is to be stored: as soon as it is another, but seldom enough to cost little. */
export class StoringRhythm {
  readonly #shortestMs: number;
  #storedHash = '';
  #storedPlace = '';
  #askedMs = -Infinity;
  /** What was stored before stays until it has been looked for. */
  #busyUntilMs = Infinity;
  #nextMs = Infinity;

  /** @param shortestMs from one asking to the next, however fast storing is */
  constructor(shortestMs = 0) {
    this.#shortestMs = shortestMs;
  }

  /** What was stored before has been looked for. */
  begin(): void {
    this.#busyUntilMs = 0;
    this.#nextMs = 0;
  }

  /**
   * Whether the state is to be asked for now; then it counts as asked for.
   * @param hash the address without which nothing is found again: another one does not wait for its share of time
   * @param place where in it the run stands
   * @param isResting the run takes no time from which storing could take a share
   */
  asks(hash: string, place: string, nowMs: number, isResting = false): boolean {
    const isTuned = hash !== this.#storedHash;
    if (nowMs < (isTuned || isResting ? this.#busyUntilMs : this.#nextMs)) return false;
    if (!isTuned && place === this.#storedPlace) return false;
    this.#storedHash = hash;
    this.#storedPlace = place;
    this.#askedMs = nowMs;
    this.#busyUntilMs = nowMs + PATIENCE_MS;
    this.#nextMs = this.#busyUntilMs;
    return true;
  }

  /** Stores what has come, and rests in proportion to how long that took. */
  async store(write: () => Promise<void>, now: () => number): Promise<void> {
    const startMs = now();
    await write();
    const endMs = now();
    this.#busyUntilMs = Math.max(endMs, this.#askedMs + this.#shortestMs);
    this.#nextMs = Math.max(this.#busyUntilMs, endMs + (endMs - startMs) / MOST_SHARE);
  }
}
