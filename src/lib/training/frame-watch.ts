/** A page that draws 60 times a second has a frame every 16.7 ms; where the mean is longer, it is late. */
const LATE_MS = 19;
/** Frames in one judgement. */
const WINDOW_FRAMES = 24;
const MOST_FRAMES_APART = 4;
/** Fewer pictures have helped when the mean frame is this much shorter. */
const HELPED = 0.9;

/**
 * Watches the page's frames while there is something to show, and offers every one, or every second, third, …
 * for a new picture: fewer where the page is late and that helps, so that it stays quick to answer.
 */
export class FrameWatch {
  readonly #offer: (isLate: boolean) => boolean;
  #isRunning = false;
  #frames = 0;
  #windowStartMs = 0;
  #framesApart = 1;
  #isLate = false;
  #meanBeforeMs = Infinity;
  /** Fewer pictures have not helped: this display is simply slower. */
  #isSlowDisplay = false;

  /** @param offer is told whether the page is late; returns whether another frame is wanted */
  constructor(offer: (isLate: boolean) => boolean) {
    this.#offer = offer;
  }

  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#frames = 0;
    requestAnimationFrame(this.#frame);
  }

  readonly #frame = (nowMs: number): void => {
    if (this.#frames % WINDOW_FRAMES === 0) {
      if (this.#frames > 0) this.#judge((nowMs - this.#windowStartMs) / WINDOW_FRAMES);
      this.#windowStartMs = nowMs;
    }
    if (this.#frames++ % this.#framesApart === 0) this.#isRunning = this.#offer(this.#isLate);
    if (this.#isRunning) requestAnimationFrame(this.#frame);
  };

  #judge(meanMs: number): void {
    this.#isLate = meanMs > LATE_MS && !this.#isSlowDisplay;
    if (!this.#isLate) return;
    if (meanMs > HELPED * this.#meanBeforeMs && this.#framesApart === MOST_FRAMES_APART) {
      this.#isSlowDisplay = true;
      this.#isLate = false;
      this.#framesApart = 1;
      return;
    }
    if (this.#framesApart === 1) this.#meanBeforeMs = meanMs;
    this.#framesApart = Math.min(this.#framesApart + 1, MOST_FRAMES_APART);
  }
}
