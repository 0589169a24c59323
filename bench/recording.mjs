/**
 * What recording costs, and how soon the page shows another moment of a run. Training for a while with and without a
 * record, in turn, from the first epoch on: the ratio is the share of the speed that is left. Then the built page: the
 * largest network's 10,000 epochs are recorded, and the timeline is moved to places all over them.
 */
import {
  asNumbers,
  bundleSources,
  fieldsOf,
  figure,
  linkOf,
  median,
  networks,
  printTable,
  quantile,
} from './measure.mjs';
import { askWorker } from './page-probes.mjs';
import { openBrowser, openSite, visitor } from './site.mjs';

const EPOCHS_SCRUBBED = 10_000;
const MOVES = 300;

/** Runs in a worker: epochs in the same time, with a record and without. */
async function measureShares(/** @type {any} */ { url, kernels, fields, rounds, roundMs }) {
  /** @type {import('./measure.mjs').Sources} */
  const { defaultExperiment, loadKernels, RecordedRun, Trainer } = await import(url);
  const createKernels = await loadKernels((build) => Uint8Array.from(kernels[build]));
  const experiment = { ...defaultExperiment, ...fields };
  /** A chunk takes about a millisecond, as in the page. */
  const epochsIn = (/** @type {(batches: number) => void} */ train, /** @type {number} */ perEpoch) => {
    let chunk = 1;
    let batches = 0;
    const start = performance.now();
    for (let last = start; last - start < roundMs;) {
      train(chunk);
      batches += chunk;
      const now = performance.now();
      if (now - last < 0.5) chunk *= 2;
      last = now;
    }
    return batches / perEpoch;
  };
  const shares = [];
  for (let round = -1; round < rounds; round++) {
    const plain = new Trainer(createKernels, experiment);
    const recorded = new RecordedRun(new Trainer(createKernels, experiment));
    recorded.isSparse = true;
    const works = [
      () => epochsIn((batches) => plain.trainBatches(batches), plain.batchesPerEpoch),
      () => epochsIn((batches) => recorded.trainBatches(batches), plain.batchesPerEpoch),
    ];
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    const epochs = [0, 0];
    for (const which of order) epochs[which] = works[which]();
    // The first round warms up.
    if (round >= 0) shares.push(epochs[1] / epochs[0]);
  }
  return shares;
}

const workerSource = `onmessage = ({ data }) => void (${measureShares})(data).then(postMessage, reportError);`;
const workerUrl = `data:text/javascript,${encodeURIComponent(workerSource)}`;

/** Runs on the page: how long the timeline takes to show each of so many places, in milliseconds. */
async function scrub(/** @type {{ moves: number }} */ { moves }) {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector('input[aria-label="Timeline"]'));
  const epoch = /** @type {HTMLElement} */ (document.querySelector('output[aria-label="Epoch"]'));
  const end = Number(slider.max);
  slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  const waits = [];
  for (let move = 1; move <= moves; move++) {
    await new Promise(requestAnimationFrame);
    const before = epoch.textContent;
    // Places far from one another, all over the run.
    const target = Math.floor(((move * 0.618034) % 1) * end);
    const start = performance.now();
    const changed = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (epoch.textContent === before) return;
        observer.disconnect();
        resolve(undefined);
      });
      observer.observe(epoch, { characterData: true, childList: true, subtree: true });
    });
    slider.value = String(target);
    slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await changed;
    waits.push(performance.now() - start);
  }
  return waits;
}

/** @param {import('./measure.mjs').Options} options */
export async function measureRecording({ isQuick }) {
  const { url, kernels } = await bundleSources();
  const blank = await openBrowser();
  const tab = await blank.newPage();
  const crowd = { dataset: 'movie', networkShape: [], loss: 'crossEntropy', learningRate: 0.1, seed: '0.5' };
  const cases = [
    ...networks.map((network) => ({ name: network.name, fields: fieldsOf(network) })),
    { name: 'movie, 10,000 people', fields: crowd },
  ];
  const rows = [];
  for (const { name, fields } of cases) {
    const question = {
      url,
      kernels: asNumbers(kernels),
      fields,
      rounds: isQuick ? 3 : 7,
      roundMs: isQuick ? 1000 : 3000,
    };
    const shares = /** @type {number[]} */ (await tab.evaluate(askWorker, { url: workerUrl, question }));
    rows.push([name, figure(100 * median(shares)), figure(100 * Math.min(...shares))]);
  }
  await blank.close();
  printTable(
    `Recording: speed with a record, in per cent of that without, Chromium, the first ${isQuick ? 1 : 3} s of a run`,
    ['network', 'median', 'least'],
    rows,
  );

  const { address, browser } = await openSite();
  const page = await browser.newPage(visitor);
  await page.goto(`${address}${linkOf(networks[1])}&stopEpoch=${EPOCHS_SCRUBBED}`);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByText(`Resting at epoch ${EPOCHS_SCRUBBED}`).waitFor();
  const waits = await page.evaluate(scrub, { moves: isQuick ? MOVES / 3 : MOVES });
  await browser.close();
  printTable(
    `Timeline: ${EPOCHS_SCRUBBED.toLocaleString('en')} epochs of ${networks[1].name}, from the move to the page's change`,
    ['', 'median ms', '95 % ms'],
    [['places all over the run', figure(median(waits)), figure(quantile(waits, 0.95))]],
  );
}
