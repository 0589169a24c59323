/**
 * How fast networks train, draw their maps, and are trained or evaluated many at a time: in Node and in a worker of
 * a headless browser, the same work in turn. Rounds are interleaved; the figures are medians.
 */
import { asNumbers, bundleSources, fieldsOf, figure, networks, printTable, ratio } from './measure.mjs';
import { askWorker } from './page-probes.mjs';
import { openBrowser } from './site.mjs';

const EPOCHS_OF_MANY = 500;
const LANDSCAPE_POINTS = 61 * 61;
/** As many networks as the smallest map of settings has. */
const NETWORKS_OF_MANY = 64;

/** @typedef {Record<'train' | 'trainPlain' | 'map' | 'mapPlain' | 'landscape' | 'many', number>} Rates */
/**
 * @typedef {object} Question
 * @property {string} url of the sources
 * @property {Record<'plain' | 'multiplyAdd', number[]>} kernels compiled
 * @property {object} fields of the experiment
 * @property {number} rounds
 * @property {number} roundMs
 * @property {number} epochsOfMany
 * @property {number} networksOfMany
 * @property {number} landscapePoints
 */

/**
 * Runs in Node and in a worker alike, and so names nothing outside of itself.
 * @param {Question} question
 * @returns {Promise<Rates>} how often a second each work can be done
 */
async function measureRates({
  url,
  kernels,
  fields,
  rounds,
  roundMs,
  epochsOfMany,
  networksOfMany,
  landscapePoints,
}) {
  /** @type {import('./measure.mjs').Sources} */
  const { defaultExperiment, KeptTrainers, loadKernels, referenceKernels, Trainer } = await import(url);
  const createKernels = await loadKernels((build) => Uint8Array.from(kernels[build]));
  const experiment = { ...defaultExperiment, ...fields };
  const [fast, plain] = [createKernels, referenceKernels].map((each) => new Trainer(each, experiment));
  const { parameters } = fast.model;
  const candidates = new Float32Array(landscapePoints * parameters.length);
  for (let p = 0; p < candidates.length; p++) {
    const point = Math.floor(p / parameters.length);
    candidates[p] = parameters[p % parameters.length] * (0.5 + point / landscapePoints);
  }
  const trainers = new KeptTrainers(createKernels);
  const many = Array.from({ length: networksOfMany }, (_, index) => ({
    ...experiment,
    learningRate: 0.001 * (index + 1),
  }));
  const works = {
    train: () => fast.trainBatches(20 * fast.batchesPerEpoch),
    trainPlain: () => plain.trainEpoch(),
    map: () => fast.map(),
    mapPlain: () => plain.map(),
    landscape: () => fast.model.lossesOf(candidates, 'train'),
    many: () => {
      for (const each of many) {
        const trainer = trainers.begin(each);
        trainer.trainBatches(epochsOfMany * trainer.batchesPerEpoch);
        trainer.losses();
      }
    },
  };
  const worth = { train: 20, many: networksOfMany };
  /** @type {Record<string, number[]>} */
  const rates = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const trainer of [fast, plain]) trainer.reset();
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now();
      let done = 0;
      while (performance.now() - start < roundMs) {
        work();
        done++;
      }
      const rate =
        (done * 1000 * (worth[/** @type {'train' | 'many'} */ (name)] ?? 1)) / (performance.now() - start);
      // The first round warms up.
      if (round >= 0) rates[name].push(rate);
    }
  }
  const median = (/** @type {number[]} */ values) =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return /** @type {Rates} */ (
    Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, median(values)]))
  );
}

const workerSource = `onmessage = ({ data }) => void (${measureRates})(data).then(postMessage, reportError);`;
const workerUrl = `data:text/javascript,${encodeURIComponent(workerSource)}`;

/** @param {import('./measure.mjs').Options} options */
export async function measureEngine({ isQuick }) {
  const { url, kernels } = await bundleSources();
  const browser = await openBrowser();
  const page = await browser.newPage();
  const training = [];
  const others = [];
  for (const network of networks) {
    const question = {
      url,
      kernels: asNumbers(kernels),
      fields: fieldsOf(network),
      rounds: isQuick ? 5 : 9,
      roundMs: isQuick ? 50 : 100,
      epochsOfMany: EPOCHS_OF_MANY,
      networksOfMany: NETWORKS_OF_MANY,
      landscapePoints: LANDSCAPE_POINTS,
    };
    const places = {
      Node: await measureRates(question),
      Chromium: /** @type {Rates} */ (await page.evaluate(askWorker, { url: workerUrl, question })),
    };
    for (const [place, rates] of Object.entries(places)) {
      const name = `${network.name}, ${place}`;
      const ms = (/** @type {keyof Rates} */ work) => figure(1000 / rates[work]);
      training.push([
        name,
        figure(rates.train),
        figure(rates.trainPlain),
        ratio(rates.train / rates.trainPlain),
      ]);
      others.push([name, ms('map'), ms('mapPlain'), ms('landscape'), figure(rates.many)]);
    }
  }
  await browser.close();
  printTable(
    'Engine: epochs per second on 250 points of the circle, tanh, batch 10',
    ['network', 'SIMD', 'no SIMD', 'ratio'],
    training,
  );
  printTable(
    `Engine: all neurons on the 100×100 map, losses of ${LANDSCAPE_POINTS} sets of parameters, trainings of ${EPOCHS_OF_MANY} epochs`,
    ['network', 'map ms', 'no SIMD', 'landscape ms', 'trainings/s'],
    others,
  );
}
