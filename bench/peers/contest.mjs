/** Runs the contenders on one case, in Node and in a browser's worker alike. */
import { median } from '../statistics.mjs';
import { brain } from './brain.mjs';
import { online, operationsPerEpoch, prepare } from './cases.mjs';
import { convnet } from './convnetjs.mjs';
import { engineContenders } from './engine.mjs';
import { peakKernels } from './peak.mjs';
import { tensorflow, useTensorflow } from './tensorflow.mjs';

export { cases } from './cases.mjs';

/** @typedef {import('./cases.mjs').Problem} Problem */
/** @typedef {{ trainEpochs(count: number): void, loss(): number, dispose?(): void }} Training */
/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {boolean} [isOurs]
 * @property {boolean} [isOnline] updates after every sample, whatever the batch size
 * @property {(problem: Problem) => string | undefined} [differsIn] mathematics that it cannot do as we do
 * @property {(problem: Problem) => Training | Promise<Training>} create from the first weights
 */
/**
 * @typedef {object} Agreement relative differences to our loss
 * @property {number} epochs trained
 * @property {number} difference of this contender
 * @property {number} rounding of our own plain loops: what different rounding makes of this run
 */
/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number} epochsPerSecond
 * @property {number} ratio to convnetjs
 * @property {number} [shareOfPeak]
 * @property {string} [differsIn]
 * @property {Agreement[]} agreement
 */
/** @typedef {{ results: Result[], peaks: { name: string, operationsPerSecond: number }[] }} Outcome */
/**
 * @typedef {object} Question
 * @property {import('./cases.mjs').Case} trainingCase
 * @property {Record<'plain' | 'multiplyAdd', number[]>} kernels compiled
 * @property {string} tensorflowUrl of its compiled kernels
 * @property {number} rounds
 * @property {number} turnMs
 */

const comparedAfter = [1, 10];

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

/** The losses after so many epochs. */
async function losses(/** @type {Contender} */ { create }, /** @type {Problem} */ problem) {
  const training = await create(problem);
  let trained = 0;
  const found = comparedAfter.map((epochs) => {
    training.trainEpochs(epochs - trained);
    trained = epochs;
    return training.loss();
  });
  training.dispose?.();
  return found;
}

/**
 * @param {Contender} contender
 * @param {Awaited<ReturnType<typeof engineContenders>>} engine
 * @param {Problem} problem
 * @returns {Promise<Agreement[]>}
 */
async function compare(contender, { simd, plainLoops }, problem) {
  const compared = contender.isOnline ? online(problem) : problem;
  const expected = await losses(simd, compared);
  const differences = async (/** @type {Contender} */ other) =>
    (await losses(other, compared)).map((loss, i) => Math.abs(loss - expected[i]) / expected[i]);
  const [theirs, plain] = [await differences(contender), await differences(plainLoops)];
  return comparedAfter.map((epochs, i) => ({ epochs, difference: theirs[i], rounding: plain[i] }));
}

/**
 * @param {Question} question
 * @returns {Promise<Outcome>}
 */
export async function runCase({ trainingCase, kernels, tensorflowUrl, rounds, turnMs }) {
  useTensorflow(tensorflowUrl);
  const problem = prepare(trainingCase);
  const engine = await engineContenders(kernels);
  const contenders = [...engine.ours, convnet, brain, ...tensorflow];
  const peaks = peakKernels();
  /** @type {Agreement[][]} */
  const agreements = [];
  for (const contender of contenders) agreements.push(await compare(contender, engine, problem));

  /** @type {number[][]} */
  const speeds = contenders.map(() => []);
  /** @type {number[][]} */
  const peakSpeeds = peaks.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [k, { run, operations }] of peaks.entries()) {
      const speed = rate(run, turnMs / 2) * operations;
      if (round >= 0) peakSpeeds[k].push(speed);
    }
    for (const [c, { create }] of contenders.entries()) {
      const training = await create(problem);
      const speed = rate(training.trainEpochs, turnMs);
      training.dispose?.();
      // The first round warms up.
      if (round >= 0) speeds[c].push(speed);
    }
  }

  const fastest = peakSpeeds.reduce((best, speeds) => (median(speeds) > median(best) ? speeds : best));
  const pairedRatio = (/** @type {number[]} */ values, /** @type {number[]} */ others) =>
    median(values.map((value, round) => value / others[round]));
  const operations = operationsPerEpoch(problem);
  const base = speeds[contenders.indexOf(convnet)];
  return {
    peaks: peaks.map(({ name }, k) => ({ name, operationsPerSecond: median(peakSpeeds[k]) })),
    results: contenders.map(({ name, isOurs, differsIn }, c) => ({
      name,
      epochsPerSecond: median(speeds[c]),
      ratio: pairedRatio(speeds[c], base),
      shareOfPeak: isOurs ? pairedRatio(speeds[c], fastest) * operations : undefined,
      differsIn: differsIn?.(problem),
      agreement: agreements[c],
    })),
  };
}
