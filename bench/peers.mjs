/**
 * This engine against libraries from the registry: the same data, first weights and mathematics, in Node
 * and in a worker of a headless browser, case by case and contender by contender in turn.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { asNumbers, figure, loadForNode, moduleAddress, printTable, ratio } from './measure.mjs';
import { prepareKernels } from '../scripts/bundle.mjs';
import { askWorker } from './page-probes.mjs';
import { openBrowser } from './site.mjs';

/** @typedef {import('./peers/cases.mjs').Case} Case */
/** @typedef {import('./peers/contest.mjs').Outcome} Outcome */

const require = createRequire(import.meta.url);

/** Relative difference of the losses up to which two engines agree. */
const TOLERANCE = 1e-4;
/** So many times what different rounding does in our own engine is rounding still. */
const ROUNDING_MARGIN = 10;

const share = (/** @type {number | undefined} */ value) =>
  value === undefined ? '' : `${figure(100 * value)} %`;
const giga = (/** @type {number} */ value) => figure(value / 1e9);

/**
 * @param {Case} trainingCase
 * @param {Outcome[]} outcomes in Node, in the browser
 */
function printSpeeds({ name, sizes, activation, batchSize }, outcomes) {
  const places = ['Node', 'Chromium'];
  printTable(
    `Peers, case ${name}: ${sizes}, ${activation}, batch ${batchSize}, in epochs per second`,
    ['engine', ...places.flatMap((place) => [place, 'to convnetjs', 'of the peak'])],
    outcomes[0].results.map((result, i) => [
      result.name,
      ...outcomes.flatMap(({ results }) => [
        figure(results[i].epochsPerSecond),
        ratio(results[i].ratio),
        share(results[i].shareOfPeak),
      ]),
    ]),
    places.map((place, i) => {
      const peaks = outcomes[i].peaks.map((peak) => `${peak.name} ${giga(peak.operationsPerSecond)}`);
      return `f32x4 peak in ${place}, GFLOP/s: ${peaks.join('; ')}.`;
    }),
  );
}

/**
 * @param {Case[]} cases
 * @param {Outcome[][]} outcomes [case][place]
 */
function printAgreement(cases, outcomes) {
  const [[{ results }]] = outcomes;
  /** @type {string[]} */
  const notes = [];
  const rows = results.slice(1).map(({ name }, c) => [
    name,
    ...outcomes.map((places, i) => {
      const ofPlaces = places.map(({ results }) => results[c + 1]);
      const { differsIn, agreement } = ofPlaces[0];
      const worst = agreement.map((_, k) =>
        ofPlaces
          .map(({ agreement }) => agreement[k])
          .reduce((worse, other) => (other.difference > worse.difference ? other : worse)),
      );
      const where = `${name}, case ${cases[i].name}:`;
      const agrees = worst.every(({ difference }) => difference <= TOLERANCE);
      const isRounding = worst.every(
        ({ difference, rounding }) => difference <= Math.max(TOLERANCE, ROUNDING_MARGIN * rounding),
      );
      if (differsIn) notes.push(`${where} other mathematics, ${differsIn}.`);
      else if (!agrees && isRounding) {
        const ours = worst.map(({ rounding }) => rounding.toExponential(0)).join(' ');
        notes.push(`${where} rounding grows in this run; our own SIMD and plain loops differ by ${ours}.`);
      } else if (!agrees) notes.push(`${where} DISAGREES.`);
      return worst.map(({ difference }) => difference.toExponential(0)).join(' ');
    }),
  ]);
  const epochs = results[0].agreement.map(({ epochs }) => epochs).join(' and ');
  printTable(
    `Peers: relative difference of the training loss to ${results[0].name}, after ${epochs} epochs`,
    ['engine', ...cases.map(({ name }) => name)],
    rows,
    [
      `The worse of Node and Chromium; up to ${TOLERANCE} they agree.`,
      ...notes,
      'brain.js updates after every sample, whatever the batch size: it is compared with our engine at batch 1.',
      'Shares of the peak count the matrix products only, against the faster of the micro-kernels.',
    ],
  );
}

/** Its compiled kernels, as an address. */
export async function tensorflowUrl() {
  const file = require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');
  return `data:application/wasm;base64,${(await readFile(file)).toString('base64')}`;
}

/** @param {import('./measure.mjs').Options} options */
export async function measurePeers({ isQuick }) {
  const kernels = await prepareKernels();
  /** @type {typeof import('./peers/contest.mjs')} */
  const { cases, runCase } = await loadForNode('bench/peers/contest.mjs');
  const browser = await openBrowser();
  const page = await browser.newPage();
  const url = await moduleAddress('bench/peers/worker.mjs');
  const common = {
    kernels: asNumbers(kernels),
    tensorflowUrl: await tensorflowUrl(),
    ...(isQuick ? { rounds: 3, turnMs: 50 } : { rounds: 9, turnMs: 100 }),
  };
  /** @type {Outcome[][]} */
  const outcomes = [];
  for (const trainingCase of cases) {
    const question = { ...common, trainingCase };
    outcomes.push([await runCase(question), await page.evaluate(askWorker, { url, question })]);
    printSpeeds(trainingCase, outcomes[outcomes.length - 1]);
  }
  await browser.close();
  printAgreement(cases, outcomes);
}
