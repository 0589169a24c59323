/** Milliseconds from one message to the next. */
const PACE_ON_TERMINAL = 100;
const PACE_IN_LOG = 5000;

/** @param {number} ms */
export function duration(ms) {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Tells how far a sweep is: on a terminal in one line that changes, else in a line from time to time. */
export class SweepProgress {
  #stream;
  #total;
  #finished;
  #isQuiet;
  #now;
  #startedAt;
  #saidAt = -Infinity;
  #finishedBefore;

  /**
   * @param {object} start
   * @param {{ isTTY?: boolean, write(text: string): unknown }} start.stream
   * @param {number} start.total
   * @param {number} start.finished so many were finished by earlier runs
   * @param {boolean} start.isQuiet
   * @param {() => number} [start.now] milliseconds
   */
  constructor({ stream, total, finished, isQuiet, now = () => performance.now() }) {
    this.#stream = stream;
    this.#total = total;
    this.#finished = finished;
    this.#finishedBefore = finished;
    this.#isQuiet = isQuiet;
    this.#now = now;
    this.#startedAt = now();
    this.#say(this.#state());
  }

  /** One more trial has finished. */
  advance() {
    this.#finished++;
    const pace = this.#stream.isTTY ? PACE_ON_TERMINAL : PACE_IN_LOG;
    if (this.#now() - this.#saidAt < pace) return;
    const own = this.#finished - this.#finishedBefore;
    const left = ((this.#now() - this.#startedAt) / own) * (this.#total - this.#finished);
    this.#say(`${this.#state()}, ${duration(left)} left`);
  }

  /** @param {string} [remark] */
  end(remark = '') {
    this.#say(`${this.#state()} in ${duration(this.#now() - this.#startedAt)}${remark}`);
    if (this.#stream.isTTY && !this.#isQuiet) this.#stream.write('\n');
  }

  #state() {
    return `${this.#finished} of ${this.#total} trials`;
  }

  /** @param {string} text */
  #say(text) {
    this.#saidAt = this.#now();
    if (this.#isQuiet) return;
    this.#stream.write(this.#stream.isTTY ? `\r${text}\x1b[K` : `${text}\n`);
  }
}
