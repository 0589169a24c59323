/** @typedef {Pick<import('node:worker_threads').Worker, 'on' | 'postMessage' | 'terminate'>} TrialWorker */

const MAX_ATTEMPTS = 3;

/**
 * Runs trials in workers, each of which says first that it is ready, and then takes one number of a trial at a
 * time and answers with its result. When a worker dies, another one takes its place and runs the trial again.
 * @template Result
 * @param {object} order
 * @param {readonly number[]} order.trials
 * @param {number} order.jobs
 * @param {() => TrialWorker} order.createWorker
 * @param {(trial: number, result: Result) => void} order.onResult
 * @param {(trial: number, reason: string) => void} order.onGivenUp when a trial has ended too many workers
 * @param {AbortSignal} order.signal ends all workers at once; what they were at is lost
 * @returns {Promise<void>} rejected when workers cannot even be started, and when a callback throws
 */
export function runInPool({ trials, jobs, createWorker, onResult, onGivenUp, signal }) {
  /** @type {Set<TrialWorker>} */
  const workers = new Set();
  const waiting = trials.map((number) => ({ number, attempts: 0 })).reverse();

  const endAll = () => {
    const all = [...workers];
    workers.clear();
    return Promise.all(all.map((worker) => worker.terminate()));
  };

  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => {
    /** @param {() => void} report */
    const attempt = (report) => {
      try {
        report();
      } catch (error) {
        reject(error);
      }
    };

    const startWorker = () => {
      const worker = createWorker();
      workers.add(worker);
      /** @type {(typeof waiting)[number] | undefined} */
      let current;
      let isReady = false;
      let reason = '';

      const takeNext = () => {
        current = waiting.pop();
        if (current) {
          current.attempts++;
          worker.postMessage(current.number);
          return;
        }
        workers.delete(worker);
        void worker.terminate();
        if (workers.size === 0) resolve();
      };

      worker.on('message', (/** @type {Result} */ result) => {
        if (!workers.has(worker)) return;
        const finished = current;
        if (finished) attempt(() => onResult(finished.number, result));
        isReady = true;
        takeNext();
      });
      worker.on('error', (error) => (reason = error.message));
      worker.on('exit', (code) => {
        if (!workers.delete(worker)) return;
        reason ||= `its worker ended with code ${code}`;
        if (!isReady) return reject(new Error(`A worker could not start: ${reason}`));
        const lost = current;
        if (lost && lost.attempts < MAX_ATTEMPTS) waiting.push(lost);
        else if (lost) attempt(() => onGivenUp(lost.number, reason));
        startWorker();
      });
    };

    if (trials.length === 0 || signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve());
    for (let started = 0; started < Math.min(jobs, trials.length); started++) startWorker();
  });
  return ended.finally(endAll);
}
