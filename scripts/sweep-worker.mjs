/** Runs the trials of a sweep, one number after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadHeadless } from './headless.mjs';

/** @typedef {{ text: string, every?: number }} SweepOrder */

const { headless, createKernels } = await loadHeadless();
const { text, every } = /** @type {SweepOrder} */ (workerData);
const plan = headless.planSweep(text, every);

parentPort?.on('message', (/** @type {number} */ number) => {
  parentPort?.postMessage(headless.runTrial(createKernels, plan.trialOf(number), plan));
});
parentPort?.postMessage('ready');
