/** Runs the contenders on one size, in Node and in a browser's worker alike. */
import { peakKernels } from '../peers/peak.mjs';
import { useTensorflow } from '../peers/tensorflow.mjs';
import { median } from '../statistics.mjs';
import { engineContenders } from './engine.mjs';
import { jax } from './jax.mjs';
import { BATCH, operationsPerToken, prepare } from './sizes.mjs';
import { tensorflow } from './tensorflow.mjs';

export { sizes } from './sizes.mjs';

/** @typedef {import('./sizes.mjs').Problem} Problem */
/**
 * @typedef {object} Training
 * @property {(steps: number) => number} train gives the loss before the last step
 * @property {(times: number) => void} [write] a whole context, token by token
 * @property {() => void} [dispose]
 */
/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {boolean} [isOurs]
 * @property {(problem: Problem) => Training | Promise<Training>} create from the first parameters
 */
/**
 * @typedef {object} Result
 * @property {string} name
 * @property {boolean} isOurs
 * @property {number} tokensPerSecond in training
 * @property {number} ratio of our fastest build to it
 * @property {number} [shareOfPeak]
 * @property {number} [written] tokens per second
 * @property {number[]} differences of the losses to our plain loops', relative
 */
/** @typedef {{ results: Result[], peak: number }} Outcome */
/**
 * @typedef {object} Question
 * @property {import('./sizes.mjs').Size} size
 * @property {Record<'plain' | 'multiplyAdd', number[]>} kernels compiled
 * @property {string} tensorflowUrl of its compiled kernels
 * @property {number} rounds
 * @property {number} turnMs
 */

/** Losses of so many steps are compared. */
export const COMPARED_STEPS = 4;

/** How often a second `work(1)` can be done. */
function rate(/** @type {(count: number) => void} */ work, /** @type {number} */ turnMs) {
  const start = performance.now();
  let done = 0;
  let elapsed = 0;
  for (let burst = 1; elapsed < turnMs; burst *= 2) {
    work(burst);
    done += burst;
    elapsed = performance.now() - start;
  }
  return (done * 1000) / elapsed;
}

const firstLosses = (/** @type {Training} */ training) =>
  Array.from({ length: COMPARED_STEPS }, () => training.train(1));

/**
 * @param {Question} question
 * @returns {Promise<Outcome>}
 */
export async function runSize({ size, kernels, tensorflowUrl, rounds, turnMs }) {
  useTensorflow(tensorflowUrl);
  const problem = prepare(size);
  const { ours, plainLoops } = await engineContenders(kernels);
  const contenders = [...ours, jax, tensorflow];
  const expected = firstLosses(await plainLoops.create(problem));
  /** @type {Training[]} */
  const trainings = [];
  /** @type {number[][]} */
  const differences = [];
  for (const { create } of contenders) {
    const training = await create(problem);
    differences.push(firstLosses(training).map((loss, k) => Math.abs(loss / expected[k] - 1)));
    trainings.push(training);
  }

  const peaks = peakKernels();
  const { context } = problem.shape;
  const speeds = contenders.map(() => /** @type {number[]} */ ([]));
  const writings = contenders.map(() => /** @type {number[]} */ ([]));
  const peakSpeeds = peaks.map(() => /** @type {number[]} */ ([]));
  // The first round warms up.
  for (let round = -1; round < rounds; round++) {
    for (const [k, { run, operations }] of peaks.entries()) {
      const speed = rate(run, turnMs / 2) * operations;
      if (round >= 0) peakSpeeds[k].push(speed);
    }
    for (const [c, { train, write }] of trainings.entries()) {
      const speed = rate(train, turnMs) * BATCH * context;
      const written = write ? rate(write, turnMs / 2) * context : NaN;
      if (round < 0) continue;
      speeds[c].push(speed);
      writings[c].push(written);
    }
  }
  for (const { dispose } of trainings) dispose?.();

  const peak = peakSpeeds.reduce((best, speeds) => (median(speeds) > median(best) ? speeds : best));
  const pairedRatio = (/** @type {number[]} */ values, /** @type {number[]} */ others) =>
    median(values.map((value, round) => value / others[round]));
  const operations = operationsPerToken(problem.shape);
  return {
    peak: median(peak),
    results: contenders.map(({ name, isOurs = false }, c) => ({
      name,
      isOurs,
      tokensPerSecond: median(speeds[c]),
      ratio: pairedRatio(speeds[0], speeds[c]),
      shareOfPeak: isOurs ? pairedRatio(speeds[c], peak) * operations : undefined,
      written: isOurs ? median(writings[c]) : undefined,
      differences: differences[c],
    })),
  };
}
