/** A page that draws 60 times a second has a frame every 16.7 ms; a longer one is late. */
const LATE_MS = 20;
/** Frames in one judgement, and how many of them may be late. */
const WINDOW_FRAMES = 24;
const FEW_LATE = 2;
/** So many late frames, with fewer pictures too, mean that the display is simply slower. */
const NEARLY_ALL_LATE = 20;
const MOST_FRAMES_APART = 3;

/** Takes a frame for a new picture; is told whether the page is late, and returns whether another is wanted. */
type Offer = (isLate: boolean) => boolean;

/**
 * Watches the page's frames while there is something to show, and offers every one, or every second or third,
 * for a new picture: fewer where pictures make frames late, so that the page stays quick to answer.
 * Several that want pictures get frames in turn.
 */
export class FrameWatch {
  /** Those that want a frame, the next in turn first. */
  readonly #waiting = new Set<Offer>();
  #isRunning = false;
  #lastMs = 0;
  #frames = 0;
  #lateFrames = 0;
  #leastFramesApart: number;
  #framesApart: number;
  #isLate = false;
  #isSlowDisplay = false;

  /** @param leastFramesApart of two pictures: 2 offers every second frame at most */
  constructor(leastFramesApart = 1) {
    this.#leastFramesApart = leastFramesApart;
    this.#framesApart = leastFramesApart;
  }

  set leastFramesApart(frames: number) {
    this.#leastFramesApart = frames;
    this.#framesApart = frames;
  }

  /** @returns what asks for a frame */
  attach(offer: Offer): () => void {
    return () => {
      this.#waiting.add(offer);
      this.#run();
    };
  }

  #run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#frames = 0;
    this.#lateFrames = 0;
    requestAnimationFrame(this.#frame);
  }

  readonly #frame = (nowMs: number): void => {
    if (this.#frames > 0 && nowMs - this.#lastMs > LATE_MS) this.#lateFrames++;
    this.#lastMs = nowMs;
    if (this.#frames > 0 && this.#frames % WINDOW_FRAMES === 0) this.#judge();
    if (this.#frames++ % this.#framesApart === 0) this.#offerFrame();
    this.#isRunning = this.#waiting.size > 0;
    if (this.#isRunning) requestAnimationFrame(this.#frame);
  };

  #offerFrame(): void {
    const [next] = this.#waiting;
    this.#waiting.delete(next);
    if (next(this.#isLate)) this.#waiting.add(next);
  }

  #judge(): void {
    const lateFrames = this.#lateFrames;
    this.#lateFrames = 0;
    this.#isLate = lateFrames > FEW_LATE && !this.#isSlowDisplay;
    if (!this.#isLate) return;
    if (this.#framesApart < MOST_FRAMES_APART) {
      this.#framesApart++;
    } else if (lateFrames >= NEARLY_ALL_LATE) {
      this.#isSlowDisplay = true;
      this.#isLate = false;
      this.#framesApart = this.#leastFramesApart;
    }
  }
}
