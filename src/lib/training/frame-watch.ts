/** Calls back once a frame for as long as there is something to do, with the time since the frame before. */
export class FrameWatch {
  readonly #onframe: (frameMs: number) => boolean;
  #isRunning = false;
  #lastMs = 0;

  /** @param onframe returns whether another frame is wanted */
  constructor(onframe: (frameMs: number) => boolean) {
    this.#onframe = onframe;
  }

  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#lastMs = performance.now();
    requestAnimationFrame(this.#frame);
  }

  readonly #frame = (nowMs: number): void => {
    const frameMs = nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    this.#isRunning = this.#onframe(frameMs);
    if (this.#isRunning) requestAnimationFrame(this.#frame);
  };
}
