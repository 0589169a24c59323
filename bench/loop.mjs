/**
 * How long the worker's loop lets a request wait. It runs here in a thread of its own with the real clock,
 * as in a browser's worker; this thread asks for snapshots at irregular moments and times the answers.
 */
import { Worker } from 'node:worker_threads';
import { bundleSources, figure, median, printTable, quantile, sleep } from './measure.mjs';

/** @typedef {import('../src/lib/training/protocol').Command} Command */
/** @typedef {import('../src/lib/training/protocol').Event} Event */

const GOAL_MS = 50;
/** Between an answer and the next request passes up to this long. */
const PAUSE_MS = 25;

// Node hands a port up to a thousand messages in one turn, its own among them, and hears no other port
// meanwhile; browsers take turns. setImmediate gives every source its turn, too.
const threadSource = `
  import { parentPort, workerData } from 'node:worker_threads';
  const sources = await import(workerData.url);
  const { loadKernels, referenceKernels, TrainingLoop } = sources;
  const loop = new TrainingLoop({
    createKernels: workerData.isPlain ? referenceKernels : await loadKernels((build) => workerData.kernels[build]),
    post: (event) => parentPort.postMessage(event),
    now: () => performance.now(),
    defer: (callback) => setImmediate(callback),
    delay: (callback, milliseconds) => setTimeout(callback, milliseconds),
  });
  parentPort.on('message', (command) => loop.handle(command));
`;

/**
 * Trains flat out and asks for snapshots.
 * @param {import('./measure.mjs').Bundle} bundle
 * @param {boolean} isPlain
 * @param {import('../src/lib/engine').Experiment} experiment
 * @param {number} durationMs
 */
async function measureWaits({ url, kernels }, isPlain, experiment, durationMs) {
  const source = new URL(`data:text/javascript,${encodeURIComponent(threadSource)}`);
  const thread = new Worker(source, { workerData: { url, kernels, isPlain } });
  /** @type {(event: Event) => void} */
  let receive = () => {};
  /** @type {(reason: unknown) => void} */
  let lose = () => {};
  thread.on('message', (event) => receive(event));
  thread.on('error', (error) => lose(error));
  /** @returns {Promise<number>} milliseconds to the first event of this type */
  const ask = (/** @type {Command} */ command, /** @type {Event['type']} */ answer) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      lose = reject;
      receive = (event) => {
        if (event.type === answer) resolve(performance.now() - start);
        else reject(new Error(`${event.type} instead of ${answer}: ${JSON.stringify(event)}`));
      };
      thread.postMessage(command);
    });
  /** @type {number[]} */
  const waits = [];
  try {
    await ask({ type: 'start', run: 1, experiment }, 'ready');
    thread.postMessage({ type: 'play', pace: 'flat-out' });
    const end = performance.now() + durationMs;
    while (performance.now() < end) {
      waits.push(await ask({ type: 'requestSnapshot', focus: undefined, isPageLate: false }, 'snapshot'));
      await sleep(((waits.length * 0.618) % 1) * PAUSE_MS);
    }
  } finally {
    await thread.terminate();
  }
  return waits;
}

/** @param {import('./measure.mjs').Options} options */
export async function measureLoop({ isQuick }) {
  const durationMs = isQuick ? 2000 : 4000;
  const bundle = await bundleSources();
  /** @type {import('./measure.mjs').Sources} */
  const { defaultExperiment } = await import(bundle.url);
  const rows = [];
  for (const layers of [6, 8]) {
    const width = layers === 8 ? 32 : 8;
    for (const batchSize of [10, 10_000]) {
      for (const kernels of ['SIMD', 'plain']) {
        const networkShape = Array(layers).fill(width);
        /** @type {import('../src/lib/engine').Experiment} */
        const experiment = { ...defaultExperiment, dataset: 'movie', seed: '0.5', networkShape, batchSize };
        const waits = await measureWaits(bundle, kernels === 'plain', experiment, durationMs);
        const figures = [waits.length, median(waits), quantile(waits, 0.95), Math.max(...waits)].map(figure);
        rows.push([`3→${width}×${layers}→1, batch ${batchSize.toLocaleString('en')}`, kernels, ...figures]);
      }
    }
  }
  printTable(
    'Waiting for a snapshot: 10,000 people, flat out, in a thread of Node, ms',
    ['network', 'kernels', 'requests', 'median', '95 %', 'longest'],
    rows,
    [`The goal is at most ${GOAL_MS} ms.`],
  );
}
