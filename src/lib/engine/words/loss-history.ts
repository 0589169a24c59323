/** Losses over steps, for a chart. */
export interface LossCurve {
  /** The middle of as many steps as a point stands for. */
  readonly steps: Float64Array;
  readonly losses: Float64Array;
}

/** The loss of every step of a run, by its number: not a number where it is unknown, infinite where it was none. */
export class LossHistory {
  #losses = new Float64Array(1024).fill(NaN);

  /** The loss before step `step` was taken. */
  set(step: number, loss: number): void {
    if (step >= this.#losses.length) {
      const longer = new Float64Array(2 * step).fill(NaN);
      longer.set(this.#losses);
      this.#losses = longer;
    }
    this.#losses[step] = Number.isFinite(loss) ? loss : Infinity;
  }

  /** Whether step `step` was tried, and its loss was no number. */
  isLost(step: number): boolean {
    return this.#losses[step] === Infinity;
  }

  /** Forgets this step's loss and those after it. */
  forgetFrom(step: number): void {
    this.#losses.fill(NaN, step);
  }

  /** The mean of the latest `count` losses before a step, as far as they are known. */
  meanBefore(step: number, count: number): number {
    let sum = 0;
    let known = 0;
    for (let k = Math.max(0, step - count); k < step; k++) {
      const loss = this.#losses[k];
      if (k >= this.#losses.length || Number.isNaN(loss)) continue;
      sum += loss;
      known++;
    }
    return known > 0 ? sum / known : NaN;
  }

  /** All losses before a step in at most `most` points, each the mean of as many steps as the others. */
  curve(end: number, most: number): LossCurve {
    const width = Math.max(1, Math.ceil(end / most));
    const steps: number[] = [];
    const losses: number[] = [];
    for (let start = 0; start < end; start += width) {
      const count = Math.min(width, end - start);
      const mean = this.meanBefore(start + count, count);
      if (Number.isNaN(mean)) continue;
      steps.push(start + (count - 1) / 2);
      losses.push(mean);
    }
    return { steps: Float64Array.from(steps), losses: Float64Array.from(losses) };
  }
}
