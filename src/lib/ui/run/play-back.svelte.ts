import type { RunControls } from '$lib/state/run-controls';

/** However long the run was, playing it back takes about this long. */
const WHOLE_MS = 8000;

/** Plays a recorded run back, frame by frame, from where it stands or, from its end, from its beginning. */
export class PlayBack {
  isRunning = $state(false);
  readonly #controls: () => RunControls;
  #lastMs = 0;
  #place = 0;

  constructor(controls: () => RunControls) {
    this.#controls = controls;
  }

  toggle(): void {
    this.isRunning = !this.isRunning;
    if (!this.isRunning) return;
    const { run } = this.#controls();
    const { epochs } = run.curves;
    const present = run.isAhead ? (run.snapshot?.epoch ?? 0) : 0;
    this.#place = epochs.findIndex((epoch) => epoch >= present);
    this.#lastMs = performance.now();
    this.#show();
    requestAnimationFrame(this.#step);
  }

  /** The epoch that was asked for last: whatever else moves the run ends the playing back. */
  #asked = 0;

  #show(): void {
    const controls = this.#controls();
    this.#asked = controls.run.curves.epochs[Math.floor(this.#place)] ?? 0;
    controls.seek(this.#asked);
  }

  readonly #step = (nowMs: number): void => {
    if (!this.isRunning) return;
    const { run } = this.#controls();
    const { epochs } = run.curves;
    if (run.isPlaying || !run.isCurrent) return this.#end();
    // The next picture is asked for when the one before has come.
    if (run.snapshot?.epoch === this.#asked) {
      if (this.#place >= epochs.length - 1) return this.#end();
      const places = (epochs.length / WHOLE_MS) * Math.max(nowMs - this.#lastMs, 1);
      this.#place = Math.min(this.#place + places, epochs.length - 1);
      this.#lastMs = nowMs;
      this.#show();
    }
    requestAnimationFrame(this.#step);
  };

  #end(): void {
    this.isRunning = false;
  }
}
