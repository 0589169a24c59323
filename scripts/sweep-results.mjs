import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { ArgumentError } from './arguments.mjs';
import { StepError } from './run.mjs';

const MAX_SHOWN_LENGTH = 60;

/** @typedef {{ trial: number, error?: string }} ResultLine */

/** The file to which a sweep adds a line for each trial. Between two calls it holds whole lines only. */
export class ResultFile {
  /** Numbers of the trials that have a line. */
  finished = /** @type {Set<number>} */ (new Set());
  /** Numbers of the trials whose line tells of an error. */
  failed = /** @type {Set<number>} */ (new Set());
  #path;
  #sweep;
  #file;

  /**
   * Reads what an earlier run has left, and cuts off a line that it could not finish.
   * @param {string} path
   * @param {string} sweep what the lines of this sweep name
   * @param {number} trialCount
   * @throws {ArgumentError} when the file holds anything else; it stays as it is
   */
  constructor(path, sweep, trialCount) {
    this.#path = path;
    this.#sweep = sweep;
    const bytes = this.#try(() => readIfThere(path));
    const wholeLength = bytes.lastIndexOf('\n') + 1;
    const lines = bytes.toString('utf8', 0, wholeLength).split('\n').slice(0, -1);
    lines.forEach((line, index) => {
      const result = this.#read(line);
      if (!result || !(result.trial >= 1 && result.trial <= trialCount)) this.#refuse(index + 1, line);
      else this.#note(result);
    });
    const rest = bytes.toString('utf8', wholeLength);
    const beginning = this.#write({ trial: 0 }).slice(0, -2);
    if (!rest.startsWith(beginning) && !beginning.startsWith(rest)) this.#refuse(lines.length + 1, rest);
    this.#file = this.#try(() => {
      if (rest !== '') truncateSync(path, wholeLength);
      return openSync(path, 'a');
    });
  }

  /**
   * Adds a line.
   * @param {ResultLine} result
   * @throws {StepError} when it does not fit on the disk
   */
  add(result) {
    const bytes = Buffer.from(`${this.#write(result)}\n`);
    let reason = 'no room for a whole line';
    try {
      const written = writeSync(this.#file, bytes);
      if (written === bytes.length) return this.#note(result);
      ftruncateSync(this.#file, fstatSync(this.#file).size - written);
    } catch (error) {
      reason = messageOf(error);
    }
    throw new StepError(`${this.#path}: ${reason}`);
  }

  close() {
    closeSync(this.#file);
  }

  /** @param {ResultLine} result */
  #write(result) {
    return JSON.stringify({ sweep: this.#sweep, ...result });
  }

  /**
   * @param {string} line
   * @returns {ResultLine | undefined}
   */
  #read(line) {
    try {
      const result = JSON.parse(line);
      return result.sweep === this.#sweep && Number.isInteger(result.trial) ? result : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param {ResultLine} result */
  #note({ trial, error }) {
    this.finished.add(trial);
    if (error !== undefined) this.failed.add(trial);
  }

  /**
   * @param {number} lineNumber
   * @param {string} line
   */
  #refuse(lineNumber, line) {
    const shown = JSON.stringify(line.slice(0, MAX_SHOWN_LENGTH));
    throw new ArgumentError(
      `${this.#path}: line ${lineNumber} is not of this sweep: got ${shown}, expected "sweep":"${this.#sweep}"; ` +
        'give another file to --out',
    );
  }

  /**
   * @template Value
   * @param {() => Value} access
   */
  #try(access) {
    try {
      return access();
    } catch (error) {
      throw new ArgumentError(`--out: ${messageOf(error)}`);
    }
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));
